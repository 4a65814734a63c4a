import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { every, type Job } from '../../src/schedule/cron.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

let runs = 0
let job: Job

const clockAt = (time: string): void => void vi.setSystemTime(new Date(`2026-11-25T${time}Z`))

beforeEach(async () => {
  vi.useFakeTimers()
  clockAt('12:00:10')
  runs = 0
  job = every('*/10 * * * *', async () => void (runs += 1), { onError: () => {}, limitMs: hourMs })
  await vi.advanceTimersByTimeAsync(1000)
})

afterEach(async () => {
  await job.stop()
  vi.useRealTimers()
})

describe('a job that runs every ten minutes', () => {
  test('runs at its start and at its turns', async () => {
    expect(runs).toBe(1)
    await vi.advanceTimersByTimeAsync(hourMs)
    expect(runs).toBe(7)
  })

  test('runs again at once when the clock is set back by a day, and at its turns from then on', async () => {
    vi.setSystemTime(Date.now() - 24 * hourMs)
    await vi.advanceTimersByTimeAsync(minuteMs)
    expect(runs).toBe(2)
    await vi.advanceTimersByTimeAsync(hourMs)
    expect(runs).toBe(8)
  })

  test('runs again when the clock is set forward, or the machine slept: once for all the turns that it missed', async () => {
    vi.setSystemTime(Date.now() + 24 * hourMs)
    await vi.advanceTimersByTimeAsync(minuteMs)
    expect(runs).toBe(2)
    await vi.advanceTimersByTimeAsync(hourMs)
    expect(runs).toBe(8)
  })

  test('makes up for a turn for which it came a few seconds too late', async () => {
    clockAt('12:09:59.500')
    await vi.advanceTimersByTimeAsync(100)
    clockAt('12:10:04')
    await vi.advanceTimersByTimeAsync(10 * minuteMs)
    expect(runs).toBe(3)
  })
})

test('a run that never ends is given up when its time is over, is reported, and the next turn comes', async () => {
  const errors: unknown[] = []
  const signals: AbortSignal[] = []
  const stuck = every(
    '*/10 * * * *',
    (signal) => {
      signals.push(signal)
      return new Promise<void>(() => {})
    },
    { onError: (error) => errors.push(error), limitMs: 25 * minuteMs },
  )
  await vi.advanceTimersByTimeAsync(hourMs)
  expect(signals.map((signal) => signal.aborted)).toEqual([true, true, false])
  expect(errors).toEqual(Array(2).fill(expect.objectContaining({ name: 'TimeLimitError' })))
  await vi.advanceTimersByTimeAsync(hourMs)
  const stopped = stuck.stop()
  await vi.advanceTimersByTimeAsync(hourMs)
  await stopped
})
