import { z } from 'zod'
import { UserError } from '../errors.ts'
import { canonicalUrl } from '../fetch/canonical-url.ts'
import { decode } from '../fetch/decode.ts'
import { fixOfUnknownName } from '../fetch/unknown-name.ts'
import type { Kysely } from 'kysely'
import type { Schema } from '../store/schema.ts'
import { findFeed, type FoundFeed } from './discover.ts'
import { addressesInOpml, opmlOf } from './opml.ts'
import type { AddedFeed, Adder, PeoplesFeeds, Starter } from './port.ts'
import type { PollDeps } from './poll.ts'
import { recordForReaders } from './record.ts'
import type { Source } from './source.ts'
import { typedAddress } from './typed-address.ts'
import startersJson from './starters.json' with { type: 'json' }
import { findSource, saveSource } from './store-sources.ts'
import { addOwnFeed, ownFeeds, removeOwnFeed } from './store-feeds.ts'

/** How many feeds a workspace may have. Each is polled as often as the others; for more there are feed readers. */
const mostFeeds = 20
const mostOpmlBytes = 2_000_000

const starters = z.array(z.object({ name: z.string(), url: z.url() })).parse(startersJson)

/** The starters whose name or host contains the typed words: `MERICS`, `war on the rocks`. */
const startersNamed = (typed: string): readonly Starter[] => {
  const wanted = typed
    .trim()
    .toLowerCase()
    .replaceAll(/[“”"'.,!?]+/gu, '')
  if (wanted.length < 3 || typedAddress(typed) !== undefined) return []
  return starters.filter(({ name, url }) => ` ${name} ${new URL(url).hostname} `.toLowerCase().includes(wanted))
}

type Deps = Pick<PollDeps, 'get' | 'now'> & {
  readonly db: Kysely<Schema>
  /** The feeds of the settings, which everybody has. */
  readonly configured: readonly Source[]
}

/** What to do, by what was found at an address where no feed is. */
const fixes: readonly (readonly [detail: RegExp, fix: string])[] = [
  [
    /refuses programs|challenge|login/u,
    'a site that refuses programs cannot be read; ask it for the address of its feed',
  ],
  [/private network|no web server/u, 'ask whoever runs the bot'],
  [/certificate/u, 'tell whoever runs the site'],
]

const foundAt = async ({ get }: Deps, typed: string): Promise<FoundFeed> => {
  const [starter, ...others] = startersNamed(typed)
  if (others.length > 0)
    throw new UserError(
      'Feed',
      `“${typed.trim()}” can be several feeds`,
      `type /rsis feeds starters ${typed.trim()} to see them`,
    )
  const address = starter?.url ?? typedAddress(typed)
  if (address === undefined) {
    throw new UserError(
      'Feed',
      'that is not a web address',
      'e.g. /rsis feeds add fulcrum.sg, or a name of /rsis feeds starters',
    )
  }
  const found = await findFeed(get, address)
  if (!('detail' in found)) return found
  const written = starter === undefined ? address : undefined
  const fix = fixOfUnknownName(found.detail, written) ?? fixes.find(([detail]) => detail.test(found.detail))?.[1]
  throw new UserError('Feed', found.detail, fix ?? 'give the address of a feed, or of the page that names it')
}

const hostOf = (url: string): string => new URL(url).host.replace(/^www\./u, '')

const checkCap = (count: number): void => {
  if (count >= mostFeeds) {
    throw new UserError(
      'Feeds',
      `this workspace has ${mostFeeds}, which is the most`,
      'remove one first: /rsis feeds list',
    )
  }
}

const add = async (deps: Deps, { tenantKey, person }: Adder, typed: string): Promise<AddedFeed> => {
  const { db, now, configured } = deps
  checkCap((await ownFeeds(db, tenantKey)).length)
  const { url, title, entries } = await foundAt(deps, typed)
  const known = starters.find((one) => one.url === url)
  const feed = {
    url,
    title: (known?.name ?? (title?.trim() || hostOf(url))).slice(0, 100),
    addedBy: person,
    addedAt: now(),
  }
  const items = entries.length
  if (configured.some(({ steps }) => steps.some((step) => step.url === url))) return { state: 'everybody', feed, items }
  return db.transaction().execute(async (tx): Promise<AddedFeed> => {
    const before = await ownFeeds(tx, tenantKey)
    const had = before.find((one) => one.url === url)
    if (had !== undefined) return { state: 'had', feed: had, items }
    checkCap(before.length)
    await addOwnFeed(tx, tenantKey, feed)
    const at = now()
    const record = await findSource(tx, url)
    await recordForReaders(tx, { record, readers: [tenantKey], isBaseline: true }, entries, at)
    const newest = Math.max(
      record?.newestPublishedAt ?? 0,
      ...entries.map((entry) => entry.publishedAt?.getTime() ?? 0),
    )
    await saveSource(tx, url, {
      baselineAt: record?.baselineAt ?? at.getTime(),
      state: 'ok',
      detail: undefined,
      steps: [{ kind: 'feed', url, state: 'ok' }],
      failures: 0,
      lastPollAt: at.getTime(),
      lastSuccessAt: at.getTime(),
      nextPollAt: undefined,
      newestPublishedAt: newest === 0 ? undefined : newest,
    })
    return { state: 'added', feed, items }
  })
}

const addressesIn = async ({ get }: Deps, typed: string): Promise<readonly string[]> => {
  const isDocument = typed.trimStart().startsWith('<') && /<opml|<outline/iu.test(typed)
  const address = isDocument ? undefined : typedAddress(typed)
  if (!isDocument && address === undefined) {
    throw new UserError('OPML', 'that is neither an address nor a document', 'give the address of an OPML file')
  }
  const answer =
    address === undefined
      ? undefined
      : await get(address, { accept: 'text/x-opml, text/xml, */*;q=0.5', maxBytes: mostOpmlBytes })
  if (answer !== undefined && answer.state !== 'fetched') {
    throw new UserError('OPML', answer.state === 'failed' ? answer.detail : 'the answer is empty', 'check the address')
  }
  const found = addressesInOpml(answer === undefined ? typed : decode(answer.body, answer.contentType))
  if (found.length === 0) throw new UserError('OPML', 'it names no feed', 'export it from a feed reader')
  return found
}

const isAt = (typed: string, url: string): boolean => {
  const address = typedAddress(typed)
  return address !== undefined && canonicalUrl(address) === canonicalUrl(url)
}

/** The feeds that people add for their workspaces, with the database and the guarded HTTP client. */
export const createPeoplesFeeds = (deps: Deps): PeoplesFeeds => ({
  most: mostFeeds,
  starters,
  startersNamed,
  list: (tenantKey) => ownFeeds(deps.db, tenantKey),
  isAt,
  add: (adder, address) => add(deps, adder, address),
  remove: (tenantKey, url) => deps.db.transaction().execute((tx) => removeOwnFeed(tx, tenantKey, url)),
  addressesIn: (opml) => addressesIn(deps, opml),
  opmlOf,
})
