import { sql } from 'kysely'
import type { Differences } from './differences.ts'

const path = (...keys: string[]) => sql.lit(`$.${keys.join('.')}`)

/** The differences as SQLite writes them. */
export const sqliteSql: Differences = {
  jsonText: (document, ...keys) => sql`json_extract(${document}, ${path(...keys)})`,
  jsonSet: (document, key, value) => sql`json_set(${document}, ${path(key)}, ${value})`,
  jsonWithout: (document, key) => sql`json_remove(${document}, ${path(key)})`,
  jsonString: (text) => sql`${sql.lit(text)}`,
  emptyList: sql`json_array()`,
  listOf: (value) => sql`json_group_array(${value})`,
  items: (document, key) => sql`json_each(${document}, ${path(key)})`,
  isLike: (text, pattern) => sql`${text} like ${pattern} escape '\\'`,
  monthOf: (instant) => sql`strftime('%Y-%m', ${instant} / 1000, 'unixepoch')`,
  columns: sql`select t.name as of_table, c.name from sqlite_master t, pragma_table_info(t.name) c where t.type = 'table'`,
  lastNumber: (table, column) => sql`select max(coalesce(max(${sql.ref(column)}), 0),
    coalesce((select seq from sqlite_sequence where name = ${table}), 0)) as last from ${sql.table(table)}`,
  setLastNumber: (table, _column, last) => [
    sql`delete from sqlite_sequence where name = ${table}`,
    sql`insert into sqlite_sequence (name, seq) values (${table}, ${last})`,
  ],
  filePath: sql`select file from pragma_database_list where name = 'main'`,
  // The journal contains earlier versions of pages until it is truncated.
  erase: [sql`vacuum`, sql`pragma wal_checkpoint(truncate)`],
}
