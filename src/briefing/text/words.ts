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

/**
 * A word, or one mark. Inside a word may be an apostrophe (`Asia's`), square brackets (`[T]he`), commas and points of
 * numbers (`1,200.5`) and points after single letters (`U.S.`).
 */
const wordOrMark =
  /[\p{L}\p{M}\p{N}_]+(?:(?:(?<=[\p{L}\p{M}])['[\]](?=[\p{L}\p{M}])|(?<=\d),(?=\d{3})|(?<=\d)\.(?=\d)|(?<=(?<!\p{L})\p{L})\.(?=\p{L}))[\p{L}\p{M}\p{N}_]+)*|([^ [\]])/gu

const irregular: ReadonlyMap<string, string> = new Map([
  ["won't", 'will'],
  ["can't", 'can'],
  ["shan't", 'shall'],
])
const verbs: ReadonlyMap<string, string> = new Map([
  ["'re", 'are'],
  ["'ve", 'have'],
  ["'ll", 'will'],
  ["'d", 'would'],
  ["'m", 'am'],
])

/** The words of a contraction, so that a negation is always the word `not`; a noun without its possessive ending. */
const partsOf = (raw: string): string[] => {
  const cut = raw.lastIndexOf("'")
  const lower = raw.toLowerCase()
  if (cut === -1) return lower === 'cannot' ? ['can', 'not'] : [raw]
  if (/.n't$/u.test(lower)) return [irregular.get(lower) ?? raw.slice(0, -3), 'not']
  const [stem, ending] = [raw.slice(0, cut), lower.slice(cut)]
  if (ending === "'s") return /^(?:it|that|there|he|she|who|what)$/iu.test(stem) ? [stem, 'is'] : [stem]
  const verb = verbs.get(ending)
  return verb === undefined ? [raw] : [stem, verb]
}

/** The words and marks of a text in order. Hyphenated words are split; `[T]he` is one word. */
export const readWords = (source: string): Word[] => {
  const { text, starts, ends } = foldText(source)
  const words: Word[] = []
  for (const { 0: found, 1: mark, index } of text.matchAll(wordOrMark)) {
    const start = starts[index] ?? source.length
    const end = ends[index + found.length - 1] ?? source.length
    const parts = mark === undefined ? partsOf(found.replaceAll(/[[\]]/gu, '')) : [mark]
    for (const raw of parts) words.push({ raw, lower: foldWord(raw), start, end, isMark: mark !== undefined })
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
