import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../opened.ts'
import { storable } from '../dialect/postgres.ts'
import { sqlOf } from '../dialect/sql-of.ts'
import { type TableKey, tableKeys } from './tables.ts'

export type Row = Readonly<Record<string, string | number | null>>

/** A table with its columns sorted by name, because the databases keep them in different orders. */
export type Table = TableKey & { readonly columns: readonly string[] }

/** How many rows are read at once, or written in one transaction. */
const batchSize = 500

/** @throws Error if a table is missing. */
export const readTables = async (db: Db): Promise<readonly Table[]> => {
  const { rows } = await sqlOf(db).columns.execute(db)
  const columnsOf = Map.groupBy(rows, (row) => row.of_table)
  return tableKeys.map((one) => {
    const columns = columnsOf.get(one.table)?.map(({ name }) => name)
    if (columns === undefined) throw new Error(`there is no table ${one.table}`)
    return { ...one, columns: columns.toSorted() }
  })
}

const refs = (names: readonly string[]) => sql.join(names.map((name) => sql.ref(name)))

/** The key of the table's last row; undefined if it is empty. */
export const lastKey = async (db: Db, { table, keys }: TableKey): Promise<Row | undefined> => {
  const order = sql.join(keys.map((key) => sql`${sql.ref(key)} desc`))
  const { rows } = await sql<Row>`select ${refs(keys)} from ${sql.table(table)} order by ${order} limit 1`.execute(db)
  return rows[0]
}

/** The rows of a table in the order of its key, in batches. @param after begins after the row with this key. */
export async function* batchesOf(db: Db, { table, keys, columns }: Table, after?: Row): AsyncGenerator<readonly Row[]> {
  for (let last = after; ; ) {
    const values = last
    const behind = values && sql`where (${refs(keys)}) > (${sql.join(keys.map((key) => values[key]))})`
    const { rows } = await sql<Row>`select ${refs(columns)} from ${sql.table(table)} ${behind ?? sql``}
      order by ${refs(keys)} limit ${batchSize}`.execute(db)
    if (rows.length === 0) return
    yield rows
    last = rows.at(-1)
  }
}

/** Inserts the rows as they are. */
export const insertRows = async (db: Db, { table, columns }: Table, rows: readonly Row[]): Promise<void> => {
  const values = rows.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`)
  await sql`insert into ${sql.table(table)} (${refs(columns)}) values ${sql.join(values)}`.execute(db)
}

/** The content of a table: how many rows, and the SHA-256 of all of them. */
export type Print = { readonly rows: number; readonly hash: string }

/** The prints of all tables, by name. The same rows have the same prints on both databases. */
export type Prints = Readonly<Record<string, Print>>

const printOf = async (db: Db, table: Table): Promise<Print> => {
  const hash = createHash('sha256')
  let count = 0
  for await (const rows of batchesOf(db, table)) {
    count += rows.length
    for (const row of rows) {
      const values = table.columns.map((column) => row[column])
      hash.update(JSON.stringify(values.map((value) => (typeof value === 'string' ? storable(value) : value))))
    }
  }
  return { rows: count, hash: hash.digest('hex') }
}

/** Reads every row of every table to make the prints. */
export const readPrints = async (db: Db): Promise<Prints> => {
  const prints: Record<string, Print> = {}
  for (const table of await readTables(db)) prints[table.table] = await printOf(db, table)
  return prints
}

/** The tables whose prints differ. */
export const differing = (one: Prints, other: Prints): readonly string[] =>
  tableKeys
    .map(({ table }) => table)
    .filter((table) => one[table]?.rows !== other[table]?.rows || one[table]?.hash !== other[table]?.hash)
