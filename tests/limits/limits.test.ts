import { availableParallelism } from 'node:os'
import type { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { createThreadTask, mostThreadsMb, withinTime } from '../../src/limits.ts'

const run = createThreadTask<string>(new URL('thread.ts', import.meta.url), {
  what: 'the test',
  timeMs: 30_000,
  memoryMb: 64,
})

test('a call in a thread gives what the thread answers, many at once as well', async () => {
  expect(await Promise.all(['a', 'b', 'c'].map((asked) => run(asked)))).toEqual(['A', 'B', 'C'])
  expect(await run('d')).toBe('D')
})

test('calls wait for a thread, as many of which run as there are processors, and their time counts from when they have one', async () => {
  const ask = createThreadTask<number>(new URL('slow-thread.ts', import.meta.url), {
    what: 'a call',
    timeMs: 1000,
    memoryMb: 64,
  })
  const threads = await Promise.all(Array.from({ length: 25 }, async () => ask('which')))
  expect(threads).toHaveLength(25)
  expect(new Set(threads).size).toBeLessThanOrEqual(availableParallelism())
})

test('threads together have half of the memory: one waits for another, and an idle one of another task makes room', async () => {
  const memoryMb = Math.ceil(mostThreadsMb * 0.6)
  const tasks = ['one', 'other'].map((name) =>
    createThreadTask<string>(new URL(`thread.ts?${name}`, import.meta.url), { what: name, timeMs: 30_000, memoryMb }),
  )
  let [most, living] = [0, 0]
  const onWorker = (worker: Worker): void => {
    living += 1
    most = Math.max(most, living)
    worker.once('exit', () => (living -= 1))
  }
  process.on('worker', onWorker)
  const answers = await Promise.all(tasks.flatMap((ask) => ['a', 'b', 'c'].map((asked) => ask(asked))))
  process.off('worker', onWorker)
  expect(answers).toEqual(['A', 'B', 'C', 'A', 'B', 'C'])
  expect(most).toBe(1)
})

test.each([
  ['throw', /asked to/u],
  ['exit', /ended with 3/u],
  ['fill', /memory/u],
])('a thread asked to %s rejects its own call, and the next call is answered', async (asked, message) => {
  await expect(run(asked)).rejects.toThrow(message)
  expect(await run('after')).toBe('AFTER')
})

test('a thread that never ends is ended when its time is over', async () => {
  await expect(run('loop', 1000)).rejects.toThrow('the test took longer than 1 s and was given up')
  expect(await run('after')).toBe('AFTER')
})

test('what settles in time gives what it gives; what does not is given up, and its signal aborted', async () => {
  const limit = { what: 'waiting', limitMs: 50 }
  expect(await withinTime(limit, async () => 1)).toBe(1)
  await expect(withinTime(limit, () => Promise.reject(new Error('own')))).rejects.toThrow('own')
  let seen: AbortSignal | undefined
  const never = withinTime(limit, (signal) => {
    seen = signal
    return new Promise(() => {})
  })
  await expect(never).rejects.toThrow('waiting took longer than 0.05 s')
  expect(seen?.aborted).toBe(true)
})

test('the caller’s own signal reaches what runs', async () => {
  const own = new AbortController()
  const aborted = withinTime({ what: 'waiting', limitMs: 10_000, signal: own.signal }, async (signal) => {
    own.abort()
    return signal.aborted
  })
  expect(await aborted).toBe(true)
})
