import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Schema } from '../schema.ts'

type Db = Kysely<Pick<Schema, 'commentaries'>>

/** The part of `commentary_json` that tells, as it was before this migration. */
type Before = { readonly extent?: string; readonly feeds?: readonly string[] }

const rowsAtOnce = 500

/** What was held without its text and without a feed came from a repository: there was no other source of it. */
const noted = (before: Before): { readonly extent: string; readonly provenance: string | null } => {
  if (before.extent !== 'excerpt') return { extent: before.extent ?? 'full', provenance: null }
  return before.feeds === undefined
    ? { extent: 'abstract', provenance: 'record' }
    : { extent: 'excerpt', provenance: 'feed' }
}

const noteAll = async (db: Db): Promise<void> => {
  for (let last = 0; ; ) {
    const rows = await db
      .selectFrom('commentaries')
      .select(['number', 'commentary_json'])
      .where('number', '>', last)
      .orderBy('number')
      .limit(rowsAtOnce)
      .execute()
    for (const { number, commentary_json: json } of rows) {
      const before = JSON.parse(json) as Before
      const { extent, provenance } = noted(before)
      if (extent === 'full') continue
      const after = { ...before, extent, ...(provenance !== null && { provenance: { kind: provenance } }) }
      await db
        .updateTable('commentaries')
        .set({ extent, provenance, commentary_json: JSON.stringify(after) })
        .where('number', '=', number)
        .execute()
    }
    const next = rows.at(-1)
    if (next === undefined) return
    last = next.number
  }
}

/** How much is held of each commentary and where it came from, in columns of their own, to be counted. */
export const provenance: Migration = {
  async up(db: Db): Promise<void> {
    await db.schema
      .alterTable('commentaries')
      .addColumn('extent', 'text', (c) => c.notNull().defaultTo('full'))
      .execute()
    await db.schema.alterTable('commentaries').addColumn('provenance', 'text').execute()
    await noteAll(db)
    await db.schema
      .createIndex('commentaries_extent')
      .on('commentaries')
      .columns(['is_public', 'extent', 'provenance'])
      .execute()
  },
}
