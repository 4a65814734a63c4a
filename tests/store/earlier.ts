import { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { NodeSqliteDialect } from '../../src/store/dialect/sqlite.ts'
import { migrations } from '../../src/store/migrations.ts'

/** A database of the version whose last migration was `name`. */
export const databaseAsOf = async (path: string, name: string): Promise<DatabaseSync> => {
  const database = new DatabaseSync(path)
  database.exec('pragma foreign_keys = on; pragma journal_mode = wal')
  const db = new Kysely<unknown>({ dialect: new NodeSqliteDialect(database) })
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateTo(name)
  if (error !== undefined) throw error
  return database
}

const place = '{"platform":"web","tenant":"local","channel":"briefings"}'

/** Two commentaries, one of them with a claim: the same in every version. */
const commentaries = `insert into commentaries (id, title, commentary_json, text, hash, revision, first_seen_at, changed_at)
  values ('CO26001', 'A', '{}', '', '', 1, 0, 0), ('CO26002', 'B', '{}', '', '', 1, 0, 0);
  insert into briefings (commentary_id, revision, engine, version, briefing_json, created_at)
  values ('CO26001', 1, 'extractive', '1', '{"claims":[{"text":"x"}]}', 0);`

/** A sent and a due delivery, in the tables of the time before `0003-digests`, from it on, and from `0016-cards` on. */
const deliveriesUntil3 = `insert into subscriptions values (7, 'web/local/briefings/', '${place}', 'instant', '', 'a', 5);
  insert into deliveries (key, subscription_id, place_key, place_json, commentary_id, kind, revision, card_json, state,
    due_at, created_at) values
    ('k1', 7, 'web/local/briefings/', '${place}', 'CO26001', 'post', 1, '{"blocks":[]}', 'sent', 1, 1),
    ('k2', 7, 'web/local/briefings/', '${place}', 'CO26002', 'post', 1, '{"blocks":[]}', 'due', 3, 3);`
const deliveriesFrom3 = `insert into deliveries (key, place_key, place_json, tenant_key, commentary_id, kind, revision,
    card_json, state, due_at, created_at) values
    ('k1', 'web/local/briefings/', '${place}', 'web/local', 'CO26001', 'post', 1, '{"blocks":[]}', 'sent', 1, 1),
    ('k2', 'web/local/briefings/', '${place}', 'web/local', 'CO26002', 'post', 1, '{"blocks":[]}', 'due', 3, 3);`

const deliveriesFrom16 = `insert into cards (id, hash, card_json) values (1, 'a', '{"blocks":[]}');
  insert into deliveries (key, place_key, place_json, tenant_key, commentary_id, kind, revision, card_id, state, due_at,
    created_at) values
    ('k1', 'web/local/briefings/', '${place}', 'web/local', 'CO26001', 'post', 1, 1, 'sent', 1, 1),
    ('k2', 'web/local/briefings/', '${place}', 'web/local', 'CO26002', 'post', 1, 1, 'due', 3, 3);`

const deliveriesOf = (name: string): string => {
  if (name < '0003') return deliveriesUntil3
  return name < '0016' ? deliveriesFrom3 : deliveriesFrom16
}

/** Statements that fill a database of any version, on a file or a server, with data that must survive an update. */
export const fillingOf = (name: string): string => `${commentaries} ${deliveriesOf(name)}`

export const fillEarlier = (database: DatabaseSync, name: string): void => database.exec(fillingOf(name))

/** What `fillEarlier` wrote, as this version's tables show it. */
export const readFilled = (path: string): unknown => {
  const database = new DatabaseSync(path)
  try {
    return {
      commentaries: database
        .prepare('select id from commentaries order by id')
        .all()
        .map(({ id }) => id),
      deliveries: database
        .prepare('select key, state, tenant_key, unseen from deliveries order by seq')
        .all()
        .map(({ key, state, tenant_key, unseen }) => [key, state, tenant_key, unseen]),
      damage: database.prepare('pragma integrity_check').get()?.['integrity_check'],
      orphans: database.prepare('pragma foreign_key_check').all().length,
      tables: database.prepare(`select name from sqlite_master where name like '%_before'`).all().length,
    }
  } finally {
    database.close()
  }
}

export const filled = {
  commentaries: ['CO26001', 'CO26002'],
  deliveries: [
    ['k1', 'sent', 'web/local', 0],
    ['k2', 'due', 'web/local', 0],
  ],
  damage: 'ok',
  orphans: 0,
  tables: 0,
}
