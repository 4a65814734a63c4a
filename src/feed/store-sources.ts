import { z } from 'zod'
import type { SourceStatus } from '../ops/port.ts'
import type { Db } from '../store/connection.ts'

const stepStatusSchema = z.object({
  kind: z.enum(['feed', 'listing', 'repository']),
  url: z.string(),
  state: z.string(),
  detail: z.string().optional(),
  /** The new address after a permanent redirect. */
  movedTo: z.string().optional(),
  /** Whether it said when it may be asked again. */
  saidWhen: z.boolean().optional(),
})

/** The saved state of one step of a source's chain. */
export type StepRecord = z.infer<typeof stepStatusSchema>

/** What is saved of a source between polls; instants in milliseconds. */
export type SourceRecord = {
  readonly baselineAt: number | undefined
  readonly state: string
  readonly detail: string | undefined
  readonly steps: readonly StepRecord[]
  readonly failures: number
  readonly lastPollAt: number | undefined
  readonly lastSuccessAt: number | undefined
  readonly nextPollAt: number | undefined
  readonly newestPublishedAt: number | undefined
}

const readSteps = (json: string): StepRecord[] => z.array(stepStatusSchema).parse(JSON.parse(json))

/** The source's record; undefined before its first poll. */
export const findSource = async (db: Db, id: string): Promise<SourceRecord | undefined> => {
  const row = await db.selectFrom('sources').selectAll().where('id', '=', id).executeTakeFirst()
  return (
    row && {
      baselineAt: row.baseline_at ?? undefined,
      state: row.state,
      detail: row.detail ?? undefined,
      steps: readSteps(row.steps_json),
      failures: row.failures,
      lastPollAt: row.last_poll_at ?? undefined,
      lastSuccessAt: row.last_success_at ?? undefined,
      nextPollAt: row.next_poll_at ?? undefined,
      newestPublishedAt: row.newest_published_at ?? undefined,
    }
  )
}

/** Saves the source's record in the place of the one before. */
export const saveSource = async (db: Db, id: string, record: SourceRecord): Promise<void> => {
  const row = {
    baseline_at: record.baselineAt ?? null,
    state: record.state,
    detail: record.detail ?? null,
    steps_json: JSON.stringify(record.steps),
    failures: record.failures,
    last_poll_at: record.lastPollAt ?? null,
    last_success_at: record.lastSuccessAt ?? null,
    next_poll_at: record.nextPollAt ?? null,
    newest_published_at: record.newestPublishedAt ?? null,
  }
  await db
    .insertInto('sources')
    .values({ id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

/** The sources that failed and are to be asked again by now. */
export const sourcesToRetry = async (db: Db, now: Date): Promise<readonly string[]> => {
  const rows = await db.selectFrom('sources').select('id').where('next_poll_at', '<=', now.getTime()).execute()
  return rows.map(({ id }) => id)
}

/** A program that is started again and again asks a feed no more often than this. */
const shortestWaitMs = 60_000

/**
 * Ends the waits after failed polls, because a start may come with other settings or a repaired network. It does not end a wait that
 * a site asked for, or one that began less than a minute ago. @returns the sources that still wait, and until when.
 */
export const endOwnWaits = async (
  db: Db,
  now: Date,
): Promise<readonly { readonly source: string; readonly state: string; readonly nextPollAt: Date }[]> => {
  const rows = await db.selectFrom('sources').selectAll().where('next_poll_at', '>', now.getTime()).execute()
  const isKept = ({ steps_json: steps, last_poll_at: last }: (typeof rows)[number]): boolean =>
    (last ?? 0) > now.getTime() - shortestWaitMs ||
    readSteps(steps).some(({ state, saidWhen }) => saidWhen === true || state === 'gone')
  const kept = rows.filter((row) => isKept(row))
  const ended = rows.filter((row) => !kept.includes(row)).map(({ id }) => id)
  if (ended.length > 0) await db.updateTable('sources').set({ next_poll_at: null }).where('id', 'in', ended).execute()
  return kept.map(({ id, state, next_poll_at: next }) => ({ source: id, state, nextPollAt: new Date(next ?? 0) }))
}

const dateOf = (instant: number | null): Date | undefined => (instant === null ? undefined : new Date(instant))

/** All sources that were ever polled, with how their last poll went. */
export const sourceStatuses = async (db: Db): Promise<SourceStatus[]> => {
  const rows = await db.selectFrom('sources').selectAll().orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id,
    state: row.state,
    detail: row.detail ?? undefined,
    steps: readSteps(row.steps_json).map(({ kind, url, state, detail }) => ({ kind, url, state, detail })),
    failures: row.failures,
    lastPollAt: dateOf(row.last_poll_at),
    lastSuccessAt: dateOf(row.last_success_at),
    nextPollAt: dateOf(row.next_poll_at),
    newestPublishedAt: dateOf(row.newest_published_at),
  }))
}
