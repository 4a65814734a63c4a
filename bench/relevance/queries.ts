import { isStopWord } from '../../src/archive/query/stop-words.ts'
import type { Doc } from './texts.ts'

type Query = { readonly id: string; readonly text: string }

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[a-z0-9]+/gu) ?? []

/** How many documents contain each word. */
export const documentCounts = (docs: readonly Doc[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const { title, text } of docs) {
    for (const word of new Set(wordsOf(`${title} ${text}`))) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return counts
}

/** The three rarest words of a text that are in the collection, in their order, like a typed query. */
export const threeWords = ({ id, text }: Query, counts: ReadonlyMap<string, number>): Query => {
  const words = [...new Set(wordsOf(text))].filter((word) => !isStopWord(word) && counts.has(word))
  const rare = words.toSorted((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0)).slice(0, 3)
  return { id, text: words.filter((word) => rare.includes(word)).join(' ') }
}

const letters = 'abcdefghijklmnopqrstuvwxyz'

/** The query with one letter inserted, removed, changed or swapped in one of its words of at least four letters. */
export const withOneEdit = ({ id, text }: Query, random: () => number): Query => {
  const below = (count: number): number => Math.floor(random() * count)
  const words = text.split(' ')
  const long = words.flatMap((word, index) => (/^[a-z]{4,}$/u.test(word) ? [index] : []))
  const which = long[below(long.length)]
  if (which === undefined) return { id, text }
  const word = words[which] ?? ''
  const at = 1 + below(word.length - 2)
  const letter = letters.charAt(below(letters.length))
  const edits = [
    word.slice(0, at) + letter + word.slice(at),
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + letter + word.slice(at + 1),
    word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2),
  ]
  return { id, text: words.with(which, edits[below(edits.length)] ?? word).join(' ') }
}
