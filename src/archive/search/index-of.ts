import { createHash } from 'node:crypto'
import type { Db } from '../../store/connection.ts'
import { everybody, readAs, readerOf } from '../../store/reader.ts'
import { filePath } from '../store/changes.ts'
import { type IndexFile, openIndexFile } from './index-file.ts'
import { readLengths } from './lengths.ts'
import { ownIndexPath } from './own-folder.ts'
import { syncIndex } from './sync.ts'

/** What is cached of an index, for one state of it. */
type Kept = {
  readonly cursor: string
  readonly lengths: Uint16Array
  readonly present: Uint8Array
  readonly docs: number
  readonly averageWords: number
  readonly values: Map<string, unknown>
}

/** An open index, updated by one caller at a time. */
type Open = { readonly index: IndexFile; syncing: Promise<unknown>; kept: Kept | undefined }

/** The limit of cached values, so that many searches cannot fill the memory. */
const mostRemembered = 20_000

const open = new WeakMap<Db, Promise<Open>>()

/**
 * A workspace with its own feeds has its own index, so that no word, count or spelling of one workspace is visible in
 * another.
 */
const indexPath = (path: string, reader: string): string =>
  reader === everybody
    ? `${path}.search`
    : `${path}.search-${createHash('sha256').update(reader).digest('hex').slice(0, 16)}`

const openFor = async (root: Db, db: Db): Promise<Open> => {
  const path = ownIndexPath(root) ?? (await filePath(db))
  const index = openIndexFile(path === '' ? ':memory:' : indexPath(path, readerOf(db)?.tenantKey ?? everybody))
  return { index, syncing: Promise.resolve(), kept: undefined }
}

/** The index of an archive after its last change, with a cache that is valid until the next one. */
export type CurrentIndex = IndexFile & {
  /** How many words each commentary has, by number; 0 for an unused number. */
  readonly lengths: Uint16Array
  /** By number, 1 if there is a commentary. */
  readonly present: Uint8Array
  readonly docs: number
  readonly averageWords: number
  /** The result of `make()`, cached as long as the archive does not change. */
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
 * The search index beside the archive's file (`rsis.db.search`), or in the folder of `keepIndexIn`, up to date with
 * what the reader of `archive` may see. In memory if there is neither.
 */
export const currentIndex = async (archive: Db): Promise<CurrentIndex> => {
  // Search finds the words of a text whether they may be shown or not.
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
