import { stemmer } from 'stemmer'
import { irregularForms } from './lexicon/irregular.ts'
import { numberWords } from './lexicon/measures.ts'
import { placeGroups } from './lexicon/places.ts'
import { smallWords } from './lexicon/small-words.ts'
import { synonymGroups } from './lexicon/synonyms.ts'
import { foldWord } from './fold.ts'
import { readWords } from './words.ts'
import type { Word } from './words.ts'

/** A word of a sentence with what the checks need to know of it. */
export type Term = {
  readonly word: Word
  readonly lower: string
  /** The same for words that may stand for one another: stem, synonym group, place or number. */
  readonly key: string
  readonly isContent: boolean
  readonly isCapital: boolean
  /** Runs of words without punctuation or a subordinating word between them share a number. */
  readonly clause: number
  /** Runs between full stops, semicolons and colons share a number. */
  readonly part: number
}

/** Worked out before: texts are read many times over, and stemming is the dearest part of it. */
const knownRoots = new Map<string, string>()
const knownKeys = new Map<string, string>()
const mostKnown = 20_000

const rememberedIn = (known: Map<string, string>, word: string, read: (word: string) => string): string => {
  const found = known.get(word)
  if (found !== undefined) return found
  const made = read(word)
  if (known.size >= mostKnown) known.clear()
  known.set(word, made)
  return made
}

const readRoot = (lower: string): string => stemmer(irregularForms.get(lower) ?? lower)

/** What the forms of a word have in common: `met` and `meets` both give `meet`. */
export const rootOf = (lower: string): string => rememberedIn(knownRoots, lower, readRoot)

const synonymOf: ReadonlyMap<string, string> = new Map(
  synonymGroups
    .toReversed()
    .flatMap(([first = '', ...others]) =>
      [first, ...others].flatMap((word) => [rootOf(word), word].map((form) => [form, `=${first}`] as const)),
    ),
)

const placeOf: ReadonlyMap<string, string> = new Map(
  placeGroups.flatMap(([first = '', ...others]) => [first, ...others].map((name) => [name, `@${first}`] as const)),
)

const clauseOpeners: ReadonlySet<string> = new Set(
  `because although though while whereas but which who whom whose unless if since yet`.split(' '),
)

const hyphens = '-‐‑'

/** What a word counts as: `#5` for a number, `@us` for a place (capital letter only), a synonym group, else its stem. */
export const keyOf = (raw: string): string => rememberedIn(knownKeys, raw, readKey)

const readKey = (raw: string): string => {
  const lower = foldWord(raw)
  const number = numberWords.get(lower)
  if (number !== undefined) return `#${number}`
  const bare = lower.replaceAll(',', '')
  if (/^\d+(?:\.\d+)?$/u.test(bare)) return `#${Number(bare)}`
  const place = /^\p{Lu}/u.test(raw) && raw !== 'Us' ? placeOf.get(lower) : undefined
  if (place !== undefined) return place
  return synonymOf.get(lower) ?? synonymOf.get(rootOf(lower)) ?? rootOf(lower)
}

const longPlaceStarts: ReadonlySet<string> = new Set(
  [...placeOf.keys()].flatMap((name) => (/[ .-]/u.test(name) ? [name.split(/[ -]/u, 1)[0] ?? ''] : [])),
)

/** Words of a long place name that need no capital. */
const lowerInPlaces = new Set(['of', 'the', 'leste'])

/** The place that starts at `index`, written in several words, and how many they are. */
const longPlace = (words: readonly Word[], index: number): { key: string; length: number } | undefined => {
  if (!longPlaceStarts.has(words[index]?.lower ?? '')) return undefined
  for (const length of [5, 4, 3, 2]) {
    const run = words.slice(index, index + length)
    const key = placeOf.get(run.map((word) => word.lower).join(' '))
    const isName = run.every(({ raw, lower }) => /^\p{Lu}/u.test(raw) || lowerInPlaces.has(lower))
    if (key !== undefined && isName && run.length === length) return { key, length }
  }
  return undefined
}

/** The words of a text with their clauses; marks end clauses and are left out. */
export const readTerms = (text: string): Term[] => {
  const words = readWords(text)
  const terms: Term[] = []
  let clause = 0
  let part = 0
  let inPlace = 0
  let placeKey = ''
  for (const [index, word] of words.entries()) {
    if (word.isMark) {
      const isHyphen =
        word.raw === '-' && hyphens.includes(text.charAt(word.start)) && words[index - 1]?.end === word.start
      if (!isHyphen && !"'$%&/".includes(word.raw)) clause += 1
      if (';:.?!'.includes(word.raw)) part += 1
      continue
    }
    if (clauseOpeners.has(word.lower)) clause += 1
    if (inPlace === 0) {
      const place = /^\p{Lu}/u.test(word.raw) ? longPlace(words, index) : undefined
      if (place !== undefined) {
        inPlace = place.length
        placeKey = place.key
      }
    }
    const isCapital = /^\p{Lu}/u.test(word.raw)
    const key = inPlace > 0 && placeKey !== '' ? placeKey : keyOf(word.raw)
    const isRestOfPlace = inPlace > 0 && placeKey === ''
    const isSmall = smallWords.has(word.lower) && !key.startsWith('@')
    terms.push({ word, lower: word.lower, key, isContent: !isRestOfPlace && !isSmall, isCapital, clause, part })
    placeKey = ''
    if (inPlace > 0) inPlace -= 1
  }
  return terms
}
