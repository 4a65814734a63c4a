import { stemmer } from 'stemmer'
import { foldText, foldWord } from './fold.ts'
import { stopWords } from './stop-words.ts'

/** A word or punctuation mark of a text, with its offsets. */
export type Word = {
  /** As written, with plain typography. */
  readonly raw: string
  /** In lower case without accents, for comparisons. */
  readonly lower: string
  readonly start: number
  readonly end: number
  readonly isMark: boolean
}

const isLetter = (char: string): boolean => /^[\p{L}\p{M}]$/u.test(char)
const isDigit = (char: string): boolean => char >= '0' && char <= '9'
const isWordChar = (char: string): boolean => isLetter(char) || /^[\p{N}_]$/u.test(char)

/** Whether the mark at `at` is part of the word around it: `S$1,200.5`, `U.S.`, `Asia's`, `S.K.`. */
const joins = (text: string, at: number): boolean => {
  const before = text.charAt(at - 1)
  const after = text.charAt(at + 1)
  const char = text.charAt(at)
  if (char === "'") return isLetter(before) && isLetter(after)
  if (char === ',')
    return isDigit(before) && isDigit(after) && isDigit(text.charAt(at + 2)) && isDigit(text.charAt(at + 3))
  if (char === '.')
    return (
      (isDigit(before) && isDigit(after)) ||
      (/\p{L}/u.test(before) &&
        /\p{L}/u.test(after) &&
        /(?:^|[^\p{L}])\p{L}$/u.test(text.slice(Math.max(0, at - 2), at)))
    )
  return false
}

const push = (words: Word[], raw: string, start: number, end: number, isMark = false): void => {
  words.push({ raw, lower: foldWord(raw), start, end, isMark })
}

const irregular: ReadonlyMap<string, string> = new Map([
  ["won't", 'will'],
  ["can't", 'can'],
  ["shan't", 'shall'],
])

/** Splits contractions, so that a negation is always the word `not`, and removes the possessive ending of a noun. */
const pushWord = (words: Word[], raw: string, start: number, end: number): void => {
  const lower = raw.toLowerCase()
  if (lower === 'cannot') {
    push(words, 'can', start, end)
    push(words, 'not', start, end)
  } else if (lower.endsWith("n't") && lower.length > 3) {
    push(words, irregular.get(lower) ?? raw.slice(0, -3), start, end)
    push(words, 'not', start, end)
  } else if (lower.endsWith("'s")) {
    push(words, raw.slice(0, -2), start, end)
    if (/^(?:it|that|there|he|she|who|what)'s$/u.test(lower)) push(words, 'is', start, end)
  } else if (/'(?:re|ve|ll|d|m)$/u.test(lower)) {
    const cut = raw.lastIndexOf("'")
    push(words, raw.slice(0, cut), start, end)
    const written = new Map([
      ["'re", 'are'],
      ["'ve", 'have'],
      ["'ll", 'will'],
      ["'d", 'would'],
      ["'m", 'am'],
    ])
    push(words, written.get(lower.slice(cut)) ?? '', start, end)
  } else push(words, raw, start, end)
}

/** The words and marks of a text in order. Hyphenated words are split; `[T]he` is one word. */
export const readWords = (source: string): Word[] => {
  const folded = foldText(source)
  const { text, starts, ends } = folded
  const words: Word[] = []
  const startOf = (at: number): number => starts[at] ?? source.length
  const endOf = (at: number): number => ends[at] ?? source.length
  let at = 0
  while (at < text.length) {
    const char = text.charAt(at)
    if (char === ' ' || char === '[' || char === ']') {
      at += 1
      continue
    }
    if (!isWordChar(char)) {
      push(words, char, startOf(at), endOf(at), true)
      at += 1
      continue
    }
    let end = at + 1
    let raw = char
    while (end < text.length) {
      const next = text.charAt(end)
      const isBracketInside =
        (next === '[' || next === ']') && isLetter(text.charAt(end + 1)) && isLetter(raw.at(-1) ?? '')
      if (isBracketInside) {
        end += 1
        continue
      }
      if (!isWordChar(next) && !joins(text, end)) break
      raw += next
      end += 1
    }
    pushWord(words, raw, startOf(at), endOf(end - 1))
    at = end
  }
  return words
}

/** Only the words, without marks. */
export const onlyWords = (words: readonly Word[]): Word[] => words.filter((word) => !word.isMark)

/** The number of words between white space, by which quotes and the body are measured. */
export const countWords = (text: string): number => {
  const trimmed = text.trim()
  return trimmed === '' ? 0 : trimmed.split(/\s+/u).length
}

/** The stems (Porter) of the content words, in order. */
export const stemsOf = (text: string): string[] =>
  readWords(text)
    .filter(({ lower, isMark }) => !isMark && lower.length > 1 && !stopWords.has(lower))
    .map(({ lower }) => stemmer(lower))
