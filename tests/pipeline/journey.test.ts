import { beforeEach, describe, expect, test, vi } from 'vitest'
import { findCommentary } from '../../src/archive/store/commentaries.ts'
import type { BriefingRecord } from '../../src/briefing/record.ts'
import { samplePath } from '../../src/demo/feed.ts'
import { corrected, type Sample } from '../../src/demo/samples.ts'
import { unreadEntries } from '../../src/feed/store-reading.ts'
import { sourceStatuses } from '../../src/feed/store-sources.ts'
import { importOne } from '../../src/pipeline/import.ts'
import type { Journey } from '../../src/pipeline/journey.ts'
import { briefOnce } from '../brief-once.ts'
import { type Running, startJourney } from './harness.ts'

const dayMs = 86_400_000

/** Several polls with their pages, on a machine that may be busy. */
let running: Running
let samples: Sample[]
/** Changes of the journey by a test. */
let changes: Partial<Journey>

beforeEach(async () => {
  running = await startJourney()
  samples = running.samples
  changes = {}
})

const recordOf = (changes: Partial<BriefingRecord>): BriefingRecord => ({
  model: 'writer-1',
  server: 'models.example',
  promptVersion: '1.1.1',
  verifierVersion: '1',
  judge: { state: 'not-needed' },
  claims: [],
  synopsis: [],
  tokens: { in: 0, out: 0 },
  calls: 1,
  extent: 'whole',
  faults: [],
  isRebriefWanted: false,
  rebriefAfter: undefined,
  ...changes,
})

const publish: Running['publish'] = (...given) => running.publish(...given)
const publishPage: Running['publishPage'] = (sample) => running.publishPage(sample)
const poll = (laterMs?: number): Promise<void> => running.poll(laterMs, changes)
const owed = (): Promise<(string | null)[]> => running.owed()
const pagesRead = (): number =>
  running.server.requests.filter(({ path }) => path.startsWith('/rsis-publication/')).length

describe('the journey of a commentary', () => {
  test('the first poll fills the archive and enqueues nothing; a new commentary is enqueued once; nothing new costs one request', async () => {
    await publish(samples.slice(0, 3))
    await poll()
    expect(await owed()).toEqual([])
    expect((await findCommentary(running.db, 'CO26203'))?.briefing?.claims.length).toBeGreaterThanOrEqual(3)

    await publish(samples.slice(0, 4))
    await poll()
    expect(await owed()).toEqual(['CO26204'])
    expect(running.owedCalls()).toBe(1)

    const before = running.server.requests.length
    await poll()
    expect(running.server.requests.length - before).toBe(1)
    expect(await owed()).toEqual(['CO26204'])
  })

  test('a correction of the page alone is found within a day, briefed again, and causes no second post', async () => {
    const sample = samples.find(({ id }) => id === 'CO26222') ?? expect.fail('no such sample')
    await publish([sample])
    await poll()
    await publishPage(corrected(sample))
    await poll(dayMs / 2)
    expect((await findCommentary(running.db, 'CO26222'))?.revision).toBe(1)
    await poll(dayMs)
    expect((await findCommentary(running.db, 'CO26222'))?.revision).toBe(1)
    await poll(600_000)
    const found = await findCommentary(running.db, 'CO26222')
    expect(found).toMatchObject({ revision: 2, commentary: { updated: '2026-10-27' } })
    expect(found?.text).toContain('from 58 to 47 per cent')
    for (const { quote } of found?.briefing?.claims ?? [])
      expect(found?.text.slice(quote.start, quote.end)).toBe(quote.text)
    expect(await owed()).toEqual([])
  })

  test('what a correction changed is known, and which of the earlier claims it leaves without their words', async () => {
    const sample = samples.find(({ id }) => id === 'CO26222') ?? expect.fail('no such sample')
    await publish([sample])
    await poll()
    expect((await findCommentary(running.db, 'CO26222'))?.correction).toBe(undefined)
    await publishPage(corrected(sample))
    await poll(2 * dayMs)
    await poll(600_000)
    const { correction } = (await findCommentary(running.db, 'CO26222')) ?? expect.fail('lost')
    expect(correction?.sentences).toHaveLength(1)
    expect(correction?.sentences[0]?.after).toContain('from 58 to 47 per cent')
    expect(correction?.sentences[0]?.before).not.toContain('from 58 to 47 per cent')
    expect(correction?.claims.length).toBeGreaterThanOrEqual(3)
  })

  test('the page of an old commentary is not asked for again', async () => {
    await publish(samples.slice(0, 1))
    await poll()
    expect(pagesRead()).toBe(1)
    await poll(3 * dayMs)
    await poll(3 * dayMs)
    expect(pagesRead()).toBe(1)
  })

  test('a page that cannot be read is reported, tried again, and posted when it can be read', async () => {
    await publish(samples.slice(0, 23))
    await poll()
    await publish(samples.slice(0, 23).concat(samples.slice(23)), false)
    await poll()
    expect(await owed()).toEqual([])
    expect(await unreadEntries(running.db)).toMatchObject([
      { title: expect.stringMatching(/^CO26224/u), reason: expect.stringMatching(/^not-found: /u), attempts: 1 },
    ])
    const last = samples[23] ?? expect.fail('no such sample')
    await publishPage(last)
    await poll(3_600_000)
    expect(await owed()).toEqual(['CO26224'])
    expect(await unreadEntries(running.db)).toEqual([])
  })

  test('a page that stays unreadable for a day is posted as the excerpt that it is, with no claim', async () => {
    await publish(samples.slice(0, 23))
    await poll()
    await publish(samples, false)
    await poll()
    await poll(dayMs)
    await poll(3 * 3_600_000)
    expect(await owed()).toEqual(['CO26224'])
    const found = await findCommentary(running.db, 'CO26224')
    expect(found?.commentary.extent).toBe('excerpt')
    expect(found?.briefing?.claims).toEqual([])
  })

  test('a briefing that a fault kept from the model is written again later, once, and what was posted stays', async () => {
    const asked: string[] = []
    let isDown = true
    changes = {
      engine: async (commentary, signal) => {
        asked.push(commentary.id)
        const briefing = await briefOnce(commentary, signal)
        const record = recordOf({ isRebriefWanted: isDown })
        return isDown ? { ...briefing, record } : { ...briefing, engine: 'llm', record }
      },
    }
    await publish(samples.slice(0, 1))
    await poll()
    await publish(samples.slice(0, 2))
    await poll()
    expect(await owed()).toEqual(['CO26202'])
    const cards = await running.deliveries()
    await poll()
    expect(asked).toEqual(['CO26201', 'CO26202'])

    isDown = false
    await poll(10 * 60_000)
    await poll(24 * 3_600_000)
    expect(asked.slice(0, 4)).toEqual(['CO26201', 'CO26202', 'CO26201', 'CO26202'])
    expect((await findCommentary(running.db, 'CO26202'))?.briefing?.engine).toBe('llm')
    expect(await running.deliveries()).toEqual(cards)
  })

  test('a model that stays away is asked ever more rarely, and in the end no more', async () => {
    let asked = 0
    changes = {
      engine: async (commentary, signal) => {
        asked += 1
        return { ...(await briefOnce(commentary, signal)), record: recordOf({ isRebriefWanted: true }) }
      },
    }
    // Old enough that its page is never read again.
    await publish(samples.slice(0, 1))
    for (let hour = 0; hour < 48; hour += 1) await poll(3_600_000)
    expect(asked).toBe(1 + 7)
  })

  test('a page without an article delays nothing else', async () => {
    await publish(samples.slice(0, 2))
    running.server.page(samplePath(samples[0] ?? expect.fail('no samples')), '<p>Hello.</p>')
    await poll()
    expect((await findCommentary(running.db, 'CO26201'))?.commentary.extent).toBe('excerpt')
    expect((await findCommentary(running.db, 'CO26202'))?.commentary.title).toMatch(/Reactors/u)
    expect((await sourceStatuses(running.db))[0]?.state).toBe('ok')
  })

  test('a broken connection to the database lets nothing overtake what it interrupted', async () => {
    await publish(samples.slice(0, 1))
    await poll()
    const broken = vi.spyOn(running.db, 'transaction')
    let briefed = 0
    const engine: Journey['engine'] = async (commentary, signal) => {
      briefed += 1
      // The next step is the transaction that saves it.
      if (briefed === 1) {
        broken.mockImplementationOnce(() => {
          throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })
        })
      }
      return briefOnce(commentary, signal)
    }
    changes = { engine }
    await publish(samples.slice(0, 3))
    await poll()
    expect(await owed()).toEqual(['CO26202', 'CO26203'])
  })

  test('a stop ends it between two commentaries, and the next poll continues', async () => {
    await publish(samples.slice(0, 3))
    const stopping = new AbortController()
    const { engine } = running.journey
    changes = {
      engine: async (commentary) => {
        stopping.abort()
        return engine(commentary, new AbortController().signal)
      },
    }
    await running.poll(60_000, changes, stopping.signal)
    expect(await running.db.selectFrom('commentaries').select('id').execute()).toHaveLength(1)
    changes = {}
    await poll()
    expect(await running.db.selectFrom('commentaries').select('id').execute()).toHaveLength(3)
  })

  test('an imported page is archived; it is posted where that is asked for, and not again by the feed', async () => {
    const sample = samples[3] ?? expect.fail('no such sample')
    await publishPage(sample)
    const address = `${running.server.origin}${samplePath(sample)}`
    expect(await importOne(running.journey, address, { isAnnounced: false })).toMatchObject({
      id: 'CO26204',
      state: 'new',
      places: 0,
    })
    expect(await importOne(running.journey, address, { isAnnounced: true })).toMatchObject({
      id: 'CO26204',
      state: 'unchanged',
      places: 1,
    })
    expect(await owed()).toEqual(['CO26204'])
    await publish(samples.slice(0, 3))
    await poll()
    await publish(samples.slice(0, 4))
    await poll()
    expect(await owed()).toEqual(['CO26204'])
    await expect(
      importOne(running.journey, `${running.server.origin}/nowhere`, { isAnnounced: false }),
    ).rejects.toThrow(/Import: .*HTTP 404.*save the page in a browser/u)
  })
})
