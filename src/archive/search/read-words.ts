import { type Commentary, textOf } from '../../commentary/commentary.ts'
import { stemOf, tokensOf } from '../query/words.ts'
import { bodyStart } from './postings.ts'

/** Prefixes of the stems of bylines, topics and feeds: private-use characters, which no text contains. */
export const authorMark = '\u{e003}'
export const topicMark = '\u{e001}'
export const feedMark = '\u{e004}'

const marks = [authorMark, topicMark, feedMark]

/** The stem of a token of the index; a token with a prefix is a stem already. */
export const indexStemOf = (token: string): string =>
  marks.some((mark) => token.startsWith(mark)) ? token : stemOf(token)

/**
 * Calls `use` for every word of a commentary with its place. One place stays empty between two units (title, a name, a
 * paragraph). @returns how many words its text has.
 */
export const readWords = (commentary: Commentary, use: (token: string, place: number) => void): number => {
  const { text, blocks } = textOf(commentary)
  let [words, at] = [0, 0]
  const addRun = (tokens: readonly string[]): void => {
    for (const [index, token] of tokens.entries()) use(token, at + index)
    at += tokens.length + 1
  }
  const addText = (part: string): void => {
    const tokens = tokensOf(part)
    words += tokens.length
    addRun(tokens)
  }
  const addMarked = (parts: readonly string[], mark: string): void => {
    for (const part of parts) addRun(tokensOf(part).map((token) => `${mark}${stemOf(token)}`))
  }
  addText(commentary.title)
  at = Math.max(at, bodyStart)
  for (const author of commentary.authors) addText(author)
  for (const { start, end } of blocks) addText(text.slice(start, end))
  addMarked(commentary.authors, authorMark)
  addMarked(commentary.categories, topicMark)
  addMarked(commentary.feeds ?? [], feedMark)
  return words
}
