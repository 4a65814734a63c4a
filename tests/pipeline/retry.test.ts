import { beforeEach, expect, test } from 'vitest'
import { releaseHeld } from '../../src/feed/store-held.ts'
import { sourceStatuses } from '../../src/feed/store-sources.ts'
import { type Running, startJourney } from './harness.ts'

let running: Running
const retry = (laterMs = 60_000): Promise<void> => running.poll(laterMs, {}, undefined, { isRetry: true })
const feedRequests = (): number => running.server.requests.filter(({ path }) => path === '/feed/').length

beforeEach(async () => {
  running = await startJourney()
  await running.publish(running.samples.slice(0, 2))
  await running.poll()
})

test('a feed that failed is asked at the announced whole minute, and a feed that works is not', async () => {
  await retry()
  expect(feedRequests()).toBe(1)
  running.server.answer('/feed/', { status: 503 })
  await running.poll()
  const [failed] = await sourceStatuses(running.db)
  const next = failed?.nextPollAt?.getTime() ?? 0
  expect(next % 60_000).toBe(0)
  await retry(next - running.now().getTime() - 1)
  expect(feedRequests()).toBe(2)
  await running.publish(running.samples.slice(0, 3))
  await retry(1)
  expect(feedRequests()).toBe(3)
  expect(await sourceStatuses(running.db)).toMatchObject([{ failures: 0, nextPollAt: undefined }])
  expect(await running.owed()).toEqual([running.samples[2]?.id])
})

test('what was released is posted without a poll', async () => {
  await running.publish(running.samples.slice(0, 3))
  await running.poll()
  await running.db.deleteFrom('deliveries').execute()
  await running.db.updateTable('entries').set({ held: 'old', announce: 0 }).where('id', '>', 2).execute()
  expect(await releaseHeld(running.db, running.now(), [3])).toBe(1)
  const asked = feedRequests()
  await retry()
  expect(await running.owed()).toEqual([running.samples[2]?.id])
  expect(feedRequests()).toBe(asked)
})
