import { type RawBuilder, sql } from 'kysely'
import type { Db } from './connection.ts'

const secondMs = 1000
const hourMs = 60 * 60 * secondMs

/**
 * The instants that something waits for, and the longest wait that each may have. They come from waits that the program
 * set itself; what a person or a calendar set (a mute, a digest) is not among them.
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
 * When deliveries that may have arrived were created: a platform is searched from then on, so an instant that is too late
 * would miss the message.
 */
const creation = {
  table: 'deliveries',
  column: 'created_at',
  where: sql<boolean>`state in ('due', 'sending', 'uncertain')`,
}

/** How far back a creation is set that lies in the future: nothing is known of it, and it must not look a day old. */
const unknownCreationMs = 12 * hourMs

/** What may be forgotten at an instant: a clock that was set back must not keep it for longer. */
const expiries = [
  { table: 'kv', column: 'expires_at', where: sql`expires_at is not null` },
  { table: 'remembered', column: 'expires_at', where: sql`true` },
] as const

type Wait = { readonly table: string; readonly column: string; readonly where: RawBuilder<unknown> }

/** Moves every wait, creation and expiry by as much as the clock was moved, so that each lasts as long as it was meant to. */
export const moveWaits = async (db: Db, byMs: number): Promise<void> => {
  const moved: readonly Wait[] = [...waits, creation, ...expiries]
  for (const { table, column, where } of moved) {
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${sql.ref(column)} + ${byMs} where ${where}`.execute(
      db,
    )
  }
}

/**
 * Shortens every wait to its longest legal one, and sets creations in the future back: such an instant was set while the
 * clock was ahead.
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
