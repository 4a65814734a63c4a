import type { Db } from './connection.ts'
import type { Memory } from './port.ts'

/** A memory in the application's database; `namespace` separates it from others. */
export const createMemory = (db: Db, namespace: string, now: () => Date): Memory => ({
  async add(id, value, ttlMs) {
    const at = now().getTime()
    const row = { namespace, id, value, expires_at: at + ttlMs }
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('remembered')
      .values(row)
      .onConflict((conflict) =>
        conflict
          .columns(['namespace', 'id'])
          .doUpdateSet({ value, expires_at: row.expires_at })
          .where('remembered.expires_at', '<=', at),
      )
      .executeTakeFirstOrThrow()
    return numInsertedOrUpdatedRows === 1n
  },
  async get(id) {
    const found = await db
      .selectFrom('remembered')
      .select('value')
      .where('namespace', '=', namespace)
      .where('id', '=', id)
      .where('expires_at', '>', now().getTime())
      .executeTakeFirst()
    return found?.value
  },
  async delete(id) {
    await db.deleteFrom('remembered').where('namespace', '=', namespace).where('id', '=', id).execute()
  },
})
