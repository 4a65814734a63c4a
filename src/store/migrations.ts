import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const initial: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('sources')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('baseline_at', 'integer')
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('detail', 'text')
      .addColumn('steps_json', 'text', (c) => c.notNull())
      .addColumn('failures', 'integer', (c) => c.notNull().defaultTo(0))
      .addColumn('last_poll_at', 'integer')
      .addColumn('last_success_at', 'integer')
      .addColumn('next_poll_at', 'integer')
      .addColumn('newest_published_at', 'integer')
      .execute()
    await db.schema
      .createTable('entries')
      .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
      .addColumn('source_id', 'text', (c) => c.notNull())
      .addColumn('entry_json', 'text', (c) => c.notNull())
      .addColumn('text_hash', 'text', (c) => c.notNull())
      .addColumn('announce', 'integer', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
      .addColumn('next_read_at', 'integer', (c) => c.notNull())
      .addColumn('reason', 'text')
      .addColumn('first_seen_at', 'integer', (c) => c.notNull())
      .addColumn('commentary_id', 'text')
      .execute()
    await db.schema.createIndex('entries_pending').on('entries').columns(['state', 'next_read_at']).execute()
    await db.schema
      .createTable('entry_keys')
      .addColumn('key', 'text', (c) => c.primaryKey())
      .addColumn('entry_id', 'integer', (c) => c.notNull().references('entries.id'))
      .execute()
    await db.schema
      .createTable('commentaries')
      .addColumn('number', 'integer', (c) => c.primaryKey().autoIncrement())
      .addColumn('id', 'text', (c) => c.notNull().unique())
      .addColumn('url', 'text')
      .addColumn('title', 'text', (c) => c.notNull())
      .addColumn('published', 'text')
      .addColumn('commentary_json', 'text', (c) => c.notNull())
      .addColumn('text', 'text', (c) => c.notNull())
      .addColumn('hash', 'text', (c) => c.notNull())
      .addColumn('revision', 'integer', (c) => c.notNull())
      .addColumn('first_seen_at', 'integer', (c) => c.notNull())
      .addColumn('changed_at', 'integer', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('commentaries_published').on('commentaries').columns(['published', 'id']).execute()
    await db.schema
      .createTable('commentary_keys')
      .addColumn('key', 'text', (c) => c.primaryKey())
      .addColumn('commentary_id', 'text', (c) => c.notNull().references('commentaries.id'))
      .execute()
    await db.schema
      .createTable('briefings')
      .addColumn('commentary_id', 'text', (c) => c.notNull().references('commentaries.id'))
      .addColumn('revision', 'integer', (c) => c.notNull())
      .addColumn('engine', 'text', (c) => c.notNull())
      .addColumn('version', 'text', (c) => c.notNull())
      .addColumn('briefing_json', 'text', (c) => c.notNull())
      .addColumn('created_at', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('briefings_key', ['commentary_id', 'revision'])
      .execute()
    await db.schema
      .createTable('subscriptions')
      .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
      .addColumn('place_key', 'text', (c) => c.notNull())
      .addColumn('place_json', 'text', (c) => c.notNull())
      .addColumn('cadence', 'text', (c) => c.notNull())
      .addColumn('filter', 'text', (c) => c.notNull())
      .addColumn('created_by', 'text', (c) => c.notNull())
      .addColumn('created_at', 'integer', (c) => c.notNull())
      .addUniqueConstraint('subscriptions_once', ['place_key', 'cadence', 'filter'])
      .execute()
    await db.schema
      .createTable('deliveries')
      .addColumn('seq', 'integer', (c) => c.primaryKey().autoIncrement())
      .addColumn('key', 'text', (c) => c.notNull().unique())
      .addColumn('subscription_id', 'integer', (c) => c.notNull().references('subscriptions.id'))
      .addColumn('place_key', 'text', (c) => c.notNull())
      .addColumn('place_json', 'text', (c) => c.notNull())
      .addColumn('commentary_id', 'text', (c) => c.notNull().references('commentaries.id'))
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('revision', 'integer', (c) => c.notNull())
      .addColumn('card_json', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('reason', 'text')
      .addColumn('due_at', 'integer', (c) => c.notNull())
      .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
      .addColumn('looks', 'integer', (c) => c.notNull().defaultTo(0))
      .addColumn('leased_until', 'integer')
      .addColumn('attempted_at', 'integer')
      .addColumn('receipt', 'text')
      .addColumn('created_at', 'integer', (c) => c.notNull())
      .addColumn('sent_at', 'integer')
      .execute()
    await db.schema.createIndex('deliveries_open').on('deliveries').columns(['state', 'place_key', 'seq']).execute()
    await db.schema
      .createTable('posts')
      .addColumn('number', 'integer', (c) => c.primaryKey().autoIncrement())
      .addColumn('key', 'text', (c) => c.notNull().unique())
      .addColumn('place_key', 'text', (c) => c.notNull())
      .addColumn('card_json', 'text', (c) => c.notNull())
      .addColumn('posted_at', 'integer', (c) => c.notNull())
      .execute()
    await db.schema
      .createTable('kv')
      .addColumn('namespace', 'text', (c) => c.notNull())
      .addColumn('key', 'text', (c) => c.notNull())
      .addColumn('value', 'text', (c) => c.notNull())
      .addColumn('expires_at', 'integer')
      .addPrimaryKeyConstraint('kv_key', ['namespace', 'key'])
      .execute()
    // The index holds no copy of the text: snippets are cut from `commentaries.text`, whole sentences, in code.
    await sql`create virtual table commentary_index using fts5(
      title, authors, synopsis, claims, body,
      content='', contentless_delete=1, tokenize='porter unicode61 remove_diacritics 2')`.execute(db)
    await sql`create virtual table commentary_terms using fts5vocab('commentary_index', 'row')`.execute(db)
  },
}

const modelEngine: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('briefings').addColumn('rebrief_at', 'integer').execute()
    await db.schema
      .alterTable('briefings')
      .addColumn('rebriefs', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
    // Briefings of before say nothing of who wrote their claims: all were extracts.
    await sql`update briefings set briefing_json = json_set(briefing_json, '$.claims', (
      select json_group_array(json_set(value, '$.origin', 'extract')) from json_each(briefing_json, '$.claims')))`.execute(
      db,
    )
    await db.schema
      .createTable('corrections')
      .addColumn('commentary_id', 'text', (c) => c.notNull().references('commentaries.id'))
      .addColumn('revision', 'integer', (c) => c.notNull())
      .addColumn('correction_json', 'text', (c) => c.notNull())
      .addColumn('created_at', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('corrections_key', ['commentary_id', 'revision'])
      .execute()
    await db.schema
      .createTable('token_budget')
      .addColumn('day', 'text', (c) => c.primaryKey())
      .addColumn('tokens', 'integer', (c) => c.notNull())
      .execute()
  },
}

/** In the order in which they run; a landed one is never edited. */
export const migrations: Record<string, Migration> = { '0001-initial': initial, '0002-model-engine': modelEngine }
