import { afterEach, beforeEach, expect, test } from 'vitest'
import { commentaryOf } from '../../bench/briefing/texts.ts'
import { createMakeBriefings, type MakeBriefings } from '../../src/archive/make-briefings.ts'
import { countUnbriefed, saveBriefing, unbriefedIds } from '../../src/archive/store/briefings.ts'
import { findCommentary } from '../../src/archive/store/commentaries.ts'
import { extractive } from '../../src/briefing/create-engine.ts'
import { idleMs } from '../../src/limits.ts'
import type { Engine } from '../../src/briefing/port.ts'
import type { Card } from '../../src/card/card.ts'
import { cardText } from '../../src/card/plain-text.ts'
import { createLibrary } from '../../src/commands/browse.ts'
import { createHandler } from '../../src/commands/registry.ts'
import { readSamples } from '../../src/demo/samples.ts'
import { createLog } from '../../src/log.ts'
import { getBriefing } from '../../src/mcp/tools.ts'
import { briefUnbriefed, pauseAfter } from '../../src/pipeline/brief-unbriefed.ts'
import { addMissing } from '../../src/pipeline/keep-old.ts'
import { databaseCaches } from '../../src/store/caches.ts'
import type { Store } from '../../src/store/connection.ts'
import { feedsOver, here, manager } from '../commands/harness.ts'
import { openTestStore } from '../open-store.ts'

const now = () => new Date('2026-11-24T09:00:00Z')
const never = new AbortController().signal
const commentaries = (await readSamples()).slice(0, 8).map(commentaryOf)

const log = await createLog('silent', false)

let store: Store
beforeEach(async () => {
  store = await openTestStore()
  const held = await addMissing(
    { db: store.db, now },
    commentaries.map((commentary) => ({ commentary })),
  )
  expect(held).toEqual(commentaries.map(() => undefined))
})
afterEach(() => store.close())

const deps = (engine: Engine = extractive) => ({ db: store.db, engine, now, log })

const ask = async (text: string, make: MakeBriefings = createMakeBriefings(deps())): Promise<Card> => {
  const handler = createHandler(
    {
      db: store.db,
      caches: databaseCaches(store.db, now),
      makeBriefings: make,
      readText: async () => '',
      feeds: feedsOver(store.db, now),
      status: async () => expect.fail('not asked'),
      coverage: async () => '',
      onEnqueued: () => {},
      now,
    },
    (error) => expect.fail(String(error)),
  )
  return handler.answer({ text, place: here, person: manager })
}

const briefings = async () =>
  store.db
    .selectFrom('briefings')
    .select(['commentary_id', 'revision', 'briefing_json'])
    .orderBy('commentary_id')
    .execute()

test('what was added is found at once, and briefed when somebody asks', async () => {
  expect(await countUnbriefed(store.db)).toBe(commentaries.length)
  const [first] = commentaries
  expect(cardText(await ask(`search ${first?.title}`))).toContain(first?.id)
  expect(await briefings()).toEqual([])
  expect(cardText(await ask(`show ${first?.id}`))).toMatch(/“.+”/u)
  expect((await briefings()).map(({ commentary_id: id }) => id)).toEqual([first?.id])
  const second = commentaries[1]?.id ?? ''
  expect((await getBriefing(store.db, createMakeBriefings(deps()), second))['claims']).not.toEqual([])
  expect(await countUnbriefed(store.db)).toBe(commentaries.length - 2)
})

/** Only time for one briefing. */
const inNoTime = (): MakeBriefings => createMakeBriefings(deps(), 0)

test('a search for claims and a file say how many commentaries are not briefed yet', async () => {
  const words = 'the state of ports OR trade OR security OR policy'
  const claims = cardText(await ask(`claims ${words}`, inNoTime()))
  expect(claims).toMatch(/\d+ more commentar(?:y|ies) that fits? (?:is|are) not briefed yet/u)
  expect(cardText(await ask(`timeline ${words}`, inNoTime()))).toMatch(/not briefed yet/u)
  expect(cardText(await ask(`export ${words}`, inNoTime()))).toMatch(/not briefed yet/u)
  const { file } = await ask(`export ${words}`, inNoTime())
  expect(await file?.later?.()).toBe((await ask(`export ${words}`)).file?.text)
  // A file for a reference manager contains no claims.
  expect(cardText(await ask(`export ${words} format:ris`, inNoTime()))).not.toMatch(/not yet/u)
})

test('once all are briefed, every answer is as if they had been briefed when they were added', async () => {
  const questions = ['claims policy', 'timeline policy', 'latest 8', 'export policy', 'export policy format:json']
  const answers = async () => {
    const library = createLibrary(store.db, inNoTime())
    return {
      cards: await Promise.all(questions.map((text) => ask(text, inNoTime()))),
      page: await library.browse('', 1),
      feed: await library.newest(''),
    }
  }
  await briefUnbriefed(deps(), never)
  expect(await countUnbriefed(store.db)).toBe(0)
  const later = await answers()
  const rows = await briefings()
  await store.db.deleteFrom('briefings').execute()
  for (const commentary of commentaries) {
    const briefing = await extractive(commentary, never)
    await saveBriefing(store.db, { id: commentary.id, revision: 1, briefing }, now())
  }
  expect(await briefings()).toEqual(rows)
  expect(await answers()).toEqual(later)
})

test('stopped after each briefing and begun again, it ends as one that was not stopped', async () => {
  await briefUnbriefed(deps(), never)
  const rows = await briefings()
  await store.db.deleteFrom('briefings').execute()
  for (let left = commentaries.length; left > 0; left -= 1) {
    const stop = new AbortController()
    await briefUnbriefed(
      deps(async (commentary, signal) => {
        const briefing = await extractive(commentary, signal)
        stop.abort()
        return briefing
      }),
      stop.signal,
    )
    expect(await countUnbriefed(store.db)).toBe(left - 1)
  }
  expect(await briefings()).toEqual(rows)
})

test('a pause lasts no longer than the work before it, and never so long that the thread which briefs ends', () => {
  expect([0, 20, 300].map(pauseAfter)).toEqual([0, 20, 300])
  // Under load, and where the thread has to be started.
  for (const workMs of [1000, 3000, 60_000]) expect(pauseAfter(workMs)).toBeLessThanOrEqual(idleMs / 4)
})

test('one that cannot be briefed does not delay the others', async () => {
  const bad = (await unbriefedIds(store.db, 1))[0]
  await briefUnbriefed(
    deps(async (commentary, signal) => {
      if (commentary.id === bad) throw new Error('no')
      return extractive(commentary, signal)
    }),
    never,
  )
  expect(await unbriefedIds(store.db, 9)).toEqual([bad])
})

test('a briefing that was made meanwhile stays', async () => {
  const first = commentaries[0] ?? expect.fail('no commentary')
  const written = { ...(await extractive(first, never)), engine: 'llm' as const }
  const make = createMakeBriefings(
    deps(async (commentary, signal) => {
      await saveBriefing(store.db, { id: first.id, revision: 1, briefing: written }, now())
      return extractive(commentary, signal)
    }),
  )
  await make([first.id])
  expect((await findCommentary(store.db, first.id))?.briefing?.engine).toBe('llm')
})
