import { distance } from 'fastest-levenshtein'
import type { Db } from '../../store/connection.ts'
import { editDistance, oneEditFrom } from './edit-distance.ts'
import { isStopWord } from '../query/stop-words.ts'
import { countStems, stemsBeginning } from '../store/full-text.ts'
import { stemOf } from '../query/words.ts'

/** A word that the index knows, as it can be searched for. */
type Near = { readonly token: string; readonly docs: number }

const mostDocs = (found: readonly Near[]): Near | undefined =>
  found.reduce<Near | undefined>((best, one) => (best === undefined || one.docs > best.docs ? one : best), undefined)

/** Nobody means to search for `in`. */
const isTelling = (token: string): boolean => token.length > 2 && !isStopWord(token)

/** Words one edit away whose stem is known. The index keeps stems: `governmetn` is near `government`, not near `govern`. */
const knownEdits = async (db: Db, token: string): Promise<Near[]> => {
  const edits = [...oneEditFrom(token)].filter(isTelling).map((edit) => ({ edit, stem: stemOf(edit) }))
  const counts = await countStems(db, [...new Set(edits.map(({ stem }) => stem))])
  return edits.flatMap(({ edit, stem }) => {
    const docs = counts.get(stem)
    return docs === undefined ? [] : [{ token: edit, docs }]
  })
}

/** A word with this stem, where the stem itself has another one. */
const wordOf = (stem: string): string | undefined =>
  [stem, `${stem}e`, `${stem}s`, `${stem.slice(0, -1)}y`, `${stem}ed`, `${stem}ing`, `${stem}ion`].find(
    (word) => stemOf(word) === stem,
  )

/** Known words whose stem is at most `most` edits from the word's, nearest first, then by how many texts hold them. */
const nearStems = (token: string, most: number, stems: ReadonlyMap<string, number>): Near[] => {
  const own = stemOf(token)
  const found: (Near & { readonly edits: number })[] = []
  for (const [stem, docs] of stems) {
    // A swap is two edits to the fast distance, which only sieves.
    if (Math.abs(stem.length - own.length) > most || distance(own, stem) > 2 * most) continue
    const edits = editDistance(own, stem, most)
    const word = edits <= most ? wordOf(stem) : undefined
    if (word !== undefined && edits > 0 && isTelling(word)) found.push({ token: word, docs, edits })
  }
  return found.sort((a, b) => a.edits - b.edits || b.docs - a.docs)
}

/** Whether a word may be corrected at all: names of four letters or more, never a number. */
export const isCorrectable = (token: string): boolean => /^\p{L}{4,}$/u.test(token)

/**
 * The word that a person most likely meant by one that no commentary holds: one edit away (two from eight letters on),
 * with the same first letter if there is such a word, then the one that most commentaries hold.
 */
export const correctedWord = async (db: Db, token: string): Promise<string | undefined> => {
  const first = token.charAt(0)
  const known = await knownEdits(db, token)
  const same = mostDocs(known.filter((near) => near.token.startsWith(first)))
  if (same !== undefined) return same.token
  // A short word with another first letter is another word.
  const other = token.length > 4 ? mostDocs(known) : undefined
  if (other !== undefined) return other.token
  return token.length < 8 ? undefined : nearStems(token, 2, await stemsBeginning(db, first))[0]?.token
}

/** Known words spelt like this one, nearest first: looser than a correction, to be offered and not to be taken. */
export const nearWords = async (db: Db, token: string, limit: number): Promise<string[]> => {
  if (!/^\p{L}{3,}$/u.test(token)) return []
  const most = token.length < 5 ? 1 : token.length < 8 ? 2 : 3
  const stems = await stemsBeginning(db, token.charAt(0))
  return nearStems(token, most, stems)
    .slice(0, limit)
    .map((near) => near.token)
}
