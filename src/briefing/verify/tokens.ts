import { stemmer } from 'stemmer'
import { irregularForms, nearWords, placeNames, sameWords, smallWords } from '../rules/load.ts'
import { readWords, type Word } from '../text/words.ts'

/** A word of a sentence, with what comparisons need. */
export type Token = Word & {
  readonly stem: string
  /** The same key for words that may replace each other: their stem, their group of synonyms, or (`@…`) their country. */
  readonly key: string
  /** Whether it is a content word; function words and numbers are not. */
  readonly isContent: boolean
  readonly isCapital: boolean
  /** Words between two punctuation marks share a clause. */
  readonly clause: number
  /** Words between two semicolons, colons or full stops share a statement. */
  readonly statement: number
}

/** The stemmer makes `ad` of `added`, but leaves `add`. */
const stemOf = (lower: string): string => stemmer(irregularForms.get(lower) ?? lower).replace(/(.)\1$/u, '$1')

const synonyms: ReadonlyMap<string, string> = new Map(
  sameWords.flatMap(([first = '', ...rest]) => [first, ...rest].map((word) => [stemOf(word), `=${first}`] as const)),
)

const places: ReadonlyMap<string, string> = new Map(
  placeNames.flatMap(([first = '', ...rest]) => [first, ...rest].map((name) => [name, `@${first}`] as const)),
)

const keyOf = ({ lower, raw }: Word): string => {
  const isName = /^\p{Lu}/u.test(raw) && raw !== 'Us'
  const place = isName
    ? (places.get(lower) ?? (lower.endsWith('s') ? places.get(lower.slice(0, -1)) : undefined))
    : undefined
  return place ?? synonyms.get(stemOf(lower)) ?? stemOf(lower)
}

const isHyphen = ({ raw, start, end }: Word, before: Word | undefined, after: Word | undefined): boolean =>
  raw === '-' && before?.end === start && after?.start === end

/** `States` after `United` is the place. */
const withLongNames = (tokens: readonly Token[]): Token[] =>
  tokens.map((token, at) => {
    const before = tokens[at - 1]
    const isName = token.isCapital && before?.isCapital === true && before.clause === token.clause
    const place = isName ? places.get(`${before.lower} ${token.lower}`) : undefined
    return place === undefined ? token : { ...token, key: place }
  })

/** The words of a text, without marks. */
export const readTokens = (text: string): Token[] => {
  const words = readWords(text)
  let clause = 0
  let statement = 0
  const tokens = words.flatMap((word, index) => {
    if (word.isMark) {
      if (/^[;:.?!]$/u.test(word.raw)) statement += 1
      if (!isHyphen(word, words[index - 1], words[index + 1]) && !/^["'$%&/“”‘’]$/u.test(word.raw)) clause += 1
      return []
    }
    const isContent = !smallWords.has(word.lower) && !/^\d/u.test(word.raw)
    return [
      {
        ...word,
        stem: stemOf(word.lower),
        key: keyOf(word),
        isContent,
        isCapital: /^\p{Lu}/u.test(word.raw),
        clause,
        statement,
      },
    ]
  })
  return withLongNames(tokens)
}

const sharedPrefix = (a: string, b: string): number => {
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  return at
}

/** Two words with this many letters in common at their beginning are related: `immigrant`, `immigration`. */
const leastPrefix = 5
const leastPrefixShare = 0.7

/** Whether two words are related: they have the same stem, or share most letters at their beginning. */
export const isAkin = (a: Token, b: Token): boolean => {
  if (a.stem === b.stem) return true
  const shared = sharedPrefix(a.lower, b.lower)
  return (
    a.isContent &&
    b.isContent &&
    shared >= leastPrefix &&
    shared >= leastPrefixShare * Math.min(a.lower.length, b.lower.length)
  )
}

/** Whether two words may replace each other. */
export const isSame = (a: Token, b: Token): boolean => a.key === b.key || isAkin(a, b)

const nearTo = new Map<string, Set<string>>()
for (const group of nearWords.map((words) => words.map(stemOf)))
  for (const stem of group) nearTo.set(stem, new Set([...(nearTo.get(stem) ?? []), ...group]))

/** Whether one word often paraphrases the other. */
export const isNear = (a: Token, b: Token): boolean => isSame(a, b) || nearTo.get(a.stem)?.has(b.stem) === true
