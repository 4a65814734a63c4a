import { sql } from 'kysely'
import type { Differences } from './differences.ts'

const path = (...keys: string[]) => sql.lit(`{${keys.join(',')}}`)

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
  filePath: sql`select '' as file`,
}
