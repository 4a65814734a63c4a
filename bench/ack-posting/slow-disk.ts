// Makes every durable commit wait as on a slow disk; it is loaded before the program with `node --import`. It needs neither a
// compiler nor root, and blocks the thread at the same place as fsync.
import { DatabaseSync, StatementSync } from 'node:sqlite'

const delayMs = Number(process.env['SLOW_DISK_MS'] ?? 0)
const asleep = new Int32Array(new SharedArrayBuffer(4))

type Source = { readonly database: DatabaseSync; readonly text: string }

const sources = new WeakMap<StatementSync, Source>()
/** A method of SQLite, to be called with its object. */
const methodOf = (prototype: object, name: string): ((...values: unknown[]) => never) =>
  Object.getOwnPropertyDescriptor(prototype, name)?.value as (...values: unknown[]) => never
const prepare: (this: DatabaseSync, text: string) => StatementSync = methodOf(DatabaseSync.prototype, 'prepare')
const exec: (this: DatabaseSync, text: string) => void = methodOf(DatabaseSync.prototype, 'exec')

const countChanges = (database: DatabaseSync): number =>
  Number(prepare.call(database, 'select total_changes() as n').get()?.['n'])
/** Whether a commit waits for the disk: not if `synchronous` is less than full. */
const isDurable = (database: DatabaseSync): boolean =>
  Number(prepare.call(database, 'pragma synchronous').get()?.['synchronous']) >= 2

/** The number of changes when the transaction began. */
const begunAt = new WeakMap<DatabaseSync, number>()

/** Runs `work`, then waits if it ended a transaction with changes. */
const slowly = <Value>({ database, text }: Source, work: () => Value): Value => {
  const isInside = database.isTransaction
  if (!isInside) begunAt.set(database, countChanges(database))
  const value = work()
  const isCommit = isInside ? /^\s*commit/iu.test(text) : !database.isTransaction
  if (isCommit && countChanges(database) > (begunAt.get(database) ?? 0) && isDurable(database)) {
    Atomics.wait(asleep, 0, 0, delayMs)
  }
  return value
}

DatabaseSync.prototype.prepare = function (text) {
  const statement = prepare.call(this, text)
  sources.set(statement, { database: this, text })
  return statement
}

for (const name of ['run', 'all', 'get'] as const) {
  const original = methodOf(StatementSync.prototype, name)
  Object.defineProperty(StatementSync.prototype, name, {
    value(this: StatementSync, ...values: unknown[]) {
      const source = sources.get(this)
      const work = () => original.apply(this, values)
      return source === undefined ? work() : slowly(source, work)
    },
  })
}

DatabaseSync.prototype.exec = function (text) {
  slowly({ database: this, text }, () => exec.call(this, text))
}
