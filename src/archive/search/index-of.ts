import { createHash } from 'node:crypto'
import type { Db } from '../../store/connection.ts'
import { everybody, readAs, readerOf } from '../../store/reader.ts'
import { filePath } from '../store/changes.ts'
import { type IndexFile, openIndexFile } from './index-file.ts'
import { readLengths } from './lengths.ts'
import { claimedPath } from './own-folder.ts'
import { syncIndex } from './sync.ts'

/** What is kept in memory of an index, as of one of its changes. */
type Kept = {
  readonly cursor: string
  readonly lengths: Uint16Array
  readonly present: Uint8Array
  readonly docs: number
  readonly averageWords: number
  readonly values: Map<string, unknown>
}

/** An open index, brought up to date one at a time. */
type Open = { readonly index: IndexFile; syncing: Promise<unknown>; kept: Kept | undefined }

/** So that the words of many searches fill no memory. */
const mostRemembered = 20_000

const open = new WeakMap<Db, Promise<Open>>()

/**
 * A workspace with its own feeds has its own index, so that no word, count or spelling of one workspace reaches another.
 */
const indexPath = (path: string, reader: string): string =>
  reader === everybody
    ? `${path}.search`
    : `${path}.search-${createHash('sha256').update(reader).digest('hex').slice(0, 16)}`

const openFor = async (root: Db, db: Db): Promise<Open> => {
  const path = claimedPath(root) ?? (await filePath(db))
  const index = openIndexFile(path === '' ? ':memory:' : indexPath(path, readerOf(db)?.tenantKey ?? everybody))
  return { index, syncing: Promise.resolve(), kept: undefined }
}

/** The index of an archive as of its last change, with what may be remembered until the next one. */
export type CurrentIndex = IndexFile & {
  /** How many words each commentary has, by number; 0 for an unused number. */
  readonly lengths: Uint16Array
  /** By number, 1 where there is a commentary. */
  readonly present: Uint8Array
  readonly docs: number
  readonly averageWords: number
  /** `make()`, made once as long as the archive does not change. */
  readonly remember: <Value>(name: string, make: () => Value) => Value
}

const keep = (index: IndexFile, cursor: string): Kept => {
  const lengths = readLengths(index)
  const present = lengths.map((length) => Math.min(1, length))
  const docs = present.reduce((sum, one) => sum + one, 0)
  const words = lengths.reduce((sum, length) => sum + length, 0)
  const averageWords = Math.max(1, words / Math.max(1, docs))
  return { cursor, lengths, present: Uint8Array.from(present), docs, averageWords, values: new Map() }
}

/**
 * The search index beside the archive's file (`rsis.db.search`), or where `keepIndexIn` put it, up to date with what the reader of
 * `archive` may know. In memory where there is neither.
 */
export const currentIndex = async (archive: Db): Promise<CurrentIndex> => {
  // The words of a text are found whether they may be shown or not.
  const { root, tenantKey } = readerOf(archive) ?? { root: archive, tenantKey: everybody }
  const db = readAs(root, tenantKey)
  const opening = open.get(db) ?? openFor(root, db)
  open.set(db, opening)
  const one = await opening
  const { index } = one
  const before = one.syncing
  const follow = async (): Promise<void> => {
    await before
    await syncIndex(db, index)
  }
  const following = follow()
  one.syncing = following.catch(() => {})
  await following
  const cursor = `${index.meta('identity')} ${index.meta('cursor')}`
  const kept = one.kept?.cursor === cursor ? one.kept : keep(index, cursor)
  one.kept = kept
  const { values } = kept
  return {
    ...index,
    ...kept,
    remember: <Value>(name: string, make: () => Value): Value => {
      if (values.has(name)) return values.get(name) as Value
      if (values.size >= mostRemembered) values.clear()
      const made = make()
      values.set(name, made)
      return made
    },
  }
}
