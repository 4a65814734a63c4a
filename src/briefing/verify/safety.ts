import { isUnsafe } from '../unsafe.ts'
import { splitSentences } from '../text/sentences.ts'
import { countWords } from '../text/words.ts'
import { type Finding, sure } from './pair.ts'

const markupSigns = /[*_~|#\\{}<>[\]`]/u
const entity = /&[a-z#\d]+;/iu
/** Marks that begin an item of a list or a quotation. */
const lineSign = /^\s*(?:>|[-+•] |\d+[.)] )/u
/** The end of one JSON field and the beginning of the next. */
const field = /["“”]\s*\w+\s*["“”]\s*:/u
/**
 * “[T]he ministry”, “[the ministry]”: insertions of a careful writer in a quote; with a round bracket after it, it is a
 * link.
 */
const editorial = /\[(\p{L}[\p{L} ’'-]*)\](?!\()/gu

const hasMarkup = (text: string): boolean => {
  const plain = text.replaceAll(editorial, '$1')
  return [markupSigns, entity, lineSign, field].some((sign) => sign.test(plain))
}

/** Letters that only imitate Latin ones: full-width, mathematical, other scripts inside a Latin text. */
const hasImitations = (text: string): boolean =>
  /[\u{FF01}-\u{FF5E}\u{1D400}-\u{1D7FF}\u{2100}-\u{214F}\u{24B6}-\u{24E9}]/u.test(text) ||
  /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u.test(text)

const hasHidden = (text: string): boolean =>
  /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\u2028\u2029]/u.test(text.replaceAll('\u00AD', ''))

/**
 * Checks that a claim is plain words: no links, mentions, markup, hidden or imitated characters, and no words addressed
 * to a model.
 */
const checkWords = (claim: string): Finding[] => {
  if (hasHidden(claim) || hasImitations(claim))
    return [sure('UNICODE', 'holds hidden or imitated characters; write plain letters')]
  if (isUnsafe(claim) || hasMarkup(claim))
    return [sure('UNSAFE', 'holds a link, a mention, markup or words for a program; write a plain sentence')]
  return []
}

const fewestWords = 3
const mostWords = 35
const mostCharacters = 260
const longestHolder = 100

/** Checks that a claim is one sentence of 3-35 words and at most 260 characters. */
const checkShape = (claim: string): Finding[] => {
  const text = claim.trim()
  if (text.length > mostCharacters || countWords(text) > mostWords)
    // As the prompt asks; the check allows a few words more.
    return [sure('SHAPE', 'is too long; write at most 30 words')]
  if (countWords(text) < fewestWords || !/\p{L}/u.test(text))
    return [sure('SHAPE', 'is no sentence; write one statement')]
  if (text.includes('\n') || splitSentences(text).length > 1)
    return [sure('SHAPE', 'is more than one sentence; write one statement')]
  return []
}

/** Checks the form of a claim and its holder, before anything else: one plain sentence, and a name. */
export const checkForm = (claim: string, holder: string): Finding[] => {
  const isLongHolder = holder.length > longestHolder
  const shape = [
    ...checkShape(claim),
    ...(isLongHolder ? [sure('SHAPE', 'names a holder of more than 100 characters; give the name alone')] : []),
  ]
  return shape.length > 0 ? shape : [...checkWords(claim), ...checkWords(holder)]
}
