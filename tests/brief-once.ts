import { createExtractive } from '../src/briefing/extractive/index.ts'
import type { Briefing, Engine } from '../src/briefing/port.ts'

const engine = createExtractive()
const briefings = new Map<string, Promise<Briefing>>()

/**
 * The real extractive engine. It gives the same for the same every time, so each commentary is worked out once for all tests
 * of a worker.
 */
export const briefOnce: Engine = async (commentary, signal) => {
  signal.throwIfAborted()
  const key = JSON.stringify(commentary)
  const briefing = briefings.get(key) ?? engine(commentary, new AbortController().signal)
  briefings.set(key, briefing)
  return briefing
}
