import { Worker } from 'node:worker_threads'
import type { Briefing, Commentary, Engine } from '../port.ts'
import type { Asked } from './worker.ts'

/** How long an idle thread is kept; then its memory is freed. Starting one can take seconds. */
export const idleMs = 5000

type Answered = { readonly number: number; readonly briefing: Briefing }

/** A worker thread, with its open requests. */
type Thread = {
  readonly worker: Worker
  readonly open: Map<number, PromiseWithResolvers<Briefing>>
  idle: NodeJS.Timeout | undefined
}

const startThread = (onEnd: (thread: Thread) => void): Thread => {
  const worker = new Worker(new URL('worker.ts', import.meta.url))
  const thread: Thread = { worker, open: new Map(), idle: undefined }
  const fail = (error: unknown): void => {
    onEnd(thread)
    for (const { reject } of thread.open.values()) reject(error)
    thread.open.clear()
  }
  worker.on('message', ({ number, briefing }: Answered) => {
    thread.open.get(number)?.resolve(briefing)
    thread.open.delete(number)
    if (thread.open.size > 0) return
    thread.idle = setTimeout(() => {
      onEnd(thread)
      void worker.terminate()
    }, idleMs).unref()
  })
  worker.on('error', fail)
  worker.on('exit', (code) => fail(new Error(`the briefing thread ended with ${code}`)))
  // The process may end without waiting for the thread.
  worker.unref()
  return thread
}

/** Runs the engine in this thread, if no other can be started. */
const briefHere: Engine = async (commentary, signal) => {
  const { createExtractive } = await import('./index.ts')
  return createExtractive()(commentary, signal)
}

/**
 * The extractive engine in a worker thread, which is started with the first commentary. A commentary takes tens of
 * milliseconds, and commands must be acknowledged even while thousands are added. Rejects only if `signal` is aborted.
 */
export const createExtractiveInWorker = (): Engine => {
  let thread: Thread | undefined
  let number = 0

  const ask = async (commentary: Commentary): Promise<Briefing> => {
    thread ??= startThread((ended) => {
      // Another thread may have been started since.
      if (thread === ended) thread = undefined
    })
    clearTimeout(thread.idle)
    number += 1
    const answer = Promise.withResolvers<Briefing>()
    thread.open.set(number, answer)
    const asked: Asked = { number, commentary }
    thread.worker.postMessage(asked)
    return answer.promise
  }

  return async (commentary, signal) => {
    signal.throwIfAborted()
    const briefing = await ask(commentary).catch(() => briefHere(commentary, signal))
    signal.throwIfAborted()
    return briefing
  }
}
