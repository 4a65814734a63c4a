import { rules, type Rule } from '../rules/load.ts'
import { readWords } from '../text/words.ts'
import type { Token } from './tokens.ts'

/** A cue in a text, with the words that it affects (indices of tokens). */
export type Cue = {
  readonly rule: Rule
  readonly from: number
  readonly to: number
  /** The first word that it affects; undefined if nothing follows it. */
  readonly head: number | undefined
  readonly span: readonly number[]
}

type Phrase = { readonly words: readonly string[]; readonly rule: Rule }

/** Matches any one word of a text. */
const wildcard = '*'

const wordsOf = (phrase: string): string[] =>
  readWords(phrase)
    .filter(({ isMark, raw }) => !isMark || raw === wildcard)
    .map(({ lower }) => lower)

/** Phrases by their first word, the longest first. */
const index = (phrases: readonly Phrase[]): ReadonlyMap<string, readonly Phrase[]> =>
  Map.groupBy(
    phrases.toSorted((a, b) => b.words.length - a.words.length),
    ({ words }) => words[0] ?? '',
  )

const cues = index(rules.flatMap((rule) => rule.cues.map((cue) => ({ words: wordsOf(cue), rule }))))
const exceptions = new Map(
  rules.map((rule) => [rule, rule.except.map(wordsOf).filter(({ length }) => length > 0)] as const),
)

const standsAt = (tokens: readonly Token[], at: number, words: readonly string[]): boolean =>
  words.every(
    (word, offset) => tokens[at + offset]?.lower === word || (word === wildcard && tokens[at + offset] !== undefined),
  )

/** Whether the cue is inside one of the phrases in which its words are not a cue. */
const isExcepted = (tokens: readonly Token[], { words, rule }: Phrase, at: number): boolean =>
  (exceptions.get(rule) ?? []).some((phrase) =>
    Array.from({ length: phrase.length }, (_, back) => at - back).some(
      (from) => from >= 0 && from + phrase.length >= at + words.length && standsAt(tokens, from, phrase),
    ),
  )

/** A cue affects at most this many content words. */
const longestReach = 4

/** Cues of these families only modify a word: the reach of another cue includes them. */
const transparent: ReadonlySet<string> = new Set(['certainty', 'duty', 'quantity'])

type Found = { readonly rule: Rule; readonly from: number; readonly to: number }

const withReach = (tokens: readonly Token[], found: readonly Found[], { rule, from, to }: Found): Cue => {
  const clause = tokens[from]?.clause
  const isTransparent = (at: number): boolean =>
    found.some((other) => transparent.has(other.rule.family) && at >= other.from && at <= other.to)
  const mayBear = (token: Token | undefined, at: number): boolean =>
    token?.isContent === true && token.clause === clause && !isTransparent(at)
  // “X cannot be ruled out but Y”: it affects the words before it.
  const isLast = /^(?:and|but|or|while|although|though|because)$/u.test(tokens[to + 1]?.lower ?? '')
  const rest = isLast ? [] : [...tokens.keys()].filter((at) => at > to && mayBear(tokens[at], at))
  const before = tokens.findLastIndex((token, at) => at < from && mayBear(token, at))
  const most = rule.reach === 'clause' ? rest.length : rule.reach === 'next' ? 2 : longestReach
  const span = rest.length > 0 || before === -1 ? rest.slice(0, most) : [before]
  return { rule, from, to, head: span[0], span }
}

/** The cues of a text, in order. In each family a word belongs to the longest cue that contains it. */
export const findCues = (tokens: readonly Token[]): Cue[] => {
  const found: Found[] = []
  for (const [at, { lower, isCapital }] of tokens.entries()) {
    // A capital inside a sentence means a name: “in May”.
    if (isCapital && at > 0) continue
    for (const phrase of cues.get(lower) ?? []) {
      if (!standsAt(tokens, at, phrase.words) || isExcepted(tokens, phrase, at)) continue
      const isCovered = found.some(({ rule, to }) => rule.family === phrase.rule.family && to >= at)
      if (!isCovered) found.push({ rule: phrase.rule, from: at, to: at + phrase.words.length - 1 })
    }
  }
  return found.map((cue) => withReach(tokens, found, cue))
}
