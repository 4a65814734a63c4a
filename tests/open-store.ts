import { randomUUID } from 'node:crypto'
import { type Kysely, type KyselyPlugin, sql } from 'kysely'
import pg from 'pg'
import { inject } from 'vitest'
import { openStore, type Store } from '../src/store/connection.ts'
import type { Schema } from '../src/store/schema.ts'
import { openInMemory } from './fakes/store.ts'

/** A new database on the server, with its tables; its address. */
export const createDatabase = async (server: string): Promise<string> => {
  const name = `rsis_${randomUUID().replaceAll('-', '')}`
  const client = new pg.Client({ connectionString: `${server}/postgres` })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  return `${server}/${name}`
}

const nothing: KyselyPlugin = { transformQuery: ({ node }) => node, transformResult: async ({ result }) => result }

/** Databases that earlier tests have emptied, because making a new one takes ten times as long. */
const free: Store[] = []

const empty = sql`do $$
  declare one text; is_used boolean;
  begin
    for one in select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
      and relname not like 'kysely%'
    loop
      execute format('select exists (select 1 from %I)', one) into is_used;
      if is_used then execute format('truncate %I cascade', one); end if;
    end loop;
    perform setval(oid::regclass, 1, false) from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace;
  end $$`

/** @returns whether it has all its tables again, and no rows. */
const emptied = async ({ db }: Store): Promise<boolean> => {
  await empty.execute(db)
  const { rows } = await sql<{ kv: string | null }>`select to_regclass('kv') as kv`.execute(db)
  return rows[0]?.kv !== null
}

/** An empty database: in memory, or on a server in the project `postgres`, where the same tests run again. */
export const openTestStore = async (): Promise<Store> => {
  const server = inject('postgres')
  if (server === undefined) return openInMemory()
  const store = free.pop() ?? (await openStore(await createDatabase(server)))
  return {
    // A new object, because caches about a database belong to its object.
    db: store.db.withPlugin(nothing),
    close: async () => {
      if (await emptied(store)) free.push(store)
      else await store.close()
    },
  }
}

/**
 * Lets writes of some rows of a table fail with the message, until what it returns is called.
 * @param of a condition on the row, called `new`.
 */
export const failWrites = async (
  db: Kysely<Schema>,
  { table, at, of = 'true', message }: { table: string; at: string; of?: string; message: string },
): Promise<() => Promise<void>> => {
  const run = async (text: string): Promise<void> => void (await sql.raw(text).execute(db))
  if (inject('postgres') === undefined) {
    await run(`create trigger fail ${at} on ${table} when ${of} begin select raise(abort, '${message}'); end`)
    return () => run('drop trigger fail')
  }
  await run(`create function fail() returns trigger language plpgsql as $$ begin raise exception '${message}'; end $$`)
  await run(`create trigger fail ${at} on ${table} for each row when (${of}) execute function fail()`)
  return () => run('drop function fail cascade')
}
