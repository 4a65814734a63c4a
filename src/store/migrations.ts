import type { Migration } from 'kysely/migration'

/** A migration whose file is loaded when it runs: nearly every start finds its tables up to date. */
const loaded = (load: () => Promise<Migration['up']>): Migration => ({ up: async (db) => (await load())(db) })

/** In the order in which they run on SQLite; a landed one is never edited. */
const onSqlite: Record<string, Migration> = {
  '0001-initial': loaded(async () => (await import('./migrations/0001-initial.ts')).initial.up),
  '0002-model-engine': loaded(async () => (await import('./migrations/0002-model-engine.ts')).modelEngine.up),
  '0003-digests': loaded(async () => (await import('./migrations/0003-digests.ts')).digests.up),
  '0004-unseen': loaded(async () => (await import('./migrations/0004-unseen.ts')).unseen.up),
  '0005-own-header': loaded(async () => (await import('./migrations/0005-own-header.ts')).ownHeader.up),
  '0006-remembered': loaded(async () => (await import('./migrations/0006-remembered.ts')).remembered.up),
  '0007-leases': loaded(async () => (await import('./migrations/0007-leases.ts')).leases.up),
  '0008-cadence-sets': loaded(async () => (await import('./migrations/0008-cadence-sets.ts')).cadenceSets.up),
  '0009-operations': loaded(async () => (await import('./migrations/0009-operations.ts')).operations.up),
  '0010-mentions': loaded(async () => (await import('./migrations/0010-mentions.ts')).mentions.up),
  '0011-entry-texts': loaded(async () => (await import('./migrations/0011-entry-texts.ts')).entryTexts.up),
  '0012-unconfirmed-index': loaded(
    async () => (await import('./migrations/0012-unconfirmed-index.ts')).unconfirmedIndex.up,
  ),
  '0013-archive-changes': loaded(async () => (await import('./migrations/0013-archive-changes.ts')).archiveChanges.up),
  '0014-held': loaded(async () => (await import('./migrations/0014-held.ts')).held.up),
  '0015-place-numbers': loaded(async () => (await import('./migrations/0015-place-numbers.ts')).placeNumbers.up),
  '0016-cards': loaded(async () => (await import('./migrations/0016-cards.ts')).cards.up),
  '0017-tried-gaps': loaded(async () => (await import('./migrations/0017-tried-gaps.ts')).triedGaps.up),
  '0018-feeds': loaded(async () => (await import('./migrations/0018-feeds.ts')).feeds.up),
}

/** Those that run on both databases, with the words of `src/store/dialect`; a landed one is never edited. */
const onBoth: Record<string, Migration> = {
  '0019-provenance': loaded(async () => (await import('./migrations/0019-provenance.ts')).provenance.up),
  '0020-disputes': loaded(async () => (await import('./migrations/0020-disputes.ts')).disputes.up),
  '0021-last-change': loaded(async () => (await import('./migrations/0021-last-change.ts')).lastChange.up),
  '0022-processes': loaded(async () => (await import('./migrations/0022-processes.ts')).processes.up),
}

/** All that run on a file. */
export const migrations: Record<string, Migration> = { ...onSqlite, ...onBoth }

/** All that run on a PostgreSQL server, which begins with the tables of the last SQLite one. */
export const serverMigrations: Record<string, Migration> = {
  '0018-feeds': loaded(async () => (await import('./dialect/postgres-schema.ts')).createPostgresTables),
  ...onBoth,
}
