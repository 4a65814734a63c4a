import type { Correction } from '../../briefing/correction.ts'
import { type Commentary, contentHash, hasSameFacts, isLess, isPart, textOf } from '../../commentary/commentary.ts'
import { idFromKeys } from '../../commentary/identity.ts'
import { isReprint, isShortened } from '../../commentary/same-publication.ts'
import type { Db } from '../../store/connection.ts'
import type { ArchivedCommentary } from '../port.ts'
import { recordChange } from './changes.ts'
import { addressKey, type Identified, knownRow, ownersOf, type Row, storedIn } from './known.ts'
import { commentarySchema, versionIn } from './schemas.ts'

/** What saving a commentary changed. */
export type Saved = {
  /** `revised`: text, authors or date were corrected; `unchanged`: at most categories and addresses differ. */
  readonly state: 'new' | 'revised' | 'unchanged'
  /** As it is in the archive now, under the id that it was first saved with. */
  readonly kept: Omit<ArchivedCommentary, 'briefing' | 'correction'>
  /** As it was before a correction. */
  readonly before?: Commentary
  /** A reprint was known, and the original has replaced it. */
  readonly isOriginal?: boolean
}

/** An id that no other commentary has; and an address, if the page's own belongs to another commentary. */
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
  // Parsed with the schema, which orders the fields, so that equal commentaries give equal JSON.
  commentary_json: JSON.stringify(commentarySchema.parse(commentary)),
})

const keptOf = (row: Row, commentary: Commentary): Saved['kept'] => ({ commentary, ...versionIn(row) })

type NewCommentary = Identified & {
  /** Whether the commentary first came with this entry: then the entry identifies it, even if its site has moved. */
  readonly isItsEntry?: boolean | undefined
  /** False if only feeds that people added contained it. */
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

/**
 * Another page with the same text says nothing about what the publisher changed: only the original or a fuller text
 * counts.
 */
const mayRevise = (stored: Commentary, read: Commentary, { link, isItsEntry }: NewCommentary): boolean =>
  isPart(stored) ||
  (isReprint(stored) && !isReprint(read)) ||
  (isItsEntry === true && (isReprint(stored) || !isReprint(read))) ||
  addressKey(stored) === undefined ||
  addressKey(stored) === addressKey(read) ||
  addressKey(stored) === addressKey({ url: link })

/**
 * Authors, date and description. A known fact is not lost if a page omits it today. Of two feeds that contain the
 * commentary, each with a byline, only the one that it came with is used.
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
 * Saves a commentary. Its keys find the known commentary, whatever the id in the page, and the first id stays. A
 * changed text, other authors or another date make a new revision; other metadata is only saved. Less never replaces
 * more: a text is not lost because a page cannot be read today. Of a reprint and the original, the original is stored.
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
    // Only which workspaces can search it has changed: a workspace's own feed does not change what everybody reads.
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
  // White space may differ under the same hash: the quotes of this revision refer to the stored text.
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

/** Saves what a correction changed, with the revision that it created. */
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
