import { openers } from '../text/abbreviations.ts'
import { isAddressed } from '../text/addressee.ts'
import { isBalanced } from '../text/quotations.ts'
import { countWords } from '../text/words.ts'
import { isUnsafe } from '../unsafe.ts'

/** A quote is at most this long, in words (the house rule for every post). */
export const longestQuote = 40
/** Shorter sentences say too little without their neighbours. */
const shortestQuote = 8

/** A full stop or an exclamation mark, and what closes over it; a question claims nothing. */
const endsAsStatement = (text: string): boolean => /[.!…][”’"')\]]*$/u.test(text)
const opensAsSentence = (text: string): boolean => /^[“"'‘([]*[\p{Lu}\d]/u.test(text)

/**
 * Whether a subhead or a broken line runs into the sentence: “… of protest Third, it also …”, a word that only opens
 * sentences stands with a capital behind a word in lower case.
 */
const isRunIn = (text: string): boolean =>
  [...text.matchAll(/(?<=\p{Ll} )(\p{Lu}\p{Ll}+)(,?)(?= \p{Ll})/gu)].some(
    ([, word = '', comma]) =>
      openers.has(word.toLowerCase()) &&
      !/^(?:May|Will|Dr|Prof|Mr|Mrs|Ms)$/u.test(word) &&
      (comma !== '' || !/^(?:First|Second|Third|Next|Last|One|Two|Three)$/u.test(word)),
  )

/** “The following measures”: what it announces is not shown. */
const pointsForward =
  /(?<![\p{L}])(?:the following(?! (?:day|week|month|year|decade|century|election|spring|summer|autumn|winter)s?(?![\p{L}]))|as follows|as below|listed below|below are)(?![\p{L}])/iu

/** Whether a sentence may stand on a card as context or as part of a synopsis: whole, of a fit length, and safe. */
export const isShowable = (text: string): boolean =>
  countWords(text) <= longestQuote &&
  isBalanced(text) &&
  opensAsSentence(text) &&
  !isRunIn(text) &&
  !isUnsafe(text) &&
  !isAddressed(text)

/**
 * Whether the part of a sentence from `from` on may be quoted, whoever’s words it gives: a whole statement of 8 to 40 words,
 * nothing that deceives, nothing that speaks to a reader or a program.
 */
export const isQuotable = (sentence: string, from: number): boolean => {
  const slice = sentence.slice(from)
  const length = countWords(slice)
  return (
    length >= shortestQuote &&
    length <= longestQuote &&
    endsAsStatement(slice) &&
    opensAsSentence(sentence) &&
    isBalanced(slice) &&
    !isRunIn(sentence) &&
    !pointsForward.test(slice) &&
    !isUnsafe(sentence) &&
    !isAddressed(sentence)
  )
}
