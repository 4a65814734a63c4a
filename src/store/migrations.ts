import type { Migration } from 'kysely/migration'
import { createPostgresTables } from './dialect/postgres-schema.ts'
import { initial } from './migrations/0001-initial.ts'
import { modelEngine } from './migrations/0002-model-engine.ts'
import { digests } from './migrations/0003-digests.ts'
import { unseen } from './migrations/0004-unseen.ts'
import { ownHeader } from './migrations/0005-own-header.ts'
import { remembered } from './migrations/0006-remembered.ts'
import { leases } from './migrations/0007-leases.ts'
import { cadenceSets } from './migrations/0008-cadence-sets.ts'
import { operations } from './migrations/0009-operations.ts'
import { mentions } from './migrations/0010-mentions.ts'
import { entryTexts } from './migrations/0011-entry-texts.ts'
import { unconfirmedIndex } from './migrations/0012-unconfirmed-index.ts'
import { archiveChanges } from './migrations/0013-archive-changes.ts'
import { held } from './migrations/0014-held.ts'
import { placeNumbers } from './migrations/0015-place-numbers.ts'
import { cards } from './migrations/0016-cards.ts'
import { triedGaps } from './migrations/0017-tried-gaps.ts'
import { feeds } from './migrations/0018-feeds.ts'
import { provenance } from './migrations/0019-provenance.ts'
import { disputes } from './migrations/0020-disputes.ts'
import { lastChange } from './migrations/0021-last-change.ts'

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
  '0021-last-change': lastChange,
}

/** All that run on a file. */
export const migrations: Record<string, Migration> = { ...onSqlite, ...onBoth }

/** All that run on a PostgreSQL server, which begins with the tables of the last SQLite one. */
export const serverMigrations: Record<string, Migration> = { '0018-feeds': { up: createPostgresTables }, ...onBoth }
