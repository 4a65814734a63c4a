import type { Extent, ProvenanceKind } from '../../commentary/commentary.ts'
import type { Db } from '../../store/connection.ts'
import { extentSchema, provenanceKindSchema } from './schemas.ts'

/** The number of commentaries in the archive, and the calendar dates (`YYYY-MM-DD`) between which they were published. */
export type ArchiveSpan = {
  readonly commentaries: number
  readonly oldest: string | undefined
  readonly newest: string | undefined
}

/** A number of commentaries with the same extent and origin; `provenance` is undefined if it was not recorded. */
export type ArchiveCount = {
  readonly extent: Extent
  readonly provenance: ProvenanceKind | undefined
  readonly count: number
}

/** How many commentaries the archive has of each extent and origin, without those that were taken down. */
export const archiveCounts = async (db: Db): Promise<readonly ArchiveCount[]> => {
  const rows = await db
    .selectFrom('commentaries')
    .select((all) => ['extent', 'provenance', all.fn.countAll<number>().as('count')])
    .where('extent', '!=', 'none')
    .groupBy(['extent', 'provenance'])
    .execute()
  return rows.map(({ extent, provenance, count }) => ({
    extent: extentSchema.parse(extent),
    provenance: provenance === null ? undefined : provenanceKindSchema.parse(provenance),
    count,
  }))
}

/** How many have only an abstract. */
export const countAbstracts = async (db: Db): Promise<number> =>
  (await archiveCounts(db)).reduce((sum, { extent, count }) => sum + (extent === 'abstract' ? count : 0), 0)

/** Whether there is no commentary at all. */
export const isEmpty = async (db: Db): Promise<boolean> =>
  (await db.selectFrom('commentaries').select('id').where('extent', '!=', 'none').limit(1).executeTakeFirst()) ===
  undefined

/** The span of all commentaries, without those that were taken down. */
export const archiveSpan = async (db: Db): Promise<ArchiveSpan> => {
  const kept = db.selectFrom('commentaries').where('extent', '!=', 'none')
  const dated = kept.select('published').where('published', 'is not', null).limit(1)
  // Three look-ups in indexes; as one query they would scan one.
  const row = await db
    .selectNoFrom([
      kept.select((all) => all.fn.countAll<number>().as('count')).as('commentaries'),
      dated.orderBy('published').as('oldest'),
      dated.orderBy('published', 'desc').as('newest'),
    ])
    .executeTakeFirstOrThrow()
  return { commentaries: row.commentaries ?? 0, oldest: row.oldest ?? undefined, newest: row.newest ?? undefined }
}
