import { sql } from 'kysely'
import { UserError } from '../../errors.ts'
import { withStorageErrors } from '../connection.ts'
import { sqlOf } from '../dialect/sql-of.ts'
import { moveMark } from '../migrate.ts'
import type { Db } from '../opened.ts'
import { type ExclusiveStore, holdStore } from './open.ts'
import { batchesOf, differing, insertRows, lastKey, type Prints, readPrints, readTables, type Table } from './rows.ts'
import { numbered, tableKeys } from './tables.ts'

type Say = (line: string) => void

/** The record of an unfinished move in the target. */
type Begun = { readonly origin: string; readonly prints: string }

const noteBegun = async (db: Db, { origin, prints }: Begun): Promise<void> => {
  await sql`create table if not exists ${sql.table(moveMark)} (origin text not null, prints text not null)`.execute(db)
  await sql`delete from ${sql.table(moveMark)}`.execute(db)
  await sql`insert into ${sql.table(moveMark)} (origin, prints) values (${origin}, ${prints})`.execute(db)
}

const readBegun = async (db: Db): Promise<Begun | undefined> => {
  const { rows } = await sqlOf(db).columns.execute(db)
  if (!rows.some((row) => row.of_table === moveMark)) return undefined
  return (await sql<Begun>`select origin, prints from ${sql.table(moveMark)}`.execute(db)).rows[0]
}

const usedTable = async (db: Db): Promise<string | undefined> => {
  for (const one of tableKeys) if ((await lastKey(db, one)) !== undefined) return one.table
  return undefined
}

const empty = async (db: Db): Promise<void> => {
  for (const { table } of tableKeys.toReversed()) await sql`delete from ${sql.table(table)}`.execute(db)
}

/** Checks that the rows in the target come from this move and from the source in its present state. */
const begin = async (source: ExclusiveStore, target: ExclusiveStore, prints: Prints, say: Say): Promise<void> => {
  const wanted = { origin: source.name, prints: JSON.stringify(prints) }
  const begun = await readBegun(target.db)
  if (begun !== undefined && begun.origin !== wanted.origin) {
    throw new UserError(
      '--to',
      `${target.name} contains a part of ${begun.origin}`,
      'finish that move, or name a new database',
    )
  }
  if (begun?.prints === wanted.prints) return say('Continuing the move that was stopped.')
  if (begun !== undefined) say(`${source.name} has changed since the move was stopped: it begins again.`)
  await target.db.transaction().execute(async (tx) => {
    if (begun !== undefined) await empty(tx)
    const used = await usedTable(tx)
    if (used !== undefined) {
      throw new UserError('--to', `${target.name} is not empty: it has ${used}`, 'name a new, empty database')
    }
    await noteBegun(tx, wanted)
  })
}

const sayEveryMs = 2000

const copyTable = async (source: Db, target: ExclusiveStore, table: Table, total: number, say: Say): Promise<void> => {
  let copied = 0
  let saidAt = performance.now()
  for await (const rows of batchesOf(source, table, await lastKey(target.db, table))) {
    await target.db.transaction().execute((tx) => insertRows(tx, table, rows))
    copied += rows.length
    if (performance.now() - saidAt < sayEveryMs) continue
    saidAt = performance.now()
    say(`  ${table.table}: ${copied} of ${total}`)
  }
  if (copied > 0) say(`  ${table.table}: ${copied}`)
}

/** Continues the target's numbers after those of the source, so that no number is used twice. */
const copyNumbers = async (source: Db, target: ExclusiveStore): Promise<void> => {
  const [from, to] = [sqlOf(source), sqlOf(target.db)]
  await target.db.transaction().execute(async (tx) => {
    for (const [table, column] of numbered) {
      const last = (await from.lastNumber(table, column).execute(source)).rows[0]?.last ?? 0
      for (const statement of to.setLastNumber(table, column, last)) await statement.execute(tx)
    }
  })
}

const verify = async (source: ExclusiveStore, target: ExclusiveStore, prints: Prints): Promise<void> => {
  const wrong = differing(prints, await readPrints(target.db))
  if (wrong.length > 0) throw new Error(`${target.name} differs from ${source.name} in ${wrong.join(', ')}`)
  const changed = differing(prints, await readPrints(source.db))
  if (changed.length === 0) return
  throw new UserError(
    'Move',
    `${source.name} was written to while it was moved: ${changed.join(', ')}`,
    'end what writes to it (import, backfill, forget), and run the same command again',
  )
}

const move = async (source: ExclusiveStore, target: ExclusiveStore, say: Say): Promise<number> => {
  say(`Reading ${source.name}.`)
  const prints = await readPrints(source.db)
  await begin(source, target, prints, say)
  for (const table of await readTables(target.db)) {
    await copyTable(source.db, target, table, prints[table.table]?.rows ?? 0, say)
  }
  await copyNumbers(source.db, target)
  say('Comparing both.')
  await verify(source, target, prints)
  await sql`drop table ${sql.table(moveMark)}`.execute(target.db)
  await source.leave()
  return Object.values(prints).reduce((sum, { rows }) => sum + rows, 0)
}

/**
 * Moves all rows of a database to an empty one, of the same kind or the other, and compares both by counts and hashes. After a
 * stop of any kind, the same call continues; until it is finished, no program starts on the target.
 * @param setting the option or setting that named the source.
 * @returns how many rows were moved.
 * @throws UserError if a process runs on one of them, or if the target is in use or not empty.
 */
export const moveStore = async (from: string, to: string, say: Say, setting = '--from'): Promise<number> => {
  const source = await holdStore(from, 'from', setting)
  try {
    const target = await holdStore(to, 'to', '--to')
    try {
      return await withStorageErrors(
        from,
        () => withStorageErrors(to, () => move(source, target, say), '--to'),
        setting,
      )
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}
