import { EventEmitter } from 'node:events'
import {
  Keyv,
  type KeyvStorageAdapter,
  type KeyvStorageCapability,
  type KeyvStorageEntry,
  keyvStorageCapability,
} from 'keyv'
import type { Db } from './connection.ts'

/**
 * Keyv's store on the application's own database, so that the cache needs no second file.
 * The published adapters still want Keyv 5; this one keeps Keyv 6's contract of absolute expiry times.
 */
class DatabaseStore extends EventEmitter {
  namespace: string | undefined
  readonly #db: Db
  readonly #now: () => number

  constructor(db: Db, now: () => number) {
    super()
    this.#db = db
    this.#now = now
  }

  get capabilities(): KeyvStorageCapability {
    return keyvStorageCapability(this)
  }

  get #space(): string {
    return this.namespace ?? ''
  }

  async get(key: string): Promise<string | undefined> {
    return (await this.getMany([key]))[0]
  }

  async getMany(keys: string[]): Promise<(string | undefined)[]> {
    const rows = await this.#db
      .selectFrom('kv')
      .select(['key', 'value'])
      .where('namespace', '=', this.#space)
      .where('key', 'in', keys)
      .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', this.#now())]))
      .execute()
    const found = new Map(rows.map((row) => [row.key, row.value]))
    return keys.map((key) => found.get(key))
  }

  async set(key: string, value: unknown, expires?: number): Promise<boolean> {
    const row = { namespace: this.#space, key, value: String(value), expires_at: expires ?? null }
    await this.#db
      .insertInto('kv')
      .values(row)
      .onConflict((conflict) =>
        conflict.columns(['namespace', 'key']).doUpdateSet({ value: row.value, expires_at: row.expires_at }),
      )
      .execute()
    return true
  }

  async setMany(entries: KeyvStorageEntry<unknown>[]): Promise<boolean[]> {
    return Promise.all(entries.map(({ key, value, expires }) => this.set(key, value, expires)))
  }

  async delete(key: string): Promise<boolean> {
    return (await this.deleteMany([key]))[0] ?? false
  }

  async deleteMany(keys: string[]): Promise<boolean[]> {
    const had = await this.hasMany(keys)
    await this.#db.deleteFrom('kv').where('namespace', '=', this.#space).where('key', 'in', keys).execute()
    return had
  }

  async has(key: string): Promise<boolean> {
    return (await this.get(key)) !== undefined
  }

  async hasMany(keys: string[]): Promise<boolean[]> {
    return (await this.getMany(keys)).map((value) => value !== undefined)
  }

  async clear(): Promise<void> {
    await this.#db.deleteFrom('kv').where('namespace', '=', this.#space).execute()
  }
}

/** Deletes expired entries, most of which are never asked for again. @returns how many. */
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

/**
 * A Keyv over the application's database for what is keyed and may be rebuilt.
 * A broken database rejects: Keyv turns errors into misses only for those who listen to its `error` event.
 */
export const createKeyv = <Value>(db: Db, namespace: string, now: () => number): Keyv<Value> =>
  new Keyv<Value>({ store: new DatabaseStore(db, now) as unknown as KeyvStorageAdapter, namespace })
