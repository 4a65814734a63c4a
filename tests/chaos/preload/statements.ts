// Each commit of SQLite takes `CHAOS_COMMIT_MS` longer, as on a slow disk, and before statement number `CHAOS_DIE_AT` the
// process kills itself.
import { StatementSync } from 'node:sqlite'

const commitMs = Number(process.env['CHAOS_COMMIT_MS'] ?? 0)
const dieAt = Number(process.env['CHAOS_DIE_AT'] ?? 0)
const nobody = new Int32Array(new SharedArrayBuffer(4))

let count = 0
/** How many statements ran so far. */
export const statements = (): number => count

for (const method of ['run', 'all'] as const) {
  const original = StatementSync.prototype[method] as (...values: unknown[]) => never
  StatementSync.prototype[method] = function (this: StatementSync, ...values: unknown[]) {
    count += 1
    if (count === dieAt) process.kill(process.pid, 'SIGKILL')
    if (commitMs > 0 && this.sourceSQL === 'commit') Atomics.wait(nobody, 0, 0, commitMs)
    return original.apply(this, values)
  }
}
