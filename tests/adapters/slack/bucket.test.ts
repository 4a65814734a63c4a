import { describe, expect, test } from 'vitest'
import { createBucket } from '../../../adapters/slack/post/bucket.ts'

const minuteMs = 60_000

/** For how many milliseconds a message at `at` is refused; 0 if it is accepted. */
type Limit = (at: number) => number

/** Accepts this many in each minute by the clock, from the first message on. */
const byTheMinute = (most: number): Limit => {
  let until = 0
  let count = 0
  return (at) => {
    if (at >= until) [until, count] = [at + minuteMs, 0]
    if (count >= most) return until - at
    count += 1
    return 0
  }
}

/** Accepts this many in any minute, and always asks to come again after ten seconds. */
const overTheLastMinute = (most: number): Limit => {
  const taken: number[] = []
  return (at) => {
    if (taken.filter((one) => one > at - minuteMs).length >= most) return 10_000
    taken.push(at)
    return 0
  }
}

/** A bucket that refills continuously. */
const refilled = (most: number): Limit => {
  let left = most
  let last = 0
  return (at) => {
    left = Math.min(most, left + ((at - last) * most) / minuteMs)
    last = at
    if (left < 1) return 30_000
    left -= 1
    return 0
  }
}

/** Acts like the sender: each message takes 100 ms; one that would wait long comes again when told to. */
const sendAll = (messages: number, limit: Limit, bucket = createBucket()) => {
  const latencyMs = 100
  const underWay: { until: number; end: () => void }[] = []
  let [at, taken, refused, lastAt] = [0, 0, 0, 0]
  while (taken < messages && at < 100 * minuteMs) {
    for (const one of underWay.filter(({ until }) => until <= at)) {
      underWay.splice(underWay.indexOf(one), 1)
      one.end()
    }
    const waitMs = underWay.length < bucket.atOnce(at) ? bucket.wait(at) : 1
    if (waitMs > 0) {
      const next = Math.min(at + waitMs, ...underWay.map(({ until }) => until))
      at = Math.max(next, at + 1)
      continue
    }
    const retryAfterMs = limit(at)
    const sent = bucket.send(at)
    const until = at + latencyMs
    if (retryAfterMs === 0) [taken, lastAt] = [taken + 1, at]
    else refused += 1
    underWay.push({ until, end: () => (retryAfterMs === 0 ? sent.accepted() : sent.refused(until, retryAfterMs)) })
  }
  return { taken, share: refused / (taken + refused), minutes: lastAt / minuteMs }
}

describe('2000 messages to a workspace', () => {
  const floor = 2000 / 300 - 1
  test.each([
    ['takes 300 a minute', byTheMinute(300), Math.ceil(floor), 1.05],
    ['takes 300 in any minute, and tells not when', overTheLastMinute(300), Math.ceil(floor), 1.05],
    // There is no window that could be learned.
    ['refills 300 a minute', refilled(300), floor, 1.1],
  ])('that %s: less than one of a hundred is refused, in little more than the least time', (_, limit, least, ratio) => {
    const { taken, share, minutes } = sendAll(2000, limit)
    expect(taken).toBe(2000)
    expect(share).toBeLessThan(0.01)
    expect(minutes / least).toBeLessThan(ratio)
  })

  test('whose minute was nearly spent before the program started is not taken for a slow one', () => {
    const limit = byTheMinute(300)
    for (let count = 0; count < 290; count += 1) limit(-50_000)
    const { taken, minutes } = sendAll(1000, limit)
    expect(taken).toBe(1000)
    expect(minutes).toBeLessThan(8)
  })

  test('that takes any number is sent all at once', () => {
    expect(sendAll(2000, () => 0)).toMatchObject({ taken: 2000, share: 0 })
  })
})

test('400 corrections to a workspace that takes 50 a minute: hardly one of them is refused, in little more than the least time', () => {
  const { taken, share, minutes } = sendAll(400, byTheMinute(50), createBucket(50))
  expect(taken).toBe(400)
  expect(share).toBeLessThan(0.03)
  expect(minutes / 7).toBeLessThan(1.05)
})

test('callers that cannot wait come back at different times, not all at once', () => {
  const bucket = createBucket()
  for (let count = 0; count < 300; count += 1) bucket.send(count).accepted()
  bucket.send(300).refused(400, 59_600)
  const turns = Array.from({ length: 700 }, () => bucket.nextRetryMs(400))
  expect(turns.filter((ms) => ms === 59_600)).toHaveLength(300)
  expect(Math.max(...turns)).toBeGreaterThan(2 * 59_600)
})
