import { randomInt } from 'node:crypto'
import type { Db } from './connection.ts'

/** Facts about this installation, by name. */
type Fact = 'generation' | 'restored-until' | 'alive' | 'poll-ended' | 'name'

const readFact = async (db: Db, name: Fact): Promise<number | undefined> => {
  const row = await db.selectFrom('installation').select('value').where('name', '=', name).executeTakeFirst()
  return row === undefined ? undefined : Number(row.value)
}

const writeFact = async (db: Db, name: Fact, value: number): Promise<void> => {
  await db
    .insertInto('installation')
    .values({ name, value: String(value) })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: String(value) }))
    .execute()
}

/** Grows while the installation works, so an earlier copy has a lower number. */
export const readGeneration = async (db: Db): Promise<number> => (await readFact(db, 'generation')) ?? 0

/** Records the number that `readGeneration` gives. */
export const writeGeneration = (db: Db, generation: number): Promise<void> => writeFact(db, 'generation', generation)

const nameFact: Fact = 'name'

/**
 * The name of this installation on shared servers. It changes after a restore, because a cache may contain facts that the copy
 * does not know, such as that an answer of a feed was read.
 */
export const installationName = async (db: Db): Promise<string> => {
  await db
    .insertInto('installation')
    .values({ name: nameFact, value: String(randomInt(2 ** 47)) })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  return `rsis-brief:${await readFact(db, nameFact)}`
}

/** How long after a restore posts are looked for before they are sent: as old as an entry in a feed may be that is posted. */
const restoredForMs = 14 * 24 * 60 * 60_000

/** The columns of a delivery that is looked for before it is sent. */
export const lookedForFirst = {
  state: 'uncertain',
  reason_code: 'interrupted',
  reason: 'the database was restored from a copy: this may have been posted since',
} as const

/**
 * After an earlier copy of the database was put in place, its open deliveries, and those that feeds cause in the next two
 * weeks, may have been posted before. Each of them is looked for by its key before it is sent.
 * @returns how many waiting deliveries are looked for.
 */
export const markRestored = async (db: Db, now: number): Promise<number> => {
  await writeFact(db, 'restored-until', now + restoredForMs)
  await db.deleteFrom('installation').where('name', '=', nameFact).execute()
  const { numUpdatedRows } = await db
    .updateTable('deliveries')
    .set({ ...lookedForFirst, due_at: now })
    .where('state', '=', 'due')
    .where('kind', '!=', 'edit')
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** Whether an earlier copy of the database was put in place within the last two weeks. */
export const isRestored = async (db: Db, now: Date): Promise<boolean> =>
  ((await readFact(db, 'restored-until')) ?? 0) > now.getTime()

/** A write that proves that the database can be written to. */
export const markAlive = (db: Db, now: Date): Promise<void> => writeFact(db, 'alive', now.getTime())

/** Records that a poll of the feeds ended, with or without new entries. */
export const markPollEnded = (db: Db, now: Date): Promise<void> => writeFact(db, 'poll-ended', now.getTime())

/** When the last complete poll ended, in milliseconds since 1970. */
export const pollEndedAt = (db: Db): Promise<number | undefined> => readFact(db, 'poll-ended')
