import { createThreadTask } from '../../limits.ts'
import { extractive } from '../create-engine.ts'
import type { Briefing, Engine } from '../port.ts'

/** A text takes tens of milliseconds, and one of 60,000 words needs less than 96 MB: the limits only end a thread that hangs. */
const brief = createThreadTask<Briefing>(new URL('worker.ts', import.meta.url), {
  what: 'the briefing',
  timeMs: 60_000,
  memoryMb: 128,
})

/**
 * The extractive engine in a worker thread, because commands must be acknowledged even while thousands of commentaries
 * are added; in this thread only if the other fails. Rejects only if `signal` is aborted.
 */
export const extractiveInWorker: Engine = async (commentary, signal) => {
  signal.throwIfAborted()
  const briefing = await brief(commentary).catch(() => extractive(commentary, signal))
  signal.throwIfAborted()
  return briefing
}
