import type { CurrentIndex } from './index-of.ts'

/** A word of the index. */
export type IndexWord = { readonly id: number; readonly token: string; readonly docs: number }

/** The words of the archive with each of these stems; stems that are in no commentary are left out. */
export const wordsWithStems = (
  index: CurrentIndex,
  stems: Iterable<string>,
): ReadonlyMap<string, readonly IndexWord[]> => {
  const found = new Map<string, readonly IndexWord[]>()
  for (const stem of stems) {
    const words = index.remember(`stem ${stem}`, () =>
      index.all<IndexWord>('select id, token, docs from words where docs > 0 and stem = ?', stem),
    )
    if (words.length > 0) found.set(stem, words)
  }
  return found
}

/** The words whose stem has this beginning. */
export const wordsBeginning = (index: CurrentIndex, beginning: string): number[] =>
  index
    .all<{ id: number }>(
      'select id from words where docs > 0 and stem >= ? and stem < ?',
      beginning,
      `${beginning}\u{10ffff}`,
    )
    .map(({ id }) => id)

/** The most commentaries in which a stem can occur: one with two of its forms counts twice. */
export const docsOf = (words: readonly IndexWord[] | undefined): number =>
  (words ?? []).reduce((sum, { docs }) => sum + docs, 0)
