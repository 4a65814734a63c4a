import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { unreadEntries } from '../../src/feed/store-reading.ts'
import { sourceStatuses } from '../../src/feed/store-sources.ts'
import { type Running, startJourney } from './harness.ts'

/** Longer than the longest step of a poll may take. */
const longMs = 3_600_000
/** The time limit of one step of a feed's chain; not more, because later steps need their own time. */
const stepMs = 60_000
const never = new Promise<never>(() => {})

let running: Running

/** Three polls with their pages, on a machine that may be busy. */
beforeEach(async () => {
  running = await startJourney()
  await running.publish(running.samples.slice(0, 2))
  await running.poll()
  await running.publish(running.samples.slice(0, 3))
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(async () => {
  vi.useRealTimers()
})

/** Polls, and lets time pass as soon as `reached` says that the step has begun. */
const pollWhile = async (
  reached: Promise<void>,
  changes: Partial<Running['journey']>,
  passesMs = longMs,
): Promise<void> => {
  const polled = running.poll(60_000, changes)
  await Promise.race([reached, polled])
  await vi.advanceTimersByTimeAsync(passesMs)
  await polled
  vi.useRealTimers()
}

test('an engine that never answers ends neither the poll nor the next one', async () => {
  const reached = Promise.withResolvers<void>()
  const engine = () => {
    reached.resolve()
    return never
  }
  await pollWhile(reached.promise, { engine })
  expect(await unreadEntries(running.db)).toMatchObject([{ reason: expect.stringMatching(/briefing took longer/u) }])
  await running.poll(longMs)
  expect(await running.owed()).toEqual([running.samples[2]?.id])
})

test('a page that never comes ends neither the poll nor the next one', async () => {
  const reached = Promise.withResolvers<void>()
  const get: Running['journey']['get'] = (url, options) => {
    if (url.endsWith('/feed/')) return running.journey.get(url, options)
    reached.resolve()
    return never
  }
  await pollWhile(reached.promise, { get })
  expect(await unreadEntries(running.db)).toMatchObject([{ reason: expect.stringMatching(/page took longer/u) }])
  await running.poll(longMs)
  expect(await running.owed()).toEqual([running.samples[2]?.id])
})

test('a feed that never answers delays no other, and is asked again', async () => {
  const silent = { id: 'silent', steps: [{ kind: 'feed' as const, url: 'https://silent.example/feed/' }] }
  const get: Running['journey']['get'] = (url, options) =>
    url.startsWith('https://silent.example') ? never : running.journey.get(url, options)
  const otherIsRead = async (): Promise<void> => {
    while ((await sourceStatuses(running.db)).find(({ id }) => id === 'feed')?.detail !== '1 new') await setImmediate()
  }
  await pollWhile(otherIsRead(), { get, sources: [silent, ...running.journey.sources] }, stepMs)
  expect(await running.owed()).toEqual([running.samples[2]?.id])
  expect(await sourceStatuses(running.db)).toMatchObject([
    { id: 'feed', state: 'ok' },
    { id: 'silent', state: 'failed', detail: expect.stringMatching(/took longer/u), failures: 1 },
  ])
})
