import { type OrderByItemBuilder, sql } from 'kysely'
import { type Correction, correctionSchema } from '../../briefing/correction.ts'
import type { Briefing } from '../../briefing/port.ts'
import {
  type Commentary,
  contentHash,
  type Extent,
  hasSameFacts,
  isLess,
  isPart,
  type ProvenanceKind,
  textOf,
} from '../../commentary/commentary.ts'
import { idFromKeys } from '../../commentary/identity.ts'
import { isReprint, isShortened } from '../../commentary/same-publication.ts'
import type { Db } from '../../store/connection.ts'
import { sqlOf } from '../../store/dialect/sql-of.ts'
import type { ArchivedCommentary } from '../port.ts'
import { recordChange } from './changes.ts'
import { claimKeysSchema, withoutClaims } from './disputes.ts'
import { addressKey, type Identified, knownRow, ownersOf, type Row, storedIn } from './known.ts'
import { briefingSchema, commentarySchema, extentSchema, provenanceKindSchema } from './schemas.ts'

/** What the archive did with a commentary that was read. */
export type Saved = {
  /** `revised`: text, authors or date were corrected; `unchanged`: nothing but, at most, categories and addresses. */
  readonly state: 'new' | 'revised' | 'unchanged'
  /** As the archive holds it now, under the id that it was first saved with. */
  readonly kept: Omit<ArchivedCommentary, 'briefing' | 'correction'>
  /** As it was before a correction. */
  readonly before?: Commentary
  /** A reprint was known, and the original has taken its place. */
  readonly isOriginal?: boolean
}

/** What no other commentary is known by: an id, and an address where the own one belongs to another. */
const apart = (
  commentary: Commentary,
  keys: readonly string[],
  owners: ReadonlyMap<string, string>,
  link: string | undefined,
): Commentary => {
  const free = keys.filter((key) => !owners.has(key))
  const isOwnAddress = commentary.url === undefined || free.includes(addressKey(commentary) ?? '')
  return {
    ...commentary,
    id: idFromKeys(free.length > 0 ? free : [`text:${contentHash(commentary)}`]),
    url: isOwnAddress ? commentary.url : (link ?? commentary.url),
  }
}

const addKeys = async (db: Db, id: string, keys: readonly string[]): Promise<void> => {
  if (keys.length === 0) return
  const rows = keys.map((key) => ({ key, commentary_id: id }))
  await db
    .insertInto('commentary_keys')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

const columnsOf = (commentary: Commentary) => ({
  url: commentary.url ?? null,
  title: commentary.title,
  published: commentary.published ?? null,
  extent: commentary.extent,
  provenance: commentary.provenance?.kind ?? null,
  // Through the schema, so that the same commentary is the same JSON whoever made the object.
  commentary_json: JSON.stringify(commentarySchema.parse(commentary)),
})

const keptOf = (row: Row, commentary: Commentary): Saved['kept'] => ({
  commentary,
  text: row.text,
  hash: row.hash,
  revision: row.revision,
  firstSeenAt: new Date(row.first_seen_at),
  changedAt: new Date(row.changed_at),
  isPublic: row.is_public === 1,
})

type NewCommentary = Identified & {
  /** Whether that is because the commentary came with this entry: it belongs to it, even if its site has moved. */
  readonly isItsEntry?: boolean | undefined
  /** False for what came only with a feed that people added. */
  readonly isPublic?: boolean
  readonly now: Date
}

const addNew = async (db: Db, { commentary, keys, isPublic = true, now }: NewCommentary): Promise<Saved> => {
  const { id } = commentary
  const at = now.getTime()
  const { text } = textOf(commentary)
  const hash = contentHash(commentary)
  await db
    .insertInto('commentaries')
    .values({
      id,
      ...columnsOf(commentary),
      text,
      hash,
      revision: 1,
      first_seen_at: at,
      changed_at: at,
      is_public: isPublic ? 1 : 0,
    })
    .execute()
  await addKeys(db, id, keys)
  await recordChange(db, id)
  return { state: 'new', kept: { commentary, text, hash, revision: 1, firstSeenAt: now, changedAt: now, isPublic } }
}

/** Another page with the same text says nothing of what the publisher changed: only the original or a fuller text counts. */
const mayRevise = (stored: Commentary, read: Commentary, { link, isItsEntry }: NewCommentary): boolean =>
  isPart(stored) ||
  (isReprint(stored) && !isReprint(read)) ||
  (isItsEntry === true && (isReprint(stored) || !isReprint(read))) ||
  addressKey(stored) === undefined ||
  addressKey(stored) === addressKey(read) ||
  addressKey(stored) === addressKey({ url: link })

/**
 * Who wrote it, when, and what its publisher says of it. What was known is not lost where a page says nothing today; and of two
 * feeds that carry it, each with its own byline, only the one that it came with has a say.
 */
const factsOf = (stored: Commentary, { commentary: read, isItsEntry }: NewCommentary): Partial<Commentary> => {
  if (isPart(stored) || (isReprint(stored) && !isReprint(read))) return {}
  const { authors, published, description } = stored
  if (isItsEntry === false) return { authors, published, description }
  return {
    ...(read.authors.length === 0 && { authors }),
    ...(read.published === undefined && { published }),
    ...(read.description === undefined && read.synopsis === undefined && { description }),
  }
}

/**
 * Keeps a commentary. The keys find the one that is known already, whatever the id in the page says, and the first id
 * stays. A text that changed, authors and date are a new revision; other metadata is only stored. Less never replaces more:
 * what was read once is not lost because a page cannot be read today. Of a reprint and the original, the original is kept.
 */
export const saveCommentary = async (db: Db, given: NewCommentary): Promise<Saved> => {
  const { keys, link, isPublic = true, now } = given
  const owners = await ownersOf(db, keys)
  const row = await knownRow(db, given, owners)
  if (row === undefined) {
    const taken = db.selectFrom('commentaries').select('id').where('id', '=', given.commentary.id)
    const isFree = (await taken.executeTakeFirst()) === undefined
    return addNew(db, isFree ? given : { ...given, commentary: apart(given.commentary, keys, owners, link) })
  }

  const { id, revision } = row
  const stored = storedIn(row)
  if (row.is_public === 1 && !isPublic) {
    // Only who may search it by that feed has changed: a workspace's own feed does not change what everybody reads.
    await recordChange(db, id)
    return { state: 'unchanged', kept: keptOf(row, stored) }
  }
  if (row.is_public === 0 && isPublic) {
    await db.updateTable('commentaries').set({ is_public: 1 }).where('id', '=', id).execute()
    await recordChange(db, id)
  }
  await addKeys(db, id, keys)
  const kept = { ...keptOf(row, stored), isPublic: row.is_public === 1 || isPublic }
  const owner = owners.get(addressKey(given.commentary) ?? '')
  const isOwnAddress = owner === undefined || owner === id
  const feeds = [...new Set([...(stored.feeds ?? []), ...(given.commentary.feeds ?? [])])]
  const commentary = {
    ...given.commentary,
    ...factsOf(stored, given),
    id,
    ...(isOwnAddress ? {} : { url: stored.url }),
    ...(feeds.length > 0 && { feeds }),
  }
  const isFewer = isLess(commentary, stored) || (!isPart(stored) && isShortened(stored, commentary))
  if (stored.extent === 'none' || isFewer || !mayRevise(stored, commentary, given)) return { state: 'unchanged', kept }

  const hash = contentHash(commentary)
  // White space may differ under the same hash: the stored text is what the quotes of this revision point into.
  const { title, synopsis, sections } = stored
  const current = row.hash === hash ? { ...commentary, title, synopsis, sections } : commentary
  if (row.hash !== hash || !hasSameFacts(stored, current)) {
    const { text } = textOf(current)
    const change = { ...columnsOf(current), text, hash, revision: revision + 1, changed_at: now.getTime() }
    await db.updateTable('commentaries').set(change).where('id', '=', id).execute()
    await recordChange(db, id)
    return {
      state: 'revised',
      kept: { ...kept, commentary: current, text, hash, revision: revision + 1, changedAt: now },
      before: stored,
      ...(isReprint(stored) && !isReprint(commentary) && { isOriginal: true }),
    }
  }
  const metadata = columnsOf(current)
  if (metadata.commentary_json !== row.commentary_json) {
    await db.updateTable('commentaries').set(metadata).where('id', '=', id).execute()
    await recordChange(db, id)
  }
  return { state: 'unchanged', kept: { ...kept, commentary: current } }
}

/** A wish to have a briefing written again. */
export type Rebrief = { readonly at: Date; readonly attempt: number }

/** A briefing of one revision of a commentary. */
export type NewBriefing = {
  readonly id: string
  readonly revision: number
  readonly briefing: Briefing
  /** When a model is to be asked again, and how often it was by then; undefined for never. */
  readonly rebrief?: Rebrief | undefined
}

/** Keeps the briefing of a revision, in place of an earlier one of the same revision. */
export const saveBriefing = async (
  db: Db,
  { id, revision, briefing, rebrief }: NewBriefing,
  now: Date,
): Promise<void> => {
  const row = {
    engine: briefing.engine,
    version: briefing.version,
    briefing_json: JSON.stringify(briefing),
    created_at: now.getTime(),
    rebriefs: rebrief?.attempt ?? 0,
    rebrief_at: rebrief?.at.getTime() ?? null,
  }
  await db
    .insertInto('briefings')
    .values({ commentary_id: id, revision, ...row })
    .onConflict((conflict) => conflict.columns(['commentary_id', 'revision']).doUpdateSet(row))
    .execute()
}

/** A commentary for whose briefing the model is to be asked again. */
export type DueRebrief = { readonly id: string; readonly revision: number; readonly attempt: number }

/** The briefings whose time to be written again has come, the oldest wish first. */
export const dueRebriefs = async (db: Db, now: Date, limit: number): Promise<DueRebrief[]> => {
  return db
    .selectFrom('briefings')
    .innerJoin('commentaries', (join) =>
      join
        .onRef('commentaries.id', '=', 'briefings.commentary_id')
        .onRef('commentaries.revision', '=', 'briefings.revision'),
    )
    .select(['commentaries.id', 'briefings.revision', 'rebriefs as attempt'])
    .where('rebrief_at', '<=', now.getTime())
    .orderBy('rebrief_at')
    .limit(limit)
    .execute()
}

/**
 * Has every briefing written again that is of a version where that is not wanted, or not of it where it is: the permission to
 * quote was given, or taken. @returns how many.
 */
export const haveRebriefed = async (
  db: Db,
  { isOf, isWanted }: { readonly isOf: string; readonly isWanted: boolean },
  now: Date,
): Promise<number> => {
  const { numUpdatedRows } = await db
    .updateTable('briefings')
    .set({ rebrief_at: now.getTime(), rebriefs: 0 })
    .where('version', isWanted ? '!=' : '=', isOf)
    // What was taken down has nothing to be briefed.
    .where(sql<boolean>`${sqlOf(db).jsonText(sql.ref('briefing_json'), 'gap')} is distinct from 'taken-down'`)
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** How many briefings wait to be written again. */
export const countRebriefs = async (db: Db): Promise<number> => {
  const { count } = await db
    .selectFrom('briefings')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('rebrief_at', 'is not', null)
    .executeTakeFirstOrThrow()
  return count
}

/** The briefing of a revision. */
export const findBriefing = async (db: Db, id: string, revision: number): Promise<Briefing | undefined> => {
  const row = await db
    .selectFrom('briefings')
    .select('briefing_json')
    .where('commentary_id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return row && briefingSchema.parse(JSON.parse(row.briefing_json))
}

/** Keeps what a correction changed, with the revision that it made. */
export const saveCorrection = async (
  db: Db,
  { id, revision, correction }: { id: string; revision: number; correction: Correction },
  now: Date,
): Promise<void> => {
  const row = { correction_json: JSON.stringify(correction), created_at: now.getTime() }
  await db
    .insertInto('corrections')
    .values({ commentary_id: id, revision, ...row })
    .execute()
}

/** Commentaries with the briefing of their present revision, and what that revision changed. */
const selectArchived = (db: Db) =>
  db
    .selectFrom('commentaries')
    .leftJoin('briefings', (join) =>
      join
        .onRef('briefings.commentary_id', '=', 'commentaries.id')
        .onRef('briefings.revision', '=', 'commentaries.revision'),
    )
    .leftJoin('corrections', (join) =>
      join
        .onRef('corrections.commentary_id', '=', 'commentaries.id')
        .onRef('corrections.revision', '=', 'commentaries.revision'),
    )
    .select([
      'commentaries.number',
      'commentary_json',
      'text',
      'hash',
      'commentaries.revision',
      'first_seen_at',
      'changed_at',
      'is_public',
      'briefing_json',
      'correction_json',
    ])
    .select((select) =>
      select
        .selectFrom('disputes')
        .select(sqlOf(db).listOf(sql.ref('claim_key')).as('keys'))
        .whereRef('disputes.commentary_id', '=', 'commentaries.id')
        .where('state', '!=', 'dismissed')
        .as('disputed_json'),
    )

type ArchivedRow = Awaited<ReturnType<ReturnType<typeof selectArchived>['executeTakeFirstOrThrow']>>

const briefingOf = ({ briefing_json: json, disputed_json }: ArchivedRow): Briefing | undefined =>
  json === null
    ? undefined
    : withoutClaims(briefingSchema.parse(JSON.parse(json)), claimKeysSchema.parse(JSON.parse(disputed_json ?? '[]')))

const archivedOf = (row: ArchivedRow): ArchivedCommentary => ({
  commentary: commentarySchema.parse(JSON.parse(row.commentary_json)),
  briefing: briefingOf(row),
  correction: row.correction_json === null ? undefined : correctionSchema.parse(JSON.parse(row.correction_json)),
  text: row.text,
  hash: row.hash,
  revision: row.revision,
  firstSeenAt: new Date(row.first_seen_at),
  changedAt: new Date(row.changed_at),
  isPublic: row.is_public === 1,
})

/** The commentary known by this id. */
export const findCommentary = async (db: Db, id: string): Promise<ArchivedCommentary | undefined> => {
  const row = await selectArchived(db).where('commentaries.id', '=', id).executeTakeFirst()
  return row && archivedOf(row)
}

/** Of these ids the commentaries that are known, with their numbers. */
export const commentariesById = async (
  db: Db,
  ids: readonly string[],
): Promise<{ readonly number: number; readonly commentary: Commentary }[]> => {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('commentaries')
    .select(['number', 'commentary_json'])
    .where('id', 'in', ids)
    .execute()
  return rows.map((row) => ({
    number: row.number,
    commentary: commentarySchema.parse(JSON.parse(row.commentary_json)),
  }))
}

/** The commentaries with these index numbers, in their order. */
export const commentariesByNumber = async (db: Db, numbers: readonly number[]): Promise<ArchivedCommentary[]> => {
  if (numbers.length === 0) return []
  const rows = await selectArchived(db).where('commentaries.number', 'in', numbers).execute()
  const byNumber = new Map(rows.map((row) => [row.number, row]))
  return numbers.flatMap((number) => byNumber.get(number) ?? []).map(archivedOf)
}

/** The undated last, whichever database it is. */
export const newestFirst = (order: OrderByItemBuilder): OrderByItemBuilder => order.desc().nullsLast()

/** Newest first by their published date, then by id; the undated last. */
export const latestCommentaries = async (
  db: Db,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ items: ArchivedCommentary[]; total: number }> => {
  const rows = await selectArchived(db)
    .orderBy('published', newestFirst)
    .orderBy('commentaries.id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  const { commentaries: total } = await archiveSpan(db)
  return { items: rows.map(archivedOf), total }
}

/** How much the archive holds, and the calendar dates (`YYYY-MM-DD`) between which it was published. */
export type ArchiveSpan = {
  readonly commentaries: number
  readonly oldest: string | undefined
  readonly newest: string | undefined
}

/** How many commentaries are held of which extent, and from where; `provenance` is undefined where it was not noted. */
export type HeldCount = {
  readonly extent: Extent
  readonly provenance: ProvenanceKind | undefined
  readonly count: number
}

/** How much of how many commentaries the archive holds, and where they came from. */
export const heldCounts = async (db: Db): Promise<readonly HeldCount[]> => {
  const rows = await db
    .selectFrom('commentaries')
    .select((all) => ['extent', 'provenance', all.fn.countAll<number>().as('count')])
    .groupBy(['extent', 'provenance'])
    .execute()
  return rows.map(({ extent, provenance, count }) => ({
    extent: extentSchema.parse(extent),
    provenance: provenance === null ? undefined : provenanceKindSchema.parse(provenance),
    count,
  }))
}

/** How many of them are known by an abstract alone. */
export const countAbstracts = async (db: Db): Promise<number> =>
  (await heldCounts(db)).reduce((sum, { extent, count }) => sum + (extent === 'abstract' ? count : 0), 0)

/** What the archive covers. */
export const archiveSpan = async (db: Db): Promise<ArchiveSpan> => {
  // Three look-ups in indexes; as one query they would read a whole one.
  const row = await db
    .selectNoFrom((select) => [
      select
        .selectFrom('commentaries')
        .select((all) => all.fn.countAll<number>().as('count'))
        .as('commentaries'),
      select
        .selectFrom('commentaries')
        .select((all) => all.fn.min('published').as('first'))
        .as('oldest'),
      select
        .selectFrom('commentaries')
        .select((all) => all.fn.max('published').as('last'))
        .as('newest'),
    ])
    .executeTakeFirstOrThrow()
  return { commentaries: row.commentaries ?? 0, oldest: row.oldest ?? undefined, newest: row.newest ?? undefined }
}
