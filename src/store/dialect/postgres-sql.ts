import { sql } from 'kysely'
import type { Differences } from './differences.ts'

const sequence = (table: string, column: string) => sql`pg_get_serial_sequence(${table}, ${column})::regclass`

const path = (...keys: string[]) => sql.lit(`{${keys.join(',')}}`)

/** The differences as PostgreSQL writes them. */
export const postgresSql: Differences = {
  jsonText: (document, ...keys) => sql`(${document}::jsonb #>> ${path(...keys)})`,
  jsonSet: (document, key, value) => sql`jsonb_set(${document}::jsonb, ${path(key)}, ${value}::jsonb)::text`,
  jsonWithout: (document, key) => sql`(${document}::jsonb - ${sql.lit(key)})::text`,
  jsonString: (text) => sql`${sql.lit(JSON.stringify(text))}`,
  emptyList: sql`'[]'`,
  listOf: (value) => sql`coalesce(jsonb_agg(${value}), '[]')::text`,
  items: (document, key) => sql`jsonb_array_elements_text(coalesce(${document}::jsonb -> ${sql.lit(key)}, '[]'))`,
  isLike: (text, pattern) => sql`${text} ilike ${pattern}`,
  monthOf: (instant) => sql`to_char(to_timestamp(${instant} / 1000) at time zone 'UTC', 'YYYY-MM')`,
  columns: sql`select table_name as of_table, column_name as name from information_schema.columns
    where table_schema = current_schema()`,
  lastNumber: (table, column) => sql`select greatest(coalesce(max(${sql.ref(column)}), 0),
    coalesce(pg_sequence_last_value(${sequence(table, column)}), 0)) as last from ${sql.table(table)}`,
  setLastNumber: (table, column, last) => [
    sql`select setval(${sequence(table, column)}, greatest(${last}::bigint, 1), ${last}::bigint > 0)`,
  ],
  filePath: sql`select '' as file`,
  erase: [],
}
