import { EventEmitter } from 'node:events'
import { Keyv, type KeyvStoreAdapter } from 'keyv'
import type { Db } from './opened.ts'

/**
 * Keyv's store in the application's own database, so that caches need no second file. Expired rows are not read, and
 * deleted by `forgetExpired`.
 */
class DatabaseStore extends EventEmitter implements KeyvStoreAdapter {
  readonly opts = {}
  namespace: string | undefined
  readonly #db: Db
  readonly #now: () => number

  constructor(db: Db, now: () => number) {
    super()
    this.#db = db
    this.#now = now
  }

  get #space(): string {
    return this.namespace ?? ''
  }

  async get<Value>(key: string): Promise<Value | undefined> {
    const row = await this.#db
      .selectFrom('kv')
      .select('value')
      .where('namespace', '=', this.#space)
      .where('key', '=', key)
      .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', this.#now())]))
      .executeTakeFirst()
    // Keyv parses the text itself.
    return row?.value as Value | undefined
  }

  async set(key: string, value: unknown, ttlMs?: number): Promise<boolean> {
    const expires_at = ttlMs === undefined ? null : this.#now() + ttlMs
    const row = { namespace: this.#space, key, value: String(value), expires_at }
    await this.#db
      .insertInto('kv')
      .values(row)
      .onConflict((conflict) => conflict.columns(['namespace', 'key']).doUpdateSet({ value: row.value, expires_at }))
      .execute()
    return true
  }

  async delete(key: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('kv')
      .where('namespace', '=', this.#space)
      .where('key', '=', key)
      .executeTakeFirstOrThrow()
    return numDeletedRows > 0n
  }

  async clear(): Promise<void> {
    await this.#db.deleteFrom('kv').where('namespace', '=', this.#space).execute()
  }
}

/** Deletes expired entries, most of which nobody would read again. @returns how many. */
export const forgetExpired = async (db: Db, now: Date): Promise<number> => {
  let count = 0n
  for (const table of ['kv', 'remembered'] as const) {
    const { numDeletedRows } = await db
      .deleteFrom(table)
      .where('expires_at', '<=', now.getTime())
      .executeTakeFirstOrThrow()
    count += numDeletedRows
  }
  return Number(count)
}

/** A Keyv over any store; a failing store is an error, not a miss. */
export const keyvOver = <Value>(store: KeyvStoreAdapter, namespace: string): Keyv<Value> =>
  new Keyv<Value>({ store, namespace, useKeyPrefix: false, throwOnErrors: true })

/** A Keyv over the application's database. */
export const createKeyv = <Value>(db: Db, namespace: string, now: () => number): Keyv<Value> =>
  keyvOver(new DatabaseStore(db, now), namespace)
