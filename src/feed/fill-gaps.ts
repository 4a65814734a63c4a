import { describeError } from '../errors.ts'
import { withinTime } from '../limits.ts'
import { parseInThread } from './parse/in-thread.ts'
import type { PollDeps } from './poll.ts'
import type { Source } from './source.ts'
import { type Entry, entrySchema } from './entry.ts'
import { identityKeys } from './identity.ts'
import { numberOfEntry } from './series-number.ts'
import { addEntry } from './store-entries.ts'
import { addKeys, findNumbered, knownKeys } from './store-keys.ts'
import { findGaps, type Gap, idsOf, markTried, narrowGaps } from './store-gaps.ts'

const hourMs = 3_600_000
/** How often, and for how long, a missing number is looked for: its page may be published later than its number suggests. */
const tryEveryMs = 6 * hourMs
const tryForMs = 14 * 24 * hourMs
const mostPages = 10
const mostNumbers = 60
/** The requests by number end after this many numbers in a row without a page. */
const mostMisses = 5
const mostBytes = 10_000_000
const longestMs = 5 * 60_000

type Wanted = { readonly gap: Gap; readonly ids: ReadonlySet<string> }

/** The entries of one page of a listing; undefined if it cannot be read. */
const readListing = async ({ get }: PollDeps, { id, accept }: Source, url: string): Promise<Entry[] | undefined> => {
  const result = await get(url, { accept: 'text/html, application/xhtml+xml', maxBytes: mostBytes })
  if (result.state !== 'fetched') return undefined
  const { body, contentType, url: found } = result
  const parsed = await parseInThread({ kind: 'listing', body, contentType, url: found, source: id })
  if (parsed.state !== 'parsed') return undefined
  return parsed.entries.filter(({ link }) => accept === undefined || link?.includes(accept))
}

/** Pages through the source's listings until their numbers are lower than those of the gap. */
const findInListings = async (deps: PollDeps, source: Source, { gap, ids }: Wanted): Promise<Entry[]> => {
  const found = new Map<string, Entry>()
  for (const { url } of source.steps.filter(({ kind }) => kind === 'listing')) {
    for (let page = 1; page <= mostPages && found.size < ids.size; page += 1) {
      const entries = await readListing(deps, source, page === 1 ? url : new URL(`page/${page}/`, url).href)
      const numbered = (entries ?? []).map((entry) => ({ entry, number: numberOfEntry(entry) }))
      for (const { entry, number } of numbered) if (number !== undefined && ids.has(number)) found.set(number, entry)
      const lowest = numbered.flatMap(({ number }) => number ?? []).toSorted()[0]
      if (entries === undefined || entries.length === 0 || (lowest !== undefined && lowest < gap.firstId)) break
    }
  }
  return [...found.values()]
}

/**
 * The address of a number, derived from a known address that begins with its number; WordPress redirects it to the full
 * one.
 */
const addressOf = (known: string, id: string): string | undefined => {
  const address = known.replace(/\/co[\s-]?\d{5}[^/]*(\/?)$/iu, `/${id.toLowerCase()}$1`)
  return address === known ? undefined : address
}

/** Asks for the page of each number, in order. */
const findByNumber = async (deps: PollDeps, source: Source, ids: readonly string[]): Promise<Entry[]> => {
  const known = await findNumbered(deps.db, source.id)
  const found: Entry[] = []
  let misses = 0
  for (const id of ids) {
    const url = known && addressOf(known, id)
    if (url === undefined || misses >= mostMisses) break
    const result = await deps.get(url, { accept: 'text/html, application/xhtml+xml', maxBytes: mostBytes })
    const isThere = result.state === 'fetched' && numberOfEntry({ title: '', link: result.url }) === id
    misses = isThere ? 0 : misses + 1
    if (isThere)
      found.push(entrySchema.parse({ source: source.id, link: result.url, title: id, authors: [], categories: [] }))
  }
  return found
}

/** Records what was found as new entries, and removes it from the gap. */
const record = async (deps: PollDeps, gap: Gap, entries: readonly Entry[]): Promise<void> =>
  deps.db.transaction().execute(async (tx) => {
    const now = deps.now()
    await markTried(tx, gap, now)
    for (const entry of entries) {
      const keys = identityKeys(entry)
      const isKnown = (await knownKeys(tx, keys)).size > 0
      if (!isKnown) await addKeys(tx, await addEntry(tx, entry, { isAnnounced: true }, now), keys)
    }
    await narrowGaps(tx)
  })

const fillGap = async (deps: PollDeps, source: Source, gap: Gap): Promise<void> => {
  const ids = idsOf(gap, mostNumbers)
  const listed = await findInListings(deps, source, { gap, ids: new Set(ids) })
  const numbers = new Set(listed.map(numberOfEntry))
  const asked = await findByNumber(
    deps,
    source,
    ids.filter((id) => !numbers.has(id)),
  )
  const found = [...listed, ...asked].toSorted((a, b) => ((numberOfEntry(a) ?? '') < (numberOfEntry(b) ?? '') ? -1 : 1))
  await record(deps, gap, found)
  deps.log.info(
    { source: source.id, first: gap.firstId, last: gap.lastId, found: found.length },
    'looked for missing numbers',
  )
}

/**
 * Looks for the numbers that were in no answer of the source: first in its listings, then each at its own address. What
 * is found is handled like every new entry; the rest is tried again for two weeks.
 */
export const fillGaps = async (deps: PollDeps, source: Source): Promise<void> => {
  const at = deps.now().getTime()
  const isDue = ({ source: of, noticedAt, triedAt }: Gap): boolean =>
    of === source.id && at - noticedAt.getTime() < tryForMs && at - (triedAt?.getTime() ?? 0) >= tryEveryMs
  for (const gap of (await findGaps(deps.db)).filter(isDue)) {
    try {
      await withinTime({ what: 'the search for missing numbers', limitMs: longestMs }, () => fillGap(deps, source, gap))
    } catch (error) {
      deps.log.warn(
        { source: source.id, first: gap.firstId, error: describeError(error) },
        'could not look for missing numbers',
      )
      await markTried(deps.db, gap, deps.now())
    }
  }
}
