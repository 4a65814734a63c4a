import { sql } from 'kysely'
import type { Briefing } from '../../briefing/port.ts'
import type { Db } from '../../store/connection.ts'
import { sqlOf } from '../../store/dialect/sql-of.ts'
import { newestFirst } from './commentaries.ts'
import { briefingSchema } from './schemas.ts'

/** When a briefing is to be written again, and how often that was tried. */
export type Rebrief = { readonly at: Date; readonly attempt: number }

/** A briefing of one revision of a commentary. */
export type NewBriefing = {
  readonly id: string
  readonly revision: number
  readonly briefing: Briefing
  /** When the model is asked again, and how often it was until then; undefined for never. */
  readonly rebrief?: Rebrief | undefined
}

const rowOf = ({ briefing, rebrief }: Pick<NewBriefing, 'briefing' | 'rebrief'>, now: Date) => ({
  engine: briefing.engine,
  version: briefing.version,
  briefing_json: JSON.stringify(briefing),
  created_at: now.getTime(),
  rebriefs: rebrief?.attempt ?? 0,
  rebrief_at: rebrief?.at.getTime() ?? null,
})

/** Saves the briefing of a revision; replaces an earlier one of the same revision. */
export const saveBriefing = async (
  db: Db,
  { id, revision, briefing, rebrief }: NewBriefing,
  now: Date,
): Promise<void> => {
  const row = rowOf({ briefing, rebrief }, now)
  await db
    .insertInto('briefings')
    .values({ commentary_id: id, revision, ...row })
    .onConflict((conflict) => conflict.columns(['commentary_id', 'revision']).doUpdateSet(row))
    .execute()
}

/** A commentary for whose briefing the model is to be asked again. */
export type DueRebrief = { readonly id: string; readonly revision: number; readonly attempt: number }

/** The briefings that are due to be written again, the longest due first. */
export const dueRebriefs = async (db: Db, now: Date, limit: number): Promise<DueRebrief[]> => {
  return db
    .selectFrom('briefings')
    .innerJoin('commentaries', (join) =>
      join
        .onRef('commentaries.id', '=', 'briefings.commentary_id')
        .onRef('commentaries.revision', '=', 'briefings.revision'),
    )
    .select(['commentaries.id', 'briefings.revision', 'rebriefs as attempt'])
    .where('rebrief_at', '<=', now.getTime())
    .orderBy('rebrief_at')
    .limit(limit)
    .execute()
}

/**
 * Schedules briefings to be written again after the permission to quote was given or withdrawn: all of the version, or
 * all of other versions if the version is what is wanted. @returns how many.
 */
export const scheduleRebriefs = async (
  db: Db,
  { version, isWanted }: { readonly version: string; readonly isWanted: boolean },
  now: Date,
): Promise<number> => {
  const { numUpdatedRows } = await db
    .updateTable('briefings')
    .set({ rebrief_at: now.getTime(), rebriefs: 0 })
    .where('version', isWanted ? '!=' : '=', version)
    // A commentary that was taken down has nothing to brief.
    .where(sql<boolean>`${sqlOf(db).jsonText(sql.ref('briefing_json'), 'gap')} is distinct from 'taken-down'`)
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** How many briefings are to be written again. */
export const countRebriefs = async (db: Db): Promise<number> => {
  const { count } = await db
    .selectFrom('briefings')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('rebrief_at', 'is not', null)
    .executeTakeFirstOrThrow()
  return count
}

/** The briefing of a revision. */
export const findBriefing = async (db: Db, id: string, revision: number): Promise<Briefing | undefined> => {
  const row = await db
    .selectFrom('briefings')
    .select('briefing_json')
    .where('commentary_id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return row && briefingSchema.parse(JSON.parse(row.briefing_json))
}

/** Saves the first briefing of a revision; one that was saved meanwhile stays. */
export const saveFirstBriefing = async (
  db: Db,
  { id, revision, briefing }: Omit<NewBriefing, 'rebrief'>,
  now: Date,
): Promise<void> => {
  await db
    .insertInto('briefings')
    .values({ commentary_id: id, revision, ...rowOf({ briefing }, now) })
    .onConflict((conflict) => conflict.columns(['commentary_id', 'revision']).doNothing())
    .execute()
}

/** Commentaries whose present revision has no briefing yet. */
const selectUnbriefed = (db: Db) =>
  db
    .selectFrom('commentaries')
    .leftJoin('briefings', (join) =>
      join
        .onRef('briefings.commentary_id', '=', 'commentaries.id')
        .onRef('briefings.revision', '=', 'commentaries.revision'),
    )
    .where('briefings.commentary_id', 'is', null)

/** The commentaries that are not briefed yet, the newest first. */
export const unbriefedIds = async (db: Db, limit: number): Promise<string[]> => {
  const rows = await selectUnbriefed(db)
    .select('commentaries.id')
    .orderBy('published', newestFirst)
    .orderBy('commentaries.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** How many commentaries are not briefed yet. */
export const countUnbriefed = async (db: Db): Promise<number> => {
  const { count } = await selectUnbriefed(db)
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}
