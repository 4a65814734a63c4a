import { afterEach, beforeEach, expect, test } from 'vitest'
import { findCommentary } from '../../src/archive/store/commentaries.ts'
import { makeBriefingsIn } from '../archive/old-briefings.ts'
import { countUnbriefed } from '../../src/archive/store/briefings.ts'
import { countAbstracts } from '../../src/archive/store/counts.ts'
import { saveCommentary } from '../../src/archive/store/save-commentary.ts'
import { findSet, harvest } from '../../src/backfill/harvest.ts'
import type { OaiAnswer, OaiRecord } from '../../src/backfill/oai-answer.ts'
import { createOaiAsk, type OaiAsk } from '../../src/backfill/oai-client.ts'
import { extractive } from '../../src/briefing/create-engine.ts'
import { showCard } from '../../src/card/briefing-card.ts'
import { cardText } from '../../src/card/plain-text.ts'
import { searchCard } from '../../src/commands/search.ts'
import { createGet } from '../../src/fetch/get.ts'
import { createPoliteGet } from '../../src/backfill/polite.ts'
import { backfill, type Backfilled } from '../../src/pipeline/backfill.ts'
import { backfillFiles } from '../../src/pipeline/backfill-files.ts'
import type { Store } from '../../src/store/connection.ts'
import { openTestStore } from '../open-store.ts'
import { createKeyv } from '../../src/store/keyv.ts'
import { type OaiServer, startOaiServer } from '../fakes/oai-server.ts'

const records = 90
/** Every seventeenth record is deleted. */
const living = records - Math.floor(records / 17)

let server: OaiServer
let store: Store
beforeEach(async () => {
  server = await startOaiServer(records)
  store = await openTestStore()
})
afterEach(async () => {
  await store.close()
  await server.stop()
})

let waits: number[] = []
let troubles: string[] = []
beforeEach(() => {
  waits = []
  troubles = []
})

const get = createGet({ allowPrivate: true, userAgent: 'test' })
const never = new AbortController().signal

const createPolite = () =>
  createPoliteGet(get, {
    userAgent: 'rsis-brief/1.0 (feed reader)',
    pauseMs: 0,
    onWait: (trouble, _waitMs, triesLeft) => troubles.push(`${trouble} (${triesLeft} left)`),
    wait: async (ms, signal) => {
      signal.throwIfAborted()
      if (ms > 0) waits.push(ms)
    },
  })

const createAsk = () => createOaiAsk(createPolite(), server.url)

const run = async (signal = never, engine = extractive): Promise<Backfilled | undefined> => {
  const deps = {
    db: store.db,
    engine,
    ask: createAsk(),
    progress: createKeyv(store.db, 'backfill', Date.now),
    now: () => new Date(),
  }
  let last: Backfilled | undefined
  for await (const done of backfill(deps, { repository: server.url, set: 'col_2', signal })) last = done
  return last
}

const held = async (): Promise<string[]> => {
  const rows = await store.db.selectFrom('commentaries').select(['id', 'title', 'text']).orderBy('id').execute()
  return rows.map(({ id, title, text }) => `${id} ${title} ${text}`)
}

test('every record that was not deleted becomes a commentary with its abstract, and nothing is posted', async () => {
  expect(await run()).toEqual({ read: records, total: records, added: living })
  const found = await findCommentary(store.db, 'CO20005')
  expect(found?.commentary).toMatchObject({
    title: 'The harbour question, part 5',
    authors: ['Ada Writer5', 'Tan Bee Lian'],
    published: '2020-06-14',
    synopsis: 'Part 5 argues that small harbours & their pilots decide whether a strait stays open in winter.',
    url: 'https://hdl.handle.net/10356/5',
    categories: ['Political science'],
    extent: 'abstract',
    provenance: { kind: 'record', from: new URL(server.url).host },
  })
  expect(await store.db.selectFrom('deliveries').selectAll().execute()).toEqual([])
})

test('what is known by its abstract alone is counted, shown, and completed by a file under its id', async () => {
  await run()
  await makeBriefingsIn(store.db)(['CO20005'])
  const before = (await findCommentary(store.db, 'CO20005')) ?? expect.fail('CO20005 is missing')
  expect(cardText(showCard(before.commentary, before.briefing ?? expect.fail('no briefing')))).toMatch(
    /Abstract only.*from the repository’s abstract/su,
  )
  const { card } = await searchCard(store.db, 'icebreakers', { page: 1, size: 5 })
  expect(card.footer?.join()).toContain(`${living} of them only as an abstract`)

  const body =
    'The icebreakers came late, and the pilots of the small harbours had to decide alone what to do. '.repeat(9)
  const text = `CO20005 | The harbour question, part 5\n\nAda Writer5\n\n14 June 2020\n\nSYNOPSIS\n\n${before.commentary.synopsis}\n\nCOMMENTARY\n\n${body}`
  const mail = { name: 'a.txt', bytes: Buffer.from(text), provenance: { kind: 'mail', date: '2020-06-15' } as const }
  for await (const _taken of backfillFiles({ db: store.db, engine: extractive, now: () => new Date() }, [mail], never));
  const after = (await findCommentary(store.db, 'CO20005')) ?? expect.fail('CO20005 is missing')
  expect(after.commentary).toMatchObject({ extent: 'full', provenance: { kind: 'mail', date: '2020-06-15' } })
  expect(after.text).toContain('icebreakers')
  expect(after.correction).toBeUndefined()
  expect(await store.db.selectFrom('deliveries').selectAll().execute()).toEqual([])
  // An abstract that is read later removes nothing.
  await createKeyv(store.db, 'backfill', Date.now).clear()
  await run()
  expect((await findCommentary(store.db, 'CO20005'))?.commentary.extent).toBe('full')
  expect(await countAbstracts(store.db)).toBe(living - 1)
})

test('what is complete under another id is recognised by its number or address, and is not briefed again', async () => {
  await run()
  const { commentary } = (await findCommentary(store.db, 'CO20005')) ?? expect.fail('CO20005 is missing')
  await store.close()
  store = await openTestStore()
  const body = 'Nobody had asked the pilots of the small harbours what a season without icebreakers would cost them.'
  const whole = { ...commentary, synopsis: undefined, sections: [{ heading: undefined, paragraphs: [body] }] }
  const known = { ...whole, id: 'X00000000abc', extent: 'full' as const }
  await saveCommentary(store.db, { commentary: known, keys: ['url:https://hdl.handle.net/10356/5'], now: new Date() })
  const briefed: string[] = []
  await run(never, async (one, signal) => {
    briefed.push(one.id)
    return extractive(one, signal)
  })
  // Only a commentary that was incomplete before is briefed at once.
  expect(briefed).toEqual([])
  expect(await countUnbriefed(store.db)).toBe(living)
  expect(await findCommentary(store.db, 'CO20005')).toBeUndefined()
})

test('the set is found by its name, over the pages of the list of sets', async () => {
  expect(await findSet(createAsk(), never)).toBe('col_2')
})

test('a later run asks only for what changed since', async () => {
  await run()
  const before = server.requests.length
  expect(await run()).toMatchObject({ read: 0, added: 0 })
  expect(server.requests.slice(before).map((query) => query.get('from'))).toEqual(['2026-11-20'])
})

test('a run that is stopped at any request continues, and ends like one that was not stopped', async () => {
  await run()
  const whole = await held()
  for (let at = 1; at <= 5; at += 1) {
    await store.close()
    store = await openTestStore()
    const stop = new AbortController()
    const asked = server.requests.length
    const watch = setInterval(() => server.requests.length >= asked + at && stop.abort(), 1)
    await run(stop.signal).catch(() => undefined)
    clearInterval(watch)
    await run()
    expect(await held()).toEqual(whole)
  }
})

test('a repository that is busy is asked again, and a token that it forgot costs a new beginning', async () => {
  server.failNext(503, 429, 503)
  expect(await run()).toMatchObject({ added: living })
  // Retry-After says at once, but the shortest wait is a minute.
  expect(waits).toEqual([60_000, 60_000, 60_000])
  // The person at the terminal is told.
  expect(troubles).toEqual([
    expect.stringMatching(/503.*5 left/u),
    expect.stringMatching(/429/u),
    expect.stringMatching(/503/u),
  ])
  await store.close()
  store = await openTestStore()
  await createKeyv(store.db, 'backfill', Date.now).set(`${server.url} col_2`, { token: 'forgotten' })
  server.failNext('badResumptionToken')
  expect(await run()).toMatchObject({ read: records, added: living })
})

const refusing: readonly (readonly [name: string, robots: string | number, problem: RegExp])[] = [
  ['names everybody', 'User-agent: *\nDisallow: /', /robots\.txt of .* asks programs not to read/u],
  ['names the folder', 'User-agent: *\nDisallow: /oai/', /asks programs not to read/u],
  ['names this program', 'User-agent: rsis-brief\nDisallow: /\n\nUser-agent: *\nAllow: /', /asks programs/u],
  ['asks for an hour between two requests', 'User-agent: *\nCrawl-delay: 3600', /asks programs/u],
  ['does not answer', 500, /robots\.txt/u],
]
test.each(refusing)('a repository whose robots.txt %s is not asked', async (_name, robots, problem) => {
  server.robots(robots)
  await expect(run()).rejects.toThrow(problem)
  expect(server.requests).toEqual([])
})

const allowing: readonly (readonly [name: string, robots: string | number, delayMs: number])[] = [
  ['is empty', '', 0],
  ['is forbidden', 403, 0],
  ['is a web page', '<!doctype html><html><body>Disallow: /</body></html>', 0],
  ['refuses another program', 'User-agent: GPTBot\nDisallow: /', 0],
  ['refuses another folder', '\uFEFFUser-Agent: *\r\nDisallow: /search\r\nDisallow:\r\n', 0],
  ['allows this folder alone', 'User-agent: *\nDisallow: /\nAllow: /oai/', 0],
  ['asks for time between two requests', 'User-agent: *\nCrawl-delay: 10', 10_000],
]
test.each(allowing)('a repository whose robots.txt %s is read', async (_name, robots, delayMs) => {
  server.robots(robots)
  expect(await run()).toMatchObject({ read: records, added: living })
  expect(waits.length > 0).toBe(delayMs > 0)
  for (const ms of waits) expect(ms).toBeLessThanOrEqual(delayMs)
})

/** A repository's answer for the page of a token; the first page has three records and leads to token 1. */
type Page = (token: number) => Partial<OaiAnswer>

const endless: readonly (readonly [string, Page, RegExp])[] = [
  [
    'knows none of its tokens',
    () => ({ error: { code: 'badResumptionToken', message: '' } }),
    /its own resumption tokens/u,
  ],
  [
    'gives the same token again',
    (token) => ({ token: String(token), records: [recordOf(`a${token}`)] }),
    /read already/u,
  ],
  [
    'goes round three pages',
    (token) => ({ token: String((token % 3) + 1), records: [recordOf(`b${token}`)] }),
    /read already/u,
  ],
  ['has empty pages with new tokens', (token) => ({ token: String(token + 1) }), /nothing new/u],
  [
    'repeats its records behind new tokens',
    (token) => ({ token: String(token + 1), records: [recordOf('one')] }),
    /nothing new/u,
  ],
  [
    'forgets each token after some pages',
    (token) =>
      token < 4
        ? { token: String(token + 1), records: [recordOf(`c${token}`)] }
        : { error: { code: 'badResumptionToken', message: '' } },
    /its own resumption tokens/u,
  ],
  [
    'makes up records without end',
    (token) => ({ token: String(token + 1), records: [recordOf(`d${token}`)] }),
    /more than 5000 pages/u,
  ],
]

const recordOf = (identifier: string): OaiRecord => ({ identifier, datestamp: '', fields: undefined, pdfs: [] })

test.each(endless)('a repository that %s is given up with the reason', async (_name, page, message) => {
  const ask: OaiAsk = async ({ resumptionToken }) => ({
    records: resumptionToken === undefined ? ['1', '2', '3'].map(recordOf) : [],
    sets: [],
    formats: [],
    token: resumptionToken === undefined ? '1' : undefined,
    total: undefined,
    responseDate: undefined,
    error: undefined,
    ...(resumptionToken !== undefined && page(Number(resumptionToken))),
  })
  const drain = async (): Promise<void> => {
    for await (const _page of harvest(ask, { set: 'col_2', from: {}, signal: never }));
  }
  await expect(drain()).rejects.toThrow(message)
})

test('a list of sets that leads round in a circle is given up with the reason', async () => {
  const ask: OaiAsk = async () => ({
    records: [],
    sets: [{ spec: 'col_1', name: 'Working Papers' }],
    formats: [],
    token: 'again',
    total: undefined,
    responseDate: undefined,
    error: undefined,
  })
  await expect(findSet(ask, never)).rejects.toThrow(/list of sets does not end/u)
})

test.each([
  [403, /refuses programs/u],
  ['badArgument', /badArgument/u],
])('a repository that answers %s is named with what to do', async (fault, message) => {
  server.failNext(fault)
  await expect(run()).rejects.toThrow(message)
})

test('a complete text stays as it is', async () => {
  await run()
  const before = await findCommentary(store.db, 'CO20003')
  if (before === undefined) throw new Error('CO20003 is missing')
  const whole = { ...before.commentary, extent: 'full' as const, synopsis: 'Our own reading of the page.' }
  await store.db
    .updateTable('commentaries')
    .set({ commentary_json: JSON.stringify(whole) })
    .where('id', '=', 'CO20003')
    .execute()
  await createKeyv(store.db, 'backfill', Date.now).clear()
  await run()
  expect((await findCommentary(store.db, 'CO20003'))?.commentary.synopsis).toBe('Our own reading of the page.')
})
