import type { Migration } from 'kysely/migration'

/** A migration whose file is loaded when it runs: nearly every start finds its tables up to date. */
const loaded = (load: () => Promise<Pick<Migration, 'up'>>): Migration => ({ up: async (db) => (await load()).up(db) })

/** In the order in which they run on SQLite; a landed one is never edited. */
const onSqlite: Record<string, Migration> = {
  '0001-initial': loaded(async () => (await import('./migrations/0001-initial.ts')).initial),
  '0002-model-engine': loaded(async () => (await import('./migrations/0002-model-engine.ts')).modelEngine),
  '0003-digests': loaded(async () => (await import('./migrations/0003-digests.ts')).digests),
  '0004-unseen': loaded(async () => (await import('./migrations/0004-unseen.ts')).unseen),
  '0005-own-header': loaded(async () => (await import('./migrations/0005-own-header.ts')).ownHeader),
  '0006-remembered': loaded(async () => (await import('./migrations/0006-remembered.ts')).remembered),
  '0007-leases': loaded(async () => (await import('./migrations/0007-leases.ts')).leases),
  '0008-cadence-sets': loaded(async () => (await import('./migrations/0008-cadence-sets.ts')).cadenceSets),
  '0009-operations': loaded(async () => (await import('./migrations/0009-operations.ts')).operations),
  '0010-mentions': loaded(async () => (await import('./migrations/0010-mentions.ts')).mentions),
  '0011-entry-texts': loaded(async () => (await import('./migrations/0011-entry-texts.ts')).entryTexts),
  '0012-unconfirmed-index': loaded(
    async () => (await import('./migrations/0012-unconfirmed-index.ts')).unconfirmedIndex,
  ),
  '0013-archive-changes': loaded(async () => (await import('./migrations/0013-archive-changes.ts')).archiveChanges),
  '0014-held': loaded(async () => (await import('./migrations/0014-held.ts')).held),
  '0015-place-numbers': loaded(async () => (await import('./migrations/0015-place-numbers.ts')).placeNumbers),
  '0016-cards': loaded(async () => (await import('./migrations/0016-cards.ts')).cards),
  '0017-tried-gaps': loaded(async () => (await import('./migrations/0017-tried-gaps.ts')).triedGaps),
  '0018-feeds': loaded(async () => (await import('./migrations/0018-feeds.ts')).feeds),
}

/** The migrations that run on both databases, with the words of `src/store/dialect`; a landed one is never edited. */
const onBoth: Record<string, Migration> = {
  '0019-provenance': loaded(async () => (await import('./migrations/0019-provenance.ts')).provenance),
  '0020-disputes': loaded(async () => (await import('./migrations/0020-disputes.ts')).disputes),
  '0021-last-change': loaded(async () => (await import('./migrations/0021-last-change.ts')).lastChange),
  '0022-processes': loaded(async () => (await import('./migrations/0022-processes.ts')).processes),
}

/** All that run on a file. */
export const migrations: Record<string, Migration> = { ...onSqlite, ...onBoth }

/** All that run on a PostgreSQL server, which begins with the tables of the last SQLite one. */
export const serverMigrations: Record<string, Migration> = {
  '0018-feeds': loaded(async () => ({ up: (await import('./dialect/postgres-schema.ts')).createPostgresTables })),
  ...onBoth,
}
