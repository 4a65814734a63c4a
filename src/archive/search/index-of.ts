import type { Db } from '../../store/connection.ts'
import { filePath } from '../store/changes.ts'
import { type IndexFile, openIndexFile } from './index-file.ts'
import { syncIndex } from './sync.ts'

/** An open index, brought up to date one at a time. */
type Open = { readonly index: IndexFile; syncing: Promise<unknown>; readonly cache: Map<string, unknown> }

const open = new WeakMap<Db, Promise<Open>>()

const openFor = async (db: Db): Promise<Open> => {
  const path = await filePath(db)
  const index = openIndexFile(path === '' ? ':memory:' : `${path}.search`)
  return { index, syncing: Promise.resolve(), cache: new Map() }
}

/** The index of an archive as of its last change, with what may be remembered until the next one. */
export type CurrentIndex = IndexFile & {
  /** `make()`, made once as long as the archive does not change. */
  readonly remember: <Value>(name: string, make: () => Value) => Value
}

/** The search index beside the archive's file (`rsis.db.search`), up to date with the archive. */
export const currentIndex = async (db: Db): Promise<CurrentIndex> => {
  const opening = open.get(db) ?? openFor(db)
  open.set(db, opening)
  const one = await opening
  const { index, cache } = one
  const before = one.syncing
  const follow = async (): Promise<void> => {
    await before
    if (await syncIndex(db, index)) cache.clear()
  }
  const following = follow()
  one.syncing = following.catch(() => {})
  await following
  return {
    ...index,
    remember: <Value>(name: string, make: () => Value): Value => {
      if (!cache.has(name)) cache.set(name, make())
      return cache.get(name) as Value
    },
  }
}
