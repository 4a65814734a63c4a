import { openers } from '../text/abbreviations.ts'
import { isAddressed } from '../text/addressee.ts'
import { connectiveLength } from './connective.ts'
import { contrasts } from '../text/speech-words.ts'
import { isBalanced } from '../text/quotations.ts'
import { countWords } from '../text/words.ts'
import { isUnsafe } from '../unsafe.ts'

/** In characters. Longer sentences are never quoted, and to analyse them would cost too much. */
export const longestSentence = 1500
/** The longest quote, in words (a rule for every post). */
export const longestQuote = 40
/** Shorter sentences say too little without their neighbours. */
const shortestQuote = 8

/** Ends with a full stop or an exclamation mark, and closing marks; a question claims nothing. */
const endsAsStatement = (text: string): boolean => /[.!…][”’"')\]]*$/u.test(text)
/** An aside in brackets is not quoted. */
const opensAsSentence = (text: string): boolean => /^[“"'‘[]*[\p{Lu}\d]/u.test(text)

/**
 * Whether a line break was lost inside it: “… of protest Third, it also …”, an opener in a capital after a word in
 * lower case.
 */
const isRunIn = (text: string): boolean =>
  [...text.matchAll(/(?<=\p{Ll} )(\p{Lu}\p{Ll}+)(?: (?=\p{Ll})|(,) (?=\p{L}))/gu)].some(
    ([, word = '', comma]) =>
      openers.has(word.toLowerCase()) &&
      !/^(?:May|Will|Dr|Prof|Mr|Mrs|Ms)$/u.test(word) &&
      (comma !== undefined || !/^(?:First|Second|Third|Next|Last|One|Two|Three)$/u.test(word)),
  )

/** “The following measures”: they would not be shown. */
const pointsForward =
  /(?<![\p{L}])(?:the following(?! (?:day|week|month|year|decade|century|election|spring|summer|autumn|winter)s?(?![\p{L}]))|as follows|as below|listed below|below are)(?![\p{L}])/iu

/** Whether a sentence may be shown as context or in a synopsis: complete, of suitable length, and safe. */
export const isShowable = (text: string): boolean =>
  countWords(text) <= longestQuote &&
  endsAsStatement(text) &&
  isBalanced(text) &&
  opensAsSentence(text) &&
  !isRunIn(text) &&
  !isUnsafe(text) &&
  !isAddressed(text)

/** A part of a sentence, `sentence.slice(from, to)`, and the connective before it that is left out. */
export type Part = { readonly from: number; readonly to: number; readonly lead: string }

const isFitLength = (text: string): boolean => {
  const length = countWords(text)
  return length >= shortestQuote && length <= longestQuote
}

/** A clause or sentence that opens like this limits or denies the one before it. */
export const turning = new RegExp(
  `^(?:${contrasts}|(?:\\p{L}+ ){1,3}however|rather(?! than)|instead(?! of))(?![\\p{L}])`,
  'iu',
)

/**
 * The parts of a sentence that could be quoted, each without its connective: all of it, or, if that is too long, each
 * clause between semicolons that is a complete statement and is not limited or denied by the next one.
 */
export const partsOf = (sentence: string): Part[] => {
  const connective = connectiveLength(sentence)
  const isShort = countWords(sentence.slice(connective)) <= longestQuote
  let at = 0
  return (isShort ? [sentence] : sentence.split(/(?<=;) /u)).flatMap((clause, index, clauses) => {
    const start = at
    const from = start + connectiveLength(clause)
    const to = start + clause.length - (clause.endsWith(';') ? 1 : 0)
    at += clause.length + 1
    const next = clauses[index + 1]
    // Turned by the next clause, or the beginning of a list: “three things: first, …;”.
    if (next !== undefined && (turning.test(next) || clause.includes(': '))) return []
    return { from, to, lead: sentence.slice(start, from) }
  })
}

/**
 * Whether a part of a sentence may be quoted, whoever’s words it gives: a complete statement of 8 to 40 words, without
 * characters that deceive and without words addressed to a reader or a program.
 */
export const isQuotable = (sentence: string, { from, to }: Part): boolean => {
  const slice = sentence.slice(from, to)
  return (
    isFitLength(slice) &&
    endsAsStatement(sentence) &&
    opensAsSentence(sentence) &&
    isBalanced(slice) &&
    !isRunIn(sentence) &&
    !pointsForward.test(sentence) &&
    // An item of a list depends on the words before the colon.
    !(from > 0 && /:\s/u.test(sentence.slice(0, from))) &&
    !isUnsafe(sentence) &&
    !isAddressed(sentence)
  )
}
