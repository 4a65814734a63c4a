import { type RawBuilder, sql } from 'kysely'
import type { Db } from './connection.ts'

const secondMs = 1000
const hourMs = 60 * 60 * secondMs

/**
 * The instants until which something waits, and the longest possible wait of each. The program set these waits
 * itself; times that a person or a calendar set (a mute, a digest) are not among them.
 */
const waits = [
  { table: 'deliveries', column: 'due_at', longestMs: hourMs, where: sql`state in ('due', 'uncertain')` },
  {
    table: 'deliveries',
    column: 'leased_until',
    longestMs: 60 * secondMs,
    where: sql`state in ('due', 'sending', 'uncertain')`,
  },
  { table: 'entries', column: 'next_read_at', longestMs: 24 * hourMs, where: sql`state = 'pending'` },
  { table: 'sources', column: 'next_poll_at', longestMs: 24 * hourMs, where: sql`state <> 'gone'` },
  { table: 'sources', column: 'next_poll_at', longestMs: 30 * 24 * hourMs, where: sql`state = 'gone'` },
  { table: 'briefings', column: 'rebrief_at', longestMs: 6 * hourMs, where: sql`rebrief_at is not null` },
] as const

/**
 * When deliveries that may have arrived were created. A platform is searched from that instant on, so one that is too late
 * would miss the message.
 */
const creation = {
  table: 'deliveries',
  column: 'created_at',
  where: sql<boolean>`state in ('due', 'sending', 'uncertain')`,
}

/** How far before now a creation in the future is set: the real time is unknown, and it must not look a day old. */
const unknownCreationMs = 12 * hourMs

/** Expiry times; a clock that was set back must not prolong them. */
const expiries = [
  { table: 'kv', column: 'expires_at', where: sql`expires_at is not null` },
  { table: 'remembered', column: 'expires_at', where: sql`true` },
] as const

type Wait = { readonly table: string; readonly column: string; readonly where: RawBuilder<unknown> }

/** Moves every wait, creation and expiry by the same amount as the clock, so that each lasts as long as intended. */
export const moveWaits = async (db: Db, byMs: number): Promise<void> => {
  const moved: readonly Wait[] = [...waits, creation, ...expiries]
  for (const { table, column, where } of moved) {
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${sql.ref(column)} + ${byMs} where ${where}`.execute(
      db,
    )
  }
}

/**
 * Shortens every wait to its longest possible value, and moves creations out of the future: such an instant was set while the
 * clock was fast.
 * @returns how many waits were shortened.
 */
export const capWaits = async (db: Db, now: Date): Promise<number> => {
  let count = 0
  for (const { table, column, longestMs, where } of waits) {
    const latest = now.getTime() + longestMs
    const { numAffectedRows } =
      await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${latest} where ${where} and ${sql.ref(column)} > ${latest}`.execute(
        db,
      )
    count += Number(numAffectedRows ?? 0n)
  }
  await db
    .updateTable('deliveries')
    .set({ created_at: now.getTime() - unknownCreationMs })
    .where(creation.where)
    .where('created_at', '>', now.getTime())
    .execute()
  return count
}
