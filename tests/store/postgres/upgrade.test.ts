import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import pg from 'pg'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { openStore } from '../../../src/store/connection.ts'
import { serverMigrations } from '../../../src/store/migrations.ts'
import { readPrints } from '../../../src/store/move/rows.ts'
import { createDatabase } from '../../open-store.ts'
import { databaseAsOf, fillEarlier, filled, fillingOf } from '../earlier.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rsis-brief-upgrade-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A database on the server of the version whose last migration was `name`, filled with data. */
const serverAsOf = async (name: string): Promise<string> => {
  const address = await createDatabase(inject('postgres') ?? '')
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: address, max: 1 }) }),
  })
  await sql`drop schema public cascade`.execute(db)
  await sql`create schema public`.execute(db)
  const migrator = new Migrator({ db, provider: { getMigrations: async () => serverMigrations } })
  const { error } = await migrator.migrateTo(name)
  if (error !== undefined) throw error
  await sql.raw(fillingOf(name)).execute(db)
  await db.destroy()
  return address
}

const versions = Object.keys(serverMigrations)

test.each(versions)('a server of version %s is brought up to date as a file of that version is', async (name) => {
  const path = join(folder, 'rsis.db')
  const file = await databaseAsOf(path, name)
  fillEarlier(file, name)
  file.close()
  const [server, updated] = [await openStore(await serverAsOf(name)), await openStore(path)]
  const rows = await server.db.selectFrom('deliveries').select(['key', 'state', 'tenant_key', 'unseen']).execute()
  expect(rows.map(Object.values)).toEqual(filled.deliveries)
  expect(await readPrints(server.db)).toEqual(await readPrints(updated.db))
  const { rows: applied } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(
    server.db,
  )
  expect(applied.map((one) => one.name)).toEqual(versions)
  await server.close()
  await updated.close()
})
