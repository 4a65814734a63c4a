import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** A card is kept once for all the places that get it: it was most of the database. */
export const cards: Migration = {
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
