import { expect, test, vi } from 'vitest'
import { createAlarm } from '../../src/delivery/alarm.ts'
import { createWorkLoop } from '../../src/delivery/work-loop.ts'
import { eventually } from '../eventually.ts'

const loopOver = (work: (() => Promise<void>)[], signal = new AbortController().signal) => {
  const faults: unknown[] = []
  const loop = createWorkLoop({
    hasWork: () => work.length > 0,
    step: async () => work.shift()?.(),
    onFault: (error) => faults.push(error),
    signal,
  })
  return { loop, faults }
}

test('one that is woken without work runs later, when there is some', async () => {
  const work: (() => Promise<void>)[] = []
  const { loop } = loopOver(work)
  loop.goOn()
  expect(loop.running()).toBe(undefined)
  const step = vi.fn(async () => {})
  work.push(step)
  loop.goOn()
  loop.goOn()
  await loop.running()
  expect(step).toHaveBeenCalledTimes(1)
  expect(loop.running()).toBe(undefined)
})

test('runs one step at a time, and takes what came in during a step with the next one', async () => {
  let inside = 0
  let most = 0
  const work: (() => Promise<void>)[] = []
  const { loop } = loopOver(work)
  const step = async (): Promise<void> => {
    inside += 1
    most = Math.max(most, inside)
    loop.goOn()
    await Promise.resolve()
    inside -= 1
    if (calls.mock.calls.length < 3) work.push(calls)
  }
  const calls = vi.fn(step)
  work.push(calls)
  loop.goOn()
  await loop.running()
  expect(most).toBe(1)
  expect(calls).toHaveBeenCalledTimes(3)
})

test('reports a failed step and continues; a stop does not wait after it', async () => {
  const stopping = new AbortController()
  const step = vi.fn(async () => {})
  const { loop, faults } = loopOver([() => Promise.reject(new Error('full')), step], stopping.signal)
  loop.goOn()
  await eventually(() => expect(faults).toEqual([new Error('full')]))
  stopping.abort()
  await loop.running()
  expect(step).toHaveBeenCalledTimes(1)
})

test('an alarm rings once, at the earliest time that it was set for', () => {
  vi.useFakeTimers({ now: 0 })
  const ring = vi.fn()
  const alarm = createAlarm(ring, Date.now)
  alarm.set(500)
  alarm.set(200)
  alarm.set(300)
  vi.advanceTimersByTime(199)
  expect(ring).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1000)
  expect(ring).toHaveBeenCalledTimes(1)
  alarm.set(5000)
  alarm.clear()
  vi.advanceTimersByTime(9000)
  expect(ring).toHaveBeenCalledTimes(1)
  vi.useRealTimers()
})
