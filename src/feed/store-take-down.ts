import type { Db } from '../store/connection.ts'
import { entrySchema } from './entry.ts'

/** Why an entry is never read again. */
export const takenDown = 'taken down'

/**
 * Deletes the words of a commentary's entries. Their keys stay, so that the entries are recognised and never read
 * again.
 */
export const forgetEntries = async (db: Db, commentaryId: string): Promise<void> => {
  const rows = await db
    .selectFrom('entries')
    .select(['id', 'entry_json'])
    .where('commentary_id', '=', commentaryId)
    .execute()
  for (const { id, entry_json } of rows) {
    const { source, guid, link, publishedAt } = entrySchema.parse(JSON.parse(entry_json))
    const left = { source, guid, link, publishedAt, title: 'Taken down', authors: [], categories: [] }
    await db
      .updateTable('entries')
      .set({
        entry_json: JSON.stringify(left),
        state: 'done',
        announce: 0,
        held: null,
        reason: takenDown,
        seen_hash: null,
      })
      .where('id', '=', id)
      .execute()
  }
}
