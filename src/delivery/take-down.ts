import type { BriefedCommentary } from '../archive/port.ts'
import type { Db } from '../store/connection.ts'
import { deliveryKey } from './key.ts'
import { enqueue } from './store.ts'
import { notesOf } from './store-take-down.ts'

/**
 * Enqueues edits that leave only the title in the correction notes of a commentary that was taken down, because the notes quote
 * its text.
 * @returns how many.
 */
export const enqueueNoteEdits = async (
  db: Db,
  { commentary, revision }: BriefedCommentary,
  now: Date,
): Promise<number> => {
  const notes = await notesOf(db, commentary.id)
  const edits = notes.map(({ key, place }) => ({
    key: deliveryKey(key, 'edit', String(revision)),
    kind: 'edit' as const,
    place,
    commentaryId: commentary.id,
    revision,
    targetKey: key,
    card: { blocks: [{ type: 'text' as const, text: [commentary.title] }] },
  }))
  return enqueue(db, edits, now)
}
