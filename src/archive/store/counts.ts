import type { Extent, ProvenanceKind } from '../../commentary/commentary.ts'
import type { Db } from '../../store/connection.ts'
import { extentSchema, provenanceKindSchema } from './schemas.ts'

/** How much the archive holds, and the calendar dates (`YYYY-MM-DD`) between which it was published. */
export type ArchiveSpan = {
  readonly commentaries: number
  readonly oldest: string | undefined
  readonly newest: string | undefined
}

/** How many commentaries are held of which extent, and from where; `provenance` is undefined where it was not noted. */
export type HeldCount = {
  readonly extent: Extent
  readonly provenance: ProvenanceKind | undefined
  readonly count: number
}

/** How much of how many commentaries the archive holds, and where they came from. */
export const heldCounts = async (db: Db): Promise<readonly HeldCount[]> => {
  const rows = await db
    .selectFrom('commentaries')
    .select((all) => ['extent', 'provenance', all.fn.countAll<number>().as('count')])
    .groupBy(['extent', 'provenance'])
    .execute()
  return rows.map(({ extent, provenance, count }) => ({
    extent: extentSchema.parse(extent),
    provenance: provenance === null ? undefined : provenanceKindSchema.parse(provenance),
    count,
  }))
}

/** How many of them are known by an abstract alone. */
export const countAbstracts = async (db: Db): Promise<number> =>
  (await heldCounts(db)).reduce((sum, { extent, count }) => sum + (extent === 'abstract' ? count : 0), 0)

/** What the archive covers. */
export const archiveSpan = async (db: Db): Promise<ArchiveSpan> => {
  // Three look-ups in indexes; as one query they would read a whole one.
  const row = await db
    .selectNoFrom((select) => [
      select
        .selectFrom('commentaries')
        .select((all) => all.fn.countAll<number>().as('count'))
        .as('commentaries'),
      select
        .selectFrom('commentaries')
        .select((all) => all.fn.min('published').as('first'))
        .as('oldest'),
      select
        .selectFrom('commentaries')
        .select((all) => all.fn.max('published').as('last'))
        .as('newest'),
    ])
    .executeTakeFirstOrThrow()
  return { commentaries: row.commentaries ?? 0, oldest: row.oldest ?? undefined, newest: row.newest ?? undefined }
}
