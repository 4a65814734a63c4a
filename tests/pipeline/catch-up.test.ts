import { beforeEach, describe, expect, test } from 'vitest'
import { failWrites } from '../open-store.ts'
import { sourceStatuses } from '../../src/feed/store-sources.ts'
import { coverageLine } from '../../src/ops/coverage.ts'
import { type Coverage, enqueueDueDigests } from '../../src/delivery/digest.ts'
import { doDueWork } from '../../src/pipeline/due-work.ts'
import { weekdays } from '../../src/subscriptions/cadence.ts'
import { nextInstant } from '../../src/subscriptions/due.ts'
import { addSubscription } from '../../src/subscriptions/store.ts'
import { everything, type Running, startJourney } from './harness.ts'

const coverage: Coverage = async () => coverageLine(await sourceStatuses(running.db), 'UTC')

let running: Running

beforeEach(async () => {
  running = await startJourney()
  await running.publish(running.samples.slice(0, 2))
  await running.poll()
})

const publish = (count: number, havePages = true): Promise<void> =>
  running.publish(running.samples.slice(0, 2 + count), havePages)
const ids = (from: number, to: number): string[] => running.samples.slice(from, to).map(({ id }) => id)
const posted = async (): Promise<[kind: string, commentaries: readonly string[] | undefined][]> =>
  (await running.deliveries())
    .filter(({ kind }) => kind !== 'thread')
    .map(({ kind, card }) => [kind, card.commentaries])

describe('after an outage', () => {
  test('up to five commentaries are posted one by one, in their order', async () => {
    await publish(5)
    await running.poll()
    expect(await posted()).toEqual(ids(2, 7).map((id) => ['post', [id]]))
  })

  test('more than five are one post, each in it once, and the next one is a separate post again', async () => {
    await publish(7)
    await running.poll()
    await running.poll()
    await publish(8)
    await running.poll()
    expect(await posted()).toEqual([
      ['catch-up', ids(2, 9)],
      ['post', ids(9, 10)],
    ])
    const [card] = await running.deliveries()
    expect(card?.card.title?.text).toBe('Caught up: 7 commentaries')
  })

  test('whose catching up is stopped in the middle, all is in one post still, with what came since', async () => {
    await publish(7)
    const stopping = new AbortController()
    let briefed = 0
    const { engine } = running.journey
    const stopAtThird: typeof engine = async (commentary, signal) => {
      briefed += 1
      if (briefed === 3) stopping.abort()
      return engine(commentary, AbortSignal.any([signal, new AbortController().signal]))
    }
    await running.poll(
      60_000,
      { engine: async (commentary) => stopAtThird(commentary, new AbortController().signal) },
      stopping.signal,
    )
    expect(briefed).toBe(3)
    await publish(8)
    await running.poll()
    expect(await posted()).toEqual([['catch-up', ids(2, 10)]])
  })

  test('whose catching up is killed before its post is written, the post is written by the next poll', async () => {
    await publish(6)
    const revive = await failWrites(running.db, { table: 'deliveries', at: 'before insert', message: 'killed' })
    await expect(running.poll()).rejects.toThrow('killed')
    await revive()
    await running.poll()
    await running.poll()
    expect(await posted()).toEqual([['catch-up', ids(2, 8)]])
  })

  test('a page that cannot be read yet is posted automatically when it can', async () => {
    await publish(7, false)
    for (const sample of running.samples.slice(2, 8)) await running.publishPage(sample)
    await running.poll()
    const last = running.samples[8] ?? expect.fail('no such sample')
    await running.publishPage(last)
    await running.poll(3_600_000)
    expect(await posted()).toEqual([
      ['catch-up', ids(2, 8)],
      ['post', [last.id]],
    ])
  })

  test('a digest that was due contains all of it once, and the other channel gets its catch-up', async () => {
    const cadence = { days: weekdays, times: ['08:00'], zone: 'Asia/Singapore' }
    const place = { platform: 'web', tenant: 'local', channel: 'digest' } as const
    const digest = { cadence, next: nextInstant(cadence, running.now()), postsEmpty: false }
    await addSubscription(running.db, { ...everything, place, isInstant: false, digest }, running.now())
    await publish(7)
    await running.poll(3 * 86_400_000)
    await doDueWork(running.journey, coverage)
    await doDueWork(running.journey, coverage)
    expect(
      await enqueueDueDigests(running.db, coverage, running.now(), (_, error) => expect.unreachable(String(error))),
    ).toBe(0)
    expect(await posted()).toEqual([
      ['catch-up', ids(2, 9)],
      ['digest', ids(2, 9)],
    ])
  })
})
