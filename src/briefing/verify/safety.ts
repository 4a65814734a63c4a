import { isUnsafe } from '../unsafe.ts'
import { fault } from './check.ts'
import type { Finding } from './check.ts'

const markupSigns = /[*_~|#\\{}<>[\]`]/u
const entity = /&[a-z#\d]+;/iu
/** The signs that open a line of a list or a quotation. */
const lineSign = /^\s*(?:>|[-+•] |\d+[.)] )/u
/** The end of one JSON field and the beginning of the next. */
const field = /["“”]\s*\w+\s*["“”]\s*:/u
/** “[T]he ministry”, “[the ministry]”: what a careful quoter puts in; a round bracket after it makes it a link. */
const editorial = /\[(\p{L}[\p{L} ’'-]*)\](?!\()/gu

const hasMarkup = (text: string): boolean => {
  const plain = text.replaceAll(editorial, '$1')
  return [markupSigns, entity, lineSign, field].some((sign) => sign.test(plain))
}

/** Letters that only imitate ours: full-width, mathematical, other scripts inside a Latin text. */
const hasImitations = (text: string): boolean =>
  /[\u{FF01}-\u{FF5E}\u{1D400}-\u{1D7FF}\u{2100}-\u{214F}\u{24B6}-\u{24E9}]/u.test(text) ||
  /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u.test(text)

const hasHidden = (text: string): boolean =>
  /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\u2028\u2029]/u.test(text.replaceAll('\u00AD', ''))

/** A claim is plain words: no links, mentions, markup, hidden or imitated characters, and no words meant for a model. */
export const checkSafety = (claim: string): Finding[] => {
  if (hasHidden(claim) || hasImitations(claim))
    return [fault('UNICODE', 'holds hidden or imitated characters; write plain letters')]
  if (isUnsafe(claim) || hasMarkup(claim))
    return [fault('UNSAFE', 'holds a link, a mention, markup or words for a program; write a plain sentence')]
  return []
}
