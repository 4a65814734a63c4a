import type { Commentary } from '../commentary/commentary.ts'
import { changesWords, type Correction } from '../briefing/correction.ts'
import type { Briefing } from '../briefing/port.ts'
import { isUnsafe } from '../briefing/unsafe.ts'
import type { Block, Card } from './card.ts'
import { authorsLine } from './credit.ts'
import { formatDate } from './dates.ts'
import { inQuotationMarks } from './text.ts'

type Change = Correction['sentences'][number]

/** How many changed sentences a note names; the others are in the original. */
const mostChanges = 3
/** The most words that are quoted of a sentence. */
const longestQuote = 35
/** How many words of a longer sentence are quoted before and after the change. */
const contextWords = 10

const wordsOf = (sentence: string): string[] => sentence.split(/\s+/u)

/** How many words two sentences have in common at their beginning. */
const commonWords = (a: readonly string[], b: readonly string[]): number => {
  const first = a.findIndex((word, index) => word !== b[index])
  return first === -1 ? a.length : first
}

/** The words that differ between two long sentences, with some words around them. */
const aroundChange = ({ before = '', after = '' }: Change): Change => {
  const [was, is] = [wordsOf(before), wordsOf(after)]
  const from = Math.max(0, commonWords(was, is) - contextWords)
  const behind = Math.max(0, commonWords(was.toReversed(), is.toReversed()) - contextWords)
  const cut = (words: readonly string[]): string =>
    `${from > 0 ? '… ' : ''}${words.slice(from, words.length - behind).join(' ')}${behind > 0 ? ' …' : ''}`
  return { before: cut(was), after: cut(is) }
}

const isLong = (sentence: string | undefined): boolean =>
  sentence !== undefined && wordsOf(sentence).length > longestQuote

const shortened = (change: Change): Change =>
  change.before !== undefined && change.after !== undefined && (isLong(change.before) || isLong(change.after))
    ? aroundChange(change)
    : change

const changeBlock = ({ before, after }: Change): Block => {
  if (before === undefined)
    return { type: 'text', text: [{ text: 'Added: ', style: 'strong' }, inQuotationMarks(after ?? '')] }
  if (after === undefined)
    return { type: 'text', text: [{ text: 'Taken out: ', style: 'strong' }, inQuotationMarks(before)] }
  return {
    type: 'text',
    text: [
      { text: 'Was: ', style: 'strong' },
      inQuotationMarks(before),
      { text: ' Now: ', style: 'strong' },
      inQuotationMarks(after),
    ],
  }
}

const titleBlock = (title: Correction['title']): Block[] =>
  title === undefined || isUnsafe(title.before) || isUnsafe(title.after)
    ? []
    : [changeBlock({ before: title.before, after: title.after })]

const authorsBlock = (authors: Correction['authors']): Block[] =>
  authors === undefined || [...authors.before, ...authors.after].some(isUnsafe)
    ? []
    : [
        {
          type: 'text',
          text: [
            { text: 'By: ', style: 'strong' },
            authorsLine(authors.after),
            { text: ' Was: ', style: 'strong' },
            authorsLine(authors.before),
          ],
        },
      ]

const goneLine = ({ claims }: Correction): string | undefined => {
  const gone = claims.filter(({ stands }) => !stands).length
  if (gone === 0) return claims.length === 0 ? undefined : 'Every quote shown before is still in the text.'
  return `${gone} of ${claims.length} quotes shown before ${gone === 1 ? 'is' : 'are'} no longer in the text; the post above shows the new ones.`
}

/** The note in the thread of a post whose commentary was corrected: what the publisher changed, and which quotes this affects. */
export const correctionCard = (commentary: Commentary, correction: Correction, locale?: string): Card => {
  const showable = correction.sentences
    .filter(({ before, after }) => !isUnsafe(before ?? '') && !isUnsafe(after ?? ''))
    .map(shortened)
    .filter(({ before, after }) => !isLong(before) && !isLong(after))
  const shown = showable.slice(0, mostChanges)
  const more = correction.sentences.length - shown.length
  const when = commentary.updated === undefined ? '' : ` on ${formatDate(commentary.updated, locale)}`
  const gone = goneLine(correction)
  return {
    blocks: [
      { type: 'text', text: [{ text: `The publisher corrected this commentary${when}.`, style: 'strong' }] },
      ...titleBlock(correction.title),
      ...authorsBlock(correction.authors),
      ...shown.map(changeBlock),
      ...(more > 0
        ? [
            {
              type: 'text',
              text: [`${more}${shown.length > 0 ? ' more' : ''} ${more === 1 ? 'change' : 'changes'} in the original.`],
            } as const,
          ]
        : []),
      ...(gone === undefined ? [] : [{ type: 'text', text: [{ text: gone, style: 'quiet' }] } as const]),
    ],
    commentaries: [commentary.id],
  }
}

/** The note as it is posted; without words of the text if none may be quoted. */
export const correctionNote = (
  { commentary, briefing, correction }: { commentary: Commentary; briefing: Briefing; correction: Correction },
  locale: string,
): Card | undefined => {
  if (!changesWords(correction)) return undefined
  const isTold = briefing.gap !== 'no-permission'
  return correctionCard(commentary, isTold ? correction : { ...correction, sentences: [], claims: [] }, locale)
}
