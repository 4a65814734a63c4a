// Replaces the program's time limits (`subject.ts`). They limit computing, and a faster clock does not make the
// processor faster: each keeps its real length, because even the start of a thread would exceed it.
import type { ClockSettings } from '../clock.ts'
import { createThreadTask as createTask, withinTime as runWithinTime } from '../../../src/limits.ts'

export { answerCalls, TimeLimitError, waitAtMost } from '../../../src/limits.ts'

const { speed } = JSON.parse(process.env['CHAOS_CLOCK'] ?? '{}') as ClockSettings

export const withinTime: typeof runWithinTime = (limit, run) =>
  runWithinTime({ ...limit, limitMs: limit.limitMs * speed }, run)

export const createThreadTask: typeof createTask = (file, limits) => {
  const run = createTask<never>(file, limits)
  return (input, limitMs = limits.timeMs) => run(input, limitMs * speed)
}
