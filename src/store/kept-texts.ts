import type { Kysely } from 'kysely'
import { createKeyv } from './keyv.ts'
import type { Db } from './opened.ts'
import type { KeptTexts } from './port.ts'
import type { Schema } from './schema.ts'

/** Texts in the application's database; `namespace` separates them from others. */
export const createKeptTexts = (db: Kysely<Schema>, namespace: string): KeptTexts => {
  const over = (one: Db) => createKeyv<string>(one, namespace, Date.now)
  const kept = over(db)
  return {
    get: (key) => kept.get(key),
    set: (key, text) => kept.set(key, text),
    delete: (key) => kept.delete(key),
    async entries() {
      const rows = await db.selectFrom('kv').select('key').where('namespace', '=', namespace).orderBy('key').execute()
      const texts = await Promise.all(rows.map(async ({ key }) => [key, await kept.get(key)] as const))
      return texts.flatMap(([key, text]) => (text === undefined ? [] : [[key, text] as const]))
    },
    replace: (key, from, to) =>
      db.transaction().execute(async (tx) => {
        const inside = over(tx)
        return (await inside.get(key)) === from && inside.set(key, to)
      }),
  }
}
