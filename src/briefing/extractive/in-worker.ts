import { Worker } from 'node:worker_threads'
import type { Briefing, Commentary, Engine } from '../port.ts'
import type { Asked } from './worker.ts'

/** How long the thread waits for more; with nothing to do it gives its memory back. To start one takes up to seconds. */
export const idleMs = 5000

type Answered = { readonly number: number; readonly briefing: Briefing }

/** A thread that briefs, and what it was asked and has not answered. */
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
  // Nobody waits for the thread at the end of the process.
  worker.unref()
  return thread
}

/** As the engine does it here, in this thread: where there is no other. */
const briefHere: Engine = async (commentary, signal) => {
  const { createExtractive } = await import('./index.ts')
  return createExtractive()(commentary, signal)
}

/**
 * The extractive engine in a thread of its own, started with the first commentary: a page takes tens of milliseconds, and
 * while thousands are taken in, commands are to be acknowledged all the same. Never rejects but for `signal`.
 */
export const createExtractiveInWorker = (): Engine => {
  let thread: Thread | undefined
  let number = 0

  const ask = async (commentary: Commentary): Promise<Briefing> => {
    thread ??= startThread((ended) => {
      // Another may have been started since.
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
