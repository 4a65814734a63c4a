import { sql } from 'kysely'
import { expect, inject, test } from 'vitest'
import { openStore } from '../../../src/store/connection.ts'
import { createDatabase } from '../../open-store.ts'

type Column = { readonly name: string; readonly is_required: number; readonly has_default: number }

const onServer = sql<Column>`select table_name || '.' || column_name as name, is_nullable = 'NO' as is_required,
  column_default is not null as has_default from information_schema.columns
  where table_schema = 'public' and table_name not like 'kysely%'`

const inFile = sql<Column>`select t.name || '.' || c.name as name, c."notnull" or c.pk > 0 as is_required,
  c.dflt_value is not null as has_default from sqlite_master t, pragma_table_info(t.name) c
  where t.type = 'table' and t.name not like 'kysely%' and t.name not like 'sqlite%'`

const columnsOf = async (address: string, query: typeof onServer): Promise<string[]> => {
  const { db, close } = await openStore(address)
  const { rows } = await query.execute(db)
  await close()
  return rows.map(({ name, is_required, has_default }) => `${name} ${is_required} ${has_default}`).toSorted()
}

test('a server has the tables and columns of a file', async () => {
  const columns = await columnsOf(await createDatabase(inject('postgres') ?? ''), onServer)
  expect(columns).toEqual(await columnsOf(':memory:', inFile))
  expect(columns).toContain('deliveries.fence 1 1')
})
