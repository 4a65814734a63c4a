import { sql } from 'kysely'
import { openDisputes } from '../archive/store/disputes.ts'
import { findGaps, nameOfGap } from '../feed/store-gaps.ts'
import { countHeld } from '../feed/store-held.ts'
import type { Db } from '../store/connection.ts'
import type { Trouble } from './port.ts'

const minuteMs = 60_000
const feedSilentAfterMs = 24 * 60 * minuteMs
/** Fewer failed attempts than this may be due to a passing fault. */
const failedAttempts = 3

/** Entries that fail repeatedly, if nothing has been briefed since the first of them appeared. */
export const briefingTrouble = async (db: Db): Promise<readonly Trouble[]> => {
  const failing = await db
    .selectFrom('entries')
    .select((select) => [select.fn.countAll<number>().as('count'), select.fn.min('first_seen_at').as('since')])
    .select(sql<string | null>`max(reason)`.as('reason'))
    .where('state', '=', 'pending')
    .where('attempts', '>=', failedAttempts)
    .where('reason', 'like', 'failed:%')
    .executeTakeFirstOrThrow()
  if (failing.count === 0) return []
  const { newest } = await db
    .selectFrom('briefings')
    .select((select) => select.fn.max('created_at').as('newest'))
    .executeTakeFirstOrThrow()
  if (newest !== null && newest >= (failing.since ?? 0)) return []
  return [
    {
      code: 'briefings',
      detail: `every briefing fails (${failing.count} wait; ${failing.reason ?? 'failed'}); the log has the cause`,
      isStopping: true,
    },
  ]
}

/** Feeds that could not be read for a day. */
export const feedTroubles = async (db: Db, sourceIds: readonly string[], now: Date): Promise<readonly Trouble[]> => {
  const rows = await db
    .selectFrom('sources')
    .select(['id', 'state', 'detail', 'last_success_at', 'failures'])
    .where('failures', '>=', failedAttempts)
    .where('id', 'in', sourceIds)
    .execute()
  return rows
    .filter((row) => (row.last_success_at ?? 0) < now.getTime() - feedSilentAfterMs)
    .map(({ id, state, detail }) => ({
      code: `feed ${id}`,
      detail: `nothing was read from ${id} for a day: ${state}${detail === null ? '' : `, ${detail}`}; npm run doctor says what to do`,
      isStopping: false,
    }))
}

/** Entries that were too many at once or are perhaps not news, and missing numbers, until a person releases or dismisses them. */
export const heldTrouble = async (db: Db, sourceIds: readonly string[]): Promise<readonly Trouble[]> => {
  const [entries, gaps] = [await countHeld(db, sourceIds), await findGaps(db, sourceIds)]
  if (entries + gaps.length === 0) return []
  const parts = [
    ...(entries === 0 ? [] : [entries === 1 ? 'one commentary is held' : `${entries} commentaries are held`]),
    ...(gaps.length === 0 ? [] : [`missing: ${gaps.map(nameOfGap).join(', ')}`]),
  ]
  return [
    {
      code: 'held',
      detail: `${parts.join('; ')}; to be released or dismissed`,
      isStopping: false,
      command: '/rsis held',
    },
  ]
}

/** Reported claims that wait for a decision; a claim from a workspace's own feed is not described. */
export const disputeTroubles = async (db: Db): Promise<readonly Trouble[]> =>
  (await openDisputes(db)).map(({ number, commentary_id: id, isPublic }) => ({
    code: `dispute ${number}`,
    detail: `a claim of ${isPublic ? id : 'a commentary of a workspace’s own feed'} is reported as wrong, and held back; to be taken out or shown again`,
    isStopping: false,
    command: '/rsis dispute list',
  }))

/** Posts for which only a person can see whether they arrived. */
export const postsThatNeedAPerson = async (db: Db): Promise<readonly Trouble[]> => {
  const { count } = await db
    .selectFrom('deliveries')
    .select((select) => select.fn.countAll<number>().as('count'))
    // Written literally: SQLite uses the partial index only if the query names the same state.
    .where('state', '=', sql.lit('unconfirmed' as const))
    .where('reason_code', '=', 'unconfirmed')
    .executeTakeFirstOrThrow()
  return count === 0
    ? []
    : [
        {
          code: 'unconfirmed',
          detail: `whether ${count === 1 ? 'one post' : `${count} posts`} arrived is unknown; look into the channels (/rsis status names them), then /rsis requeue`,
          isStopping: false,
        },
      ]
}

/** The troubles that the operators were notified of, with the time. */
export const openAlerts = (db: Db): Promise<{ code: string; detail: string; since: number }[]> =>
  db.selectFrom('alerts').selectAll().orderBy('since').execute()

/** Records that the operators were notified of a trouble. */
export const startAlert = async (db: Db, { code, detail }: Trouble, since: number): Promise<void> => {
  await db.insertInto('alerts').values({ code, detail, since }).execute()
}

/** Removes the record of a trouble that is over. */
export const endAlert = async (db: Db, code: string): Promise<void> => {
  await db.deleteFrom('alerts').where('code', '=', code).execute()
}
