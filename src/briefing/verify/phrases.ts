import { maybeFinal } from '../text/abbreviations.ts'
import { clauseWords, genericSpeakers, titles } from './lexicon/reporting.ts'
import type { Word } from './words.ts'

/** What sort of holder a noun phrase names; undefined where it names none. */
export type HolderType = 'named' | 'generic' | 'pronoun' | 'author'

/** A noun phrase: its words without marks, and the indices between which it stands. */
export type Phrase = { readonly from: number; readonly to: number; readonly words: readonly Word[] }

/** A noun phrase before or after a verb is read no further than this, in words. */
const longestBefore = 14
const longestAfter = 12

const personPronouns = new Set(['he', 'she', 'they', 'it'])
const emptySubjects = new Set(['let', 'what', 'nothing', 'neither', 'none', 'whoever', 'do', 'did', 'nobody'])
const authorWords = new Set(['i', 'we', 'author', 'authors', 'commentary', 'article', 'writer', 'writers'])

export const isCapital = (word: Word | undefined): boolean =>
  word !== undefined && !word.isMark && /^\p{Lu}/u.test(word.raw)

/** The stop of an initial or a title, which ends no phrase. */
const isInitialStop = (words: readonly Word[], index: number): boolean => {
  const before = words[index - 1]
  return (
    words[index]?.raw === '.' &&
    before !== undefined &&
    (/^\p{Lu}(?:\.\p{Lu})*$/u.test(before.raw) || titles.has(before.lower) || maybeFinal.has(before.lower))
  )
}

/** The brackets round `(Ret.)`. */
const isTitleBracket = (words: readonly Word[], index: number): boolean =>
  (words[index]?.raw === '(' && titles.has(words[index + 1]?.lower ?? '')) ||
  (words[index]?.raw === ')' &&
    (titles.has(words[index - 1]?.lower ?? '') || titles.has(words[index - 2]?.lower ?? '')))

const parts = (words: readonly Word[], index: number): boolean => {
  const word = words[index]
  if (word === undefined) return true
  if (word.isMark) return word.raw !== '-' && !isInitialStop(words, index) && !isTitleBracket(words, index)
  return clauseWords.has(word.lower)
}

/** A dash that parts words, not a hyphen that joins them. */
export const isDash = (words: readonly Word[], index: number): boolean => {
  const word = words[index]
  return word?.raw === '-' && words[index - 1]?.end !== word.start
}

const phrase = (words: readonly Word[], from: number, to: number): Phrase => ({
  from,
  to,
  words: words.slice(from, to).filter((word) => !word.isMark),
})

/** The noun phrase that ends before `end`: words up to a mark or a word that opens a clause. */
export const phraseBefore = (words: readonly Word[], end: number): Phrase => {
  let from = end
  while (from > 0 && end - from < longestBefore && !parts(words, from - 1) && !isDash(words, from - 1)) from -= 1
  return phrase(words, from, end)
}

/** The noun phrase that begins at `from`. */
export const phraseAfter = (words: readonly Word[], from: number): Phrase => {
  let to = from
  while (to < words.length && to - from < longestAfter && !parts(words, to) && !isDash(words, to)) to += 1
  return phrase(words, from, to)
}

/** “Its authors”, “the authors of the report”: not the commentary's. */
const isOthersAuthor = (words: readonly Word[]): boolean =>
  words.some(
    ({ lower }, index) =>
      /^(?:authors?|writers?)$/u.test(lower) &&
      (words[index + 1]?.lower === 'of' || /^(?:its|their|whose|his|her)$/u.test(words[index - 1]?.lower ?? '')),
  )

const isAuthorPhrase = (words: readonly Word[]): boolean =>
  words.some((word) => authorWords.has(word.lower)) || ['our', 'my'].includes(words[0]?.lower ?? '')

/** Who is named by a phrase; `isStart` tells that it opens the sentence, where the first capital is grammar. */
export const holderTypeOf = (words: readonly Word[], isStart: boolean): HolderType | undefined => {
  const last = words.at(-1)
  if (last === undefined || emptySubjects.has(words[0]?.lower ?? '')) return undefined
  const isOthers = isOthersAuthor(words)
  if (!isOthers && isAuthorPhrase(words)) return 'author'
  const isNamed = words.some(
    (word, index) =>
      isCapital(word) &&
      (index > 0 || !isStart || words.length === 1 || isCapital(words[1])) &&
      !personPronouns.has(word.lower) &&
      !clauseWords.has(word.lower) &&
      !genericSpeakers.has(word.lower),
  )
  if (isNamed) return 'named'
  if (personPronouns.has(last.lower)) return 'pronoun'
  return isOthers || words.some((word) => genericSpeakers.has(word.lower)) ? 'generic' : undefined
}
