import { afterEach, beforeEach, expect, test } from 'vitest'
import { findCommentary } from '../../src/archive/store/commentaries.ts'
import { cardText } from '../../src/card/plain-text.ts'
import { samplePage } from '../../src/demo/page.ts'
import { coverageLine } from '../../src/ops/coverage.ts'
import { statusesOf } from '../../src/ops/status.ts'
import { createAskRepository } from '../../src/pipeline/ask-repository.ts'
import { createKeyv } from '../../src/store/keyv.ts'
import { type OaiServer, startOaiServer } from '../fakes/oai-server.ts'
import { type Running, startJourney } from './harness.ts'

const hourMs = 3_600_000
/** Earlier records: all of 2020. */
const old = 4

let repository: OaiServer
let running: Running
let journey: Running['journey']
beforeEach(async () => {
  repository = await startOaiServer(old)
  running = await startJourney()
  const { db, now, server } = running
  const { get, engine } = running.journey
  journey = {
    ...running.journey,
    sources: [
      {
        id: 'feed',
        steps: [
          { kind: 'feed', url: `${server.origin}/feed/` },
          { kind: 'repository', url: repository.url },
        ],
      },
    ],
    askRepository: createAskRepository({
      db,
      engine,
      get,
      progress: createKeyv(db, 'backfill', Date.now),
      set: undefined,
      polite: { userAgent: 'test', pauseMs: 0, wait: async () => undefined },
      now,
    }),
  }
})
afterEach(async () => {
  await repository.stop()
})

const poll = (laterMs = 13 * hourMs): Promise<void> => running.poll(laterMs, journey)
const block = (): void => running.server.answer('/feed/', { status: 403 })
const state = async () => (await statusesOf(running.db, ['feed']))[0]

test('what the repository has new comes late while the feed is blocked, once, and says so', async () => {
  await running.publish(running.samples.slice(0, 3))
  await poll()
  expect(await state()).toMatchObject({ state: 'ok' })
  expect(repository.requests).toEqual([])

  block()
  repository.add(2, '2026-10-30')
  await poll()
  expect(await running.owed()).toEqual(['CO26005', 'CO26006'])
  const [post] = await running.deliveries()
  expect(cardText(post?.card ?? expect.fail('no post'))).toMatch(
    /small harbours & their pilots.*from the repository’s abstract/su,
  )
  expect((await findCommentary(running.db, 'CO26005'))?.commentary).toMatchObject({
    extent: 'abstract',
    feeds: ['feed'],
  })
  expect(await state()).toMatchObject({
    state: 'late',
    detail: 'the feed is blocked; the repository was read instead, which gets everything later, 2 new',
    failures: 1,
  })
  expect(coverageLine(await statusesOf(running.db, ['feed']), 'UTC')).toMatch(
    /^1 of 1 feed read, .*; feed: from the repository, late$/u,
  )

  // The repository gives the same answer again: nothing is posted twice, and the feed is asked less and less often.
  await poll()
  expect(await running.owed()).toHaveLength(2)
  expect(await state()).toMatchObject({ state: 'late', failures: 2 })

  await running.publish(running.samples.slice(0, 3))
  await poll()
  expect(await state()).toMatchObject({ failures: 0 })
  expect(await running.owed()).toHaveLength(2)
})

test('the feed that comes back completes what the repository gave, under its id and without a second post', async () => {
  await running.publish(running.samples.slice(0, 3))
  await poll()
  block()
  repository.add(1, '2026-10-30')
  await poll()
  expect(await running.owed()).toEqual(['CO26005'])

  const [sample] = running.samples
  const title = 'The harbour question, part 5'
  const page = await samplePage({
    ...(sample ?? expect.fail('no sample')),
    id: 'CO26005',
    title,
    published: '2026-10-30',
  })
  const path = '/rsis-publication/rsis/the-harbour-question/'
  running.server.page(path, page)
  running.server.feed('/feed/', [{ title: `CO26005 | ${title}`, link: path, guid: 'p5', date: '30 Oct 2026' }])
  await poll()
  await poll()
  expect(await running.owed()).toEqual(['CO26005'])
  expect((await findCommentary(running.db, 'CO26005'))?.commentary).toMatchObject({
    extent: 'full',
    provenance: { kind: 'page' },
  })
})

test('old records that changed there are added without a post', async () => {
  await running.publish(running.samples.slice(0, 3))
  await poll()
  block()
  repository.add(3, '2011-05-02')
  await poll()
  expect(await running.owed()).toEqual([])
  expect((await findCommentary(running.db, 'CO11006'))?.commentary.extent).toBe('abstract')
  expect(await state()).toMatchObject({ state: 'late' })
})

test('where no feed was ever read, the first answer of the repository is the baseline', async () => {
  block()
  repository.add(2, '2026-10-25')
  await poll()
  expect((await findCommentary(running.db, 'CO26005'))?.commentary.extent).toBe('abstract')
  expect(await running.owed()).toEqual([])
})

test('a repository that refuses programs, too, changes nothing of what is said of the feed', async () => {
  block()
  repository.robots('User-agent: *\nDisallow: /')
  await poll()
  expect(await state()).toMatchObject({
    state: 'blocked',
    steps: [
      { kind: 'feed', state: 'blocked' },
      { kind: 'repository', state: 'failed', detail: expect.stringContaining('robots.txt') },
    ],
  })
})
