import { availableParallelism, totalmem } from 'node:os'
import { parentPort, Worker } from 'node:worker_threads'
import pLimit from 'p-limit'

/** Work took longer than allowed and was abandoned. */
export class TimeLimitError extends Error {
  override readonly name = 'TimeLimitError'

  constructor(what: string, limitMs: number) {
    super(`${what} took longer than ${limitMs / 1000} s and was given up`)
  }
}

/**
 * The result of `run`, if it settles within `limitMs`. The signal that `run` gets is aborted when the time is over or when
 * the caller's `signal` is. A `run` that ignores it continues in the background, so it must check it before it writes.
 * @throws TimeLimitError when the time is over.
 */
export const withinTime = async <Result>(
  { what, limitMs, signal }: { readonly what: string; readonly limitMs: number; readonly signal?: AbortSignal },
  run: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> => {
  const limit = new AbortController()
  const over = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    const error = new TimeLimitError(what, limitMs)
    over.reject(error)
    limit.abort(error)
  }, limitMs)
  try {
    return await Promise.race([
      run(signal === undefined ? limit.signal : AbortSignal.any([signal, limit.signal])),
      over.promise,
    ])
  } finally {
    clearTimeout(timer)
  }
}

/** Waits for `promise`, but no longer than `limitMs`, and throws its error. Afterwards it continues in the background. */
export const waitAtMost = async (promise: Promise<unknown>, limitMs: number): Promise<void> => {
  const over = Promise.withResolvers<void>()
  const timer = setTimeout(over.resolve, limitMs)
  await Promise.race([promise, over.promise]).finally(() => clearTimeout(timer))
}

/** On a busy machine a thread may need this long to load its modules before its call counts as late. */
const longestStartMs = 60_000
/**
 * The size of a thread's young generation. When a thread reaches its limit, Node gives it 16 MB more to end in. A large young generation, as by default, may
 * need all of that for one collection, and then V8 aborts the whole process.
 */
const youngMb = 16
/** How long an idle thread is kept. */
export const idleMs = 10_000

const nextMessage = async (worker: Worker): Promise<unknown> => {
  const answer = Promise.withResolvers<unknown>()
  const onExit = (code: number): void => answer.reject(new Error(`its thread ended with ${code}`))
  worker.once('message', answer.resolve).once('error', answer.reject).once('exit', onExit)
  try {
    return await answer.promise
  } finally {
    worker.off('message', answer.resolve).off('error', answer.reject).off('exit', onExit)
  }
}

/** Ends a thread, and ignores any error that it still reports. */
const endThread = (worker: Worker): void => {
  worker.on('error', () => undefined)
  void worker.terminate()
}

/** How much memory all threads may have together: half of this machine's or container's, because the program needs some itself. */
export const mostThreadsMb = Math.floor(Math.min(process.constrainedMemory() || Infinity, totalmem()) / 2 / (1 << 20))

type Idle = { readonly file: URL; readonly timer: NodeJS.Timeout; readonly end: () => void }

/** The memory of all living threads, and those that wait for a call, the longest idle first. */
let livingMb = 0
const idle = new Map<Worker, Idle>()
/** Resolves when a thread ends or becomes idle. */
let changed = Promise.withResolvers<void>()
const tellChange = (): void => {
  changed.resolve()
  changed = Promise.withResolvers()
}

/** A new thread that is ready for calls. Its memory counts until it has ended. */
const startThread = async (file: URL, memoryMb: number): Promise<Worker> => {
  const worker = new Worker(file, {
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: youngMb },
    stdout: true,
    stderr: true,
  })
  livingMb += memoryMb
  worker.once('exit', () => {
    livingMb -= memoryMb
    tellChange()
  })
  try {
    await withinTime({ what: 'starting a thread', limitMs: longestStartMs }, async () => nextMessage(worker))
    return worker
  } catch (error) {
    endThread(worker)
    throw error
  }
}

/** An idle thread of that file; otherwise a new one, as soon as there is memory for it. Idle threads of other files make room. */
const takeThread = async (file: URL, memoryMb: number): Promise<Worker> => {
  for (;;) {
    const [worker, own] = [...idle].find(([, one]) => one.file === file) ?? []
    if (worker !== undefined && own !== undefined) {
      clearTimeout(own.timer)
      idle.delete(worker)
      worker.off('error', own.end).ref()
      return worker
    }
    if (livingMb === 0 || livingMb + memoryMb <= mostThreadsMb) return startThread(file, memoryMb)
    const [other] = idle.values()
    other?.end()
    await changed.promise
  }
}

const keepIdle = (file: URL, worker: Worker): void => {
  worker.unref()
  const end = (): void => {
    idle.delete(worker)
    void worker.terminate()
  }
  // An idle thread that failed cannot serve the next call.
  worker.once('error', end)
  idle.set(worker, { file, timer: setTimeout(end, idleMs).unref(), end })
  tellChange()
}

/**
 * Runs each call in a worker thread, so that no input blocks the program; as many run in parallel as there are processors and
 * as all threads have memory. A call that takes longer than `timeMs` in the thread, or more memory than `memoryMb`, ends the
 * thread. `file` is a module that calls `answerCalls`. Arguments and results are copied by structured clone. The returned
 * function rejects with TimeLimitError, or with the error that ended the thread.
 */
export const createThreadTask = <Output>(
  file: URL,
  { what, timeMs, memoryMb }: { readonly what: string; readonly timeMs: number; readonly memoryMb: number },
): ((input: unknown, limitMs?: number) => Promise<Output>) => {
  const inTurn = pLimit(availableParallelism())
  const call = async (input: unknown, limitMs: number): Promise<Output> => {
    const worker = await takeThread(file, memoryMb)
    try {
      const output = await withinTime({ what, limitMs }, async () => {
        const answer = nextMessage(worker)
        worker.postMessage(input)
        return answer
      })
      keepIdle(file, worker)
      return output as Output
    } catch (error) {
      endThread(worker)
      throw error
    }
  }
  return async (input, limitMs = timeMs) => inTurn(async () => call(input, limitMs))
}

/** Makes this module a worker thread: each message is a call, and `answer` returns its result. */
export const answerCalls = (answer: (input: unknown) => unknown): void => {
  const reply = async (input: unknown): Promise<void> => parentPort?.postMessage(await answer(input))
  // If `answer` throws, the thread ends, and the caller gets the error.
  parentPort?.on('message', (input) => void reply(input))
  parentPort?.postMessage('ready')
}
