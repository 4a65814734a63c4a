import { StatementSync } from 'node:sqlite'
import { openStoreAlone } from '../../src/store/own-store.ts'

/** Opens the database of the first argument, and kills its own process before the statement of the second one. */
const [path = '', dieAt = '0'] = process.argv.slice(2)
let count = 0
for (const method of ['run', 'all'] as const) {
  const original = StatementSync.prototype[method] as (...values: unknown[]) => never
  StatementSync.prototype[method] = function (this: StatementSync, ...values: unknown[]) {
    count += 1
    if (count === Number(dieAt)) process.kill(process.pid, 'SIGKILL')
    return original.apply(this, values)
  }
}
await (await openStoreAlone(path)).close()
