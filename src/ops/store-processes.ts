import { z } from 'zod'
import type { Db } from '../store/connection.ts'
import type { Trouble } from './port.ts'

/** How often each process reports its state. */
export const noteEveryMs = 30_000
/** Three missing reports mean more than a slow process. */
const silentAfterMs = 3 * noteEveryMs
/** A machine that was silent for this long does not come back. */
const forgottenAfterMs = 24 * 60 * 60_000

const troublesSchema = z.array(z.object({ code: z.string(), detail: z.string() }))

/** Something that is wrong with one process. */
export type ProcessTrouble = Pick<Trouble, 'code' | 'detail'> & {
  /** The name of the process. */
  readonly process: string
}

/** Reports the state of this process to the others on the database. */
export const noteProcess = async (db: Db, name: string, troubles: readonly Trouble[], now: Date): Promise<void> => {
  const seen = {
    seen_at: now.getTime(),
    troubles_json: JSON.stringify(troubles.map(({ code, detail }) => ({ code, detail }))),
  }
  await db
    .insertInto('processes')
    .values({ name, ...seen })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(seen))
    .execute()
  await db
    .deleteFrom('processes')
    .where('seen_at', '<', seen.seen_at - forgottenAfterMs)
    .execute()
}

/** Removes this process when it ends in order, so that nobody expects its reports. */
export const forgetProcess = async (db: Db, name: string): Promise<void> => {
  await db.deleteFrom('processes').where('name', '=', name).execute()
}

/**
 * What is wrong with the other processes on the database: what they reported, and which of them report nothing any
 * more.
 */
export const troublesElsewhere = async (db: Db, self: string, now: Date): Promise<readonly ProcessTrouble[]> => {
  const rows = await db.selectFrom('processes').selectAll().where('name', '!=', self).orderBy('name').execute()
  return rows.flatMap(({ name, seen_at: seenAt, troubles_json: json }): readonly ProcessTrouble[] => {
    if (seenAt >= now.getTime() - silentAfterMs)
      return troublesSchema.parse(JSON.parse(json)).map((trouble) => ({ ...trouble, process: name }))
    const since = new Date(seenAt).toISOString()
    const detail = `a process has reported nothing since ${since}: it hangs, was killed, or cannot reach the database; its log says why, and a restart ends it`
    return [{ code: `process ${name}`, detail, process: name }]
  })
}

/**
 * The troubles of this process and of the others as one list, each once with the processes that have it. Only its own
 * troubles can stop this process from working.
 */
export const withElsewhere = (
  own: readonly Trouble[],
  elsewhere: readonly ProcessTrouble[],
  self: string,
): readonly Trouble[] => {
  const all = [...own.map(({ code, detail }) => ({ code, detail, process: self })), ...elsewhere]
  return [...Map.groupBy(all, ({ code }) => code)].map(([code, troubles]) => ({
    code,
    detail: `${troubles[0]?.detail} (on ${troubles.map(({ process }) => process).join(', ')})`,
    isStopping: own.some((one) => one.code === code && one.isStopping),
  }))
}
