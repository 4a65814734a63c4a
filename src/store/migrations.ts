import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { createPostgresTables } from './dialect/postgres-schema.ts'
import { provenance } from './provenance-migration.ts'
import type { Schema } from './schema.ts'

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

/** The search index becomes a separate file, which follows the sequence of changes. */
const archiveChanges: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('archive_changes')
      .addColumn('seq', 'integer', (c) => c.primaryKey().autoIncrement())
      .addColumn('commentary_id', 'text', (c) => c.notNull().unique())
      .execute()
    await sql`insert into archive_changes (commentary_id) select id from commentaries order by number`.execute(db)
    await db.schema.dropTable('commentary_terms').execute()
    await db.schema.dropTable('commentary_index').execute()
  },
}

const tenantOf = sql<string>`substr(place_key, 1, instr(place_key, '/') + instr(substr(place_key, instr(place_key, '/') + 1), '/') - 1)`

/** Subscriptions with digests, and deliveries of more kinds than the post of one commentary. */
const digests: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    // SQLite cannot drop a NOT NULL: the two tables are written again, every row with them.
    await sql`pragma defer_foreign_keys = on`.execute(db)
    await db.schema.alterTable('subscriptions').renameTo('subscriptions_before').execute()
    await db.schema.alterTable('deliveries').renameTo('deliveries_before').execute()
    await db.schema.dropIndex('deliveries_open').execute()
    await db.schema
      .createTable('subscriptions')
      .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
      .addColumn('place_key', 'text', (c) => c.notNull())
      .addColumn('place_json', 'text', (c) => c.notNull())
      .addColumn('tenant_key', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('filter', 'text', (c) => c.notNull())
      .addColumn('instant', 'integer', (c) => c.notNull())
      .addColumn('cadence_json', 'text')
      .addColumn('next_digest_at', 'integer')
      .addColumn('posts_empty', 'integer', (c) => c.notNull())
      .addColumn('locale', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('reason_code', 'text')
      .addColumn('reason', 'text')
      .addColumn('muted_until', 'integer')
      .addColumn('created_by', 'text', (c) => c.notNull())
      .addColumn('created_by_name', 'text', (c) => c.notNull())
      .addColumn('created_at', 'integer', (c) => c.notNull())
      .execute()
    await sql`create unique index subscriptions_of_feed on subscriptions (place_key) where kind = 'feed'`.execute(db)
    await sql`create unique index subscriptions_of_watch on subscriptions (place_key, filter) where kind = 'watch'`.execute(
      db,
    )
    await db.schema.createIndex('subscriptions_of_place').on('subscriptions').columns(['place_key', 'id']).execute()
    await db.schema.createIndex('subscriptions_due').on('subscriptions').columns(['next_digest_at']).execute()
    await sql`insert into subscriptions select id, place_key, place_json, ${tenantOf}, 'feed', filter, 1, null, null, 0,
      'en-GB', 'active', null, null, null, created_by, created_by, created_at from subscriptions_before`.execute(db)
    await db.schema
      .createTable('deliveries')
      .addColumn('seq', 'integer', (c) => c.primaryKey().autoIncrement())
      .addColumn('key', 'text', (c) => c.notNull().unique())
      .addColumn('place_key', 'text', (c) => c.notNull())
      .addColumn('place_json', 'text', (c) => c.notNull())
      .addColumn('tenant_key', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('subscription_id', 'integer')
      .addColumn('commentary_id', 'text', (c) => c.references('commentaries.id'))
      .addColumn('revision', 'integer')
      .addColumn('target_key', 'text')
      .addColumn('card_json', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('reason_code', 'text')
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
    await sql`insert into deliveries select seq, key, place_key, place_json, ${tenantOf}, kind, subscription_id,
      commentary_id, revision, null, card_json, state, case when reason is null then null else 'failed' end, reason, due_at,
      attempts, looks, leased_until, attempted_at, receipt, created_at, sent_at from deliveries_before`.execute(db)
    await db.schema.dropTable('deliveries_before').execute()
    await db.schema.dropTable('subscriptions_before').execute()
    await sql`create index deliveries_open on deliveries (place_key, seq)
      where state in ('due', 'sending', 'uncertain')`.execute(db)
    await db.schema.createIndex('deliveries_of').on('deliveries').columns(['commentary_id', 'place_key']).execute()
    await db.schema
      .createTable('collected')
      .addColumn('subscription_id', 'integer', (c) => c.notNull().references('subscriptions.id').onDelete('cascade'))
      .addColumn('commentary_id', 'text', (c) => c.notNull().references('commentaries.id'))
      .addColumn('purpose', 'text', (c) => c.notNull())
      .addColumn('added_at', 'integer', (c) => c.notNull())
      .addColumn('delivery_key', 'text')
      .addPrimaryKeyConstraint('collected_key', ['subscription_id', 'commentary_id', 'purpose'])
      .execute()
    await sql`create index collected_waiting on collected (purpose, subscription_id) where delivery_key is null`.execute(
      db,
    )
    await db.schema
      .createTable('windows')
      .addColumn('subscription_id', 'integer', (c) => c.notNull().references('subscriptions.id').onDelete('cascade'))
      .addColumn('window', 'text', (c) => c.notNull())
      .addColumn('delivery_key', 'text')
      .addColumn('created_at', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('windows_key', ['subscription_id', 'window'])
      .execute()
    await db.schema
      .createTable('audit')
      .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
      .addColumn('at', 'integer', (c) => c.notNull())
      .addColumn('tenant_key', 'text', (c) => c.notNull())
      .addColumn('place_key', 'text', (c) => c.notNull())
      .addColumn('person', 'text', (c) => c.notNull())
      .addColumn('person_name', 'text', (c) => c.notNull())
      .addColumn('command', 'text', (c) => c.notNull())
      .execute()
    await db.schema
      .createTable('left_tenants')
      .addColumn('tenant_key', 'text', (c) => c.primaryKey())
      .addColumn('erase_at', 'integer', (c) => c.notNull())
      .execute()
    await db.schema.alterTable('posts').addColumn('parent', 'integer').execute()
  },
}

const unseen: Migration = {
  up: async (db) => {
    await db.schema
      .alterTable('deliveries')
      .addColumn('unseen', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
  },
}

/** Says in the file's header whose it is (`RSIS` in ASCII), so that another program's file is never taken over. */
export const applicationId = 0x52534953

const ownHeader: Migration = {
  up: async (db) => {
    await sql`pragma application_id = ${sql.lit(applicationId)}`.execute(db)
  },
}

const remembered: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('remembered')
      .addColumn('namespace', 'text', (c) => c.notNull())
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('value', 'text', (c) => c.notNull())
      .addColumn('expires_at', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('remembered_key', ['namespace', 'id'])
      .execute()
    // Commands of buttons that were posted already. Keyv keeps each as JSON with its value inside.
    await sql`insert into remembered (namespace, id, value, expires_at)
      select 'discord', 'command:' || key, json_extract(value, '$.value'), expires_at from kv
      where namespace = 'discord-buttons' and expires_at is not null and json_valid(value)`.execute(db)
  },
}

const leases: Migration = {
  up: async (db) => {
    await db.schema.alterTable('deliveries').addColumn('lease_owner', 'text').execute()
    await db.schema
      .alterTable('deliveries')
      .addColumn('fence', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
  },
}

const weekDays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const oldDays: Readonly<Record<string, readonly string[]>> = { daily: weekDays, weekdays: weekDays.slice(0, 5) }

/** A cadence has several days and several times: `{ days: 'weekdays', time }` becomes `{ days: ['mon', …], times: [time] }`. */
const cadenceSets: Migration = {
  async up(db: Kysely<Pick<Schema, 'subscriptions'>>): Promise<void> {
    const rows = await db.selectFrom('subscriptions').select(['id', 'cadence_json']).execute()
    for (const { id, cadence_json: before } of rows) {
      if (before === null) continue
      const { days, time, zone } = JSON.parse(before) as { days: string; time: string; zone: string }
      const after = JSON.stringify({ days: oldDays[days] ?? [days], times: [time], zone })
      await db.updateTable('subscriptions').set({ cadence_json: after }).where('id', '=', id).execute()
    }
  },
}

/** Facts of the installation, the channels that get alerts, and the counts of pruned deliveries. */
const operations: Migration = {
  async up(db) {
    await db.schema
      .createTable('installation')
      .addColumn('name', 'text', (c) => c.primaryKey())
      .addColumn('value', 'text', (c) => c.notNull())
      .execute()
    await db.schema
      .createTable('alerts')
      .addColumn('code', 'text', (c) => c.primaryKey())
      .addColumn('detail', 'text', (c) => c.notNull())
      .addColumn('since', 'integer', (c) => c.notNull())
      .execute()
    await db.schema
      .createTable('operator_places')
      .addColumn('place_key', 'text', (c) => c.primaryKey())
      .addColumn('place_json', 'text', (c) => c.notNull())
      .addColumn('created_by', 'text', (c) => c.notNull())
      .addColumn('created_at', 'integer', (c) => c.notNull())
      .execute()
    await db.schema
      .createTable('pruned_deliveries')
      .addColumn('month', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('count', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('pruned_deliveries_key', ['month', 'kind', 'state'])
      .execute()
  },
}

/** Which commentaries a digest, a catch-up post, a page in its thread or a trial post shows: a correction has to reach them. */
const mentions: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('mentions')
      .addColumn('commentary_id', 'text', (c) => c.notNull())
      .addColumn('delivery_key', 'text', (c) => c.notNull().references('deliveries.key').onDelete('cascade'))
      .addPrimaryKeyConstraint('mentions_key', ['commentary_id', 'delivery_key'])
      .execute()
    await db.schema.createIndex('mentions_of_delivery').on('mentions').column('delivery_key').execute()
    await sql`insert or ignore into mentions select collected.commentary_id, deliveries.key from collected
      join deliveries on deliveries.key = collected.delivery_key`.execute(db)
    await sql`create index deliveries_target on deliveries (target_key, seq) where target_key is not null`.execute(db)
  },
}

const entryTexts: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('entry_texts')
      .addColumn('entry_id', 'integer', (c) => c.notNull().references('entries.id').onDelete('cascade'))
      .addColumn('source_id', 'text', (c) => c.notNull())
      .addColumn('text_hash', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('entry_texts_key', ['entry_id', 'source_id'])
      .execute()
    await sql`insert into entry_texts select id, source_id, text_hash from entries`.execute(db)
    await db.schema.alterTable('entries').addColumn('seen_hash', 'text').execute()
  },
}

const unconfirmedIndex: Migration = {
  up: async (db) => {
    await sql`create index deliveries_unconfirmed on deliveries (seq) where state = 'unconfirmed'`.execute(db)
  },
}

/** Entries that came too many at once wait for a person; missing series numbers are kept until somebody deals with them. */
const held: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('entries').addColumn('held', 'text').execute()
    await sql`create index entries_held on entries (id) where held is not null`.execute(db)
    await db.schema
      .createTable('gaps')
      .addColumn('source_id', 'text', (c) => c.notNull())
      .addColumn('first_id', 'text', (c) => c.notNull())
      .addColumn('last_id', 'text', (c) => c.notNull())
      .addColumn('noticed_at', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('gaps_key', ['source_id', 'first_id'])
      .execute()
  },
}

/** A subscription has a number within its place: the first one of a channel is number 1. */
const placeNumbers: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable('subscriptions')
      .addColumn('number', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
    await sql`update subscriptions set number = (select count(*) from subscriptions as other
      where other.place_key = subscriptions.place_key and other.id <= subscriptions.id)`.execute(db)
  },
}

/** A card is kept once for all the places that get it: it was most of the database. */
const cards: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('cards')
      .addColumn('id', 'integer', (c) => c.primaryKey())
      .addColumn('hash', 'text', (c) => c.notNull().unique())
      .addColumn('card_json', 'text', (c) => c.notNull())
      .execute()
    await db.schema
      .alterTable('deliveries')
      .addColumn('card_id', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
    // SQLite knows no SHA-256: an earlier card has its number for a hash, and is not shared with later ones.
    await sql`insert into cards (id, hash, card_json)
      select min(seq), 'before ' || min(seq), card_json from deliveries group by card_json`.execute(db)
    await sql`create index cards_by_text on cards (card_json)`.execute(db)
    await sql`update deliveries set card_id = (select id from cards where cards.card_json = deliveries.card_json)`.execute(
      db,
    )
    await sql`drop index cards_by_text`.execute(db)
    await db.schema.alterTable('deliveries').dropColumn('card_json').execute()
    await db.schema.createIndex('deliveries_of_card').on('deliveries').column('card_id').execute()
  },
}

const triedGaps: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('gaps').addColumn('tried_at', 'integer').execute()
  },
}

/** Feeds that the people of a workspace added, and which of the entries came with one: others are not to know of them. */
const feeds: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('feeds')
      .addColumn('tenant_key', 'text', (c) => c.notNull())
      .addColumn('url', 'text', (c) => c.notNull())
      .addColumn('title', 'text', (c) => c.notNull())
      .addColumn('added_by', 'text', (c) => c.notNull())
      .addColumn('added_by_name', 'text', (c) => c.notNull())
      .addColumn('added_at', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('feeds_key', ['tenant_key', 'url'])
      .execute()
    await db.schema
      .createTable('entry_readers')
      .addColumn('entry_id', 'integer', (c) => c.notNull().references('entries.id').onDelete('cascade'))
      .addColumn('tenant_key', 'text', (c) => c.notNull())
      .addColumn('source_id', 'text', (c) => c.notNull())
      .addColumn('owed', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('entry_readers_key', ['entry_id', 'tenant_key', 'source_id'])
      .execute()
    await db.schema.createIndex('entry_readers_of').on('entry_readers').column('tenant_key').execute()
    await db.schema.createIndex('entries_of_commentary').on('entries').column('commentary_id').execute()
    for (const table of ['entries', 'entry_texts', 'commentaries'] as const) {
      await db.schema
        .alterTable(table)
        .addColumn('is_public', 'integer', (c) => c.notNull().defaultTo(1))
        .execute()
    }
  },
}

/** What readers report as wrong: a claim, by its quote, until a person decides and, where they were right, for good. */
const disputes: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('disputes')
      .addColumn('number', 'bigint', (c) => c.notNull().primaryKey())
      .addColumn('commentary_id', 'text', (c) => c.notNull())
      .addColumn('claim_key', 'text', (c) => c.notNull())
      .addColumn('quote', 'text', (c) => c.notNull())
      .addColumn('claim', 'text', (c) => c.notNull())
      .addColumn('reason', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('tenant_key', 'text', (c) => c.notNull())
      .addColumn('place_json', 'text', (c) => c.notNull())
      .addColumn('person', 'text', (c) => c.notNull())
      .addColumn('person_name', 'text', (c) => c.notNull())
      .addColumn('reported_at', 'bigint', (c) => c.notNull())
      .addColumn('decided_by_name', 'text')
      .addColumn('decided_at', 'bigint')
      .addUniqueConstraint('disputes_of_claim', ['commentary_id', 'claim_key'])
      .execute()
  },
}

/** In the order in which they run on SQLite; a landed one is never edited. */
const onSqlite: Record<string, Migration> = {
  '0001-initial': initial,
  '0002-model-engine': modelEngine,
  '0003-digests': digests,
  '0004-unseen': unseen,
  '0005-own-header': ownHeader,
  '0006-remembered': remembered,
  '0007-leases': leases,
  '0008-cadence-sets': cadenceSets,
  '0009-operations': operations,
  '0010-mentions': mentions,
  '0011-entry-texts': entryTexts,
  '0012-unconfirmed-index': unconfirmedIndex,
  '0013-archive-changes': archiveChanges,
  '0014-held': held,
  '0015-place-numbers': placeNumbers,
  '0016-cards': cards,
  '0017-tried-gaps': triedGaps,
  '0018-feeds': feeds,
}

/** Those that run on both databases, with the words of `src/store/dialect`; a landed one is never edited. */
const onBoth: Record<string, Migration> = {
  '0019-provenance': provenance,
  '0020-disputes': disputes,
}

/** All that run on a file. */
export const migrations: Record<string, Migration> = { ...onSqlite, ...onBoth }

/** All that run on a PostgreSQL server, which begins with the tables of the last SQLite one. */
export const serverMigrations: Record<string, Migration> = { '0018-feeds': { up: createPostgresTables }, ...onBoth }
