import type { Briefing } from '../../briefing/port.ts'
import { type Commentary, contentHash } from '../../commentary/commentary.ts'
import type { Db } from '../../store/connection.ts'
import type { BriefedCommentary } from '../port.ts'
import { recordChange } from './changes.ts'
import { commentarySchema } from './schemas.ts'

/** The commentaries that `isMeant` accepts and that are not taken down yet, oldest first. */
export const findArchived = async (db: Db, isMeant: (commentary: Commentary) => boolean): Promise<Commentary[]> => {
  const rows = await db.selectFrom('commentaries').select('commentary_json').orderBy('number').execute()
  return rows
    .map((row) => commentarySchema.parse(JSON.parse(row.commentary_json)))
    .filter((commentary) => commentary.extent !== 'none' && isMeant(commentary))
}

const noticeOf = (id: string, published: string | null): Commentary => ({
  id,
  url: undefined,
  title: 'Taken down',
  authors: [],
  // The date stays, because it distinguishes this text from another at the same address.
  published: published ?? undefined,
  updated: undefined,
  synopsis: undefined,
  sections: [],
  aboutAuthors: [],
  categories: [],
  pdfUrl: undefined,
  extent: 'none',
})

/** Replaces a commentary, its briefings and its corrections by a notice. */
export const replaceByNotice = async (db: Db, id: string, now: Date): Promise<BriefedCommentary> => {
  const before = await db
    .selectFrom('commentaries')
    .select(['revision', 'published', 'first_seen_at', 'is_public'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const commentary = noticeOf(id, before.published)
  const briefing: Briefing = {
    engine: 'extractive',
    version: 'none',
    synopsis: undefined,
    claims: [],
    gap: 'taken-down',
  }
  const [revision, hash] = [before.revision + 1, contentHash(commentary)]
  await db.deleteFrom('briefings').where('commentary_id', '=', id).execute()
  await db.deleteFrom('corrections').where('commentary_id', '=', id).execute()
  await db.deleteFrom('disputes').where('commentary_id', '=', id).execute()
  await db
    .updateTable('commentaries')
    .set({
      url: null,
      title: commentary.title,
      extent: commentary.extent,
      provenance: null,
      commentary_json: JSON.stringify(commentary),
      text: '',
      hash,
      revision,
      changed_at: now.getTime(),
    })
    .where('id', '=', id)
    .execute()
  const row = { engine: briefing.engine, version: briefing.version, briefing_json: JSON.stringify(briefing) }
  await db
    .insertInto('briefings')
    .values({ ...row, commentary_id: id, revision, created_at: now.getTime(), rebrief_at: null, rebriefs: 0 })
    .execute()
  await recordChange(db, id)
  const firstSeenAt = new Date(before.first_seen_at)
  const isPublic = before.is_public === 1
  return {
    commentary,
    briefing,
    correction: undefined,
    text: '',
    hash,
    revision,
    firstSeenAt,
    changedAt: now,
    isPublic,
  }
}
