import type { IndexFile } from './index-file.ts'

/** A word of the index. */
export type IndexWord = { readonly id: number; readonly token: string; readonly stem: string; readonly docs: number }

/** The words with each of these stems that a commentary holds. */
export const wordsWithStems = (
  index: IndexFile,
  stems: Iterable<string>,
): ReadonlyMap<string, readonly IndexWord[]> => {
  const wanted = [...new Set(stems)]
  if (wanted.length === 0) return new Map()
  const words = index.all<IndexWord>(
    'select id, token, stem, docs from words where docs > 0 and stem in (select value from json_each(?))',
    JSON.stringify(wanted),
  )
  return Map.groupBy(words, ({ stem }) => stem)
}

/** The words whose stem begins so. */
export const wordsBeginning = (index: IndexFile, beginning: string): number[] =>
  index
    .all<{ id: number }>(
      'select id from words where docs > 0 and stem >= ? and stem < ?',
      beginning,
      `${beginning}\u{10ffff}`,
    )
    .map(({ id }) => id)

/** In how many commentaries a stem stands, at most: one that holds two of its forms counts twice. */
export const docsOf = (words: readonly IndexWord[] | undefined): number =>
  (words ?? []).reduce((sum, { docs }) => sum + docs, 0)
