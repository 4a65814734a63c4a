import type { Commentary } from '../commentary/commentary.ts'
import type { Correction } from '../briefing/correction.ts'
import { isUnsafe } from '../briefing/unsafe.ts'
import type { Block, Card } from './card.ts'
import { formatDate } from './dates.ts'

/** A note is small: what more there is stands in the original. */
const mostChanges = 3
/** The most words of a sentence that are quoted. */
const longestQuote = 35

const isShowable = (sentence: string | undefined): boolean =>
  sentence === undefined || (!isUnsafe(sentence) && sentence.split(/\s+/u).length <= longestQuote)

const changeBlock = ({ before, after }: Correction['sentences'][number]): Block => {
  if (before === undefined) return { type: 'text', text: [{ text: 'Added: ', style: 'strong' }, `“${after ?? ''}”`] }
  if (after === undefined) return { type: 'text', text: [{ text: 'Taken out: ', style: 'strong' }, `“${before}”`] }
  return {
    type: 'text',
    text: [{ text: 'Was: ', style: 'strong' }, `“${before}”`, { text: ' Now: ', style: 'strong' }, `“${after}”`],
  }
}

const titleBlock = (title: Correction['title']): Block[] =>
  title === undefined || isUnsafe(title.before) || isUnsafe(title.after)
    ? []
    : [changeBlock({ before: title.before, after: title.after })]

const goneLine = ({ claims }: Correction): string | undefined => {
  const gone = claims.filter(({ stands }) => !stands).length
  if (gone === 0) return claims.length === 0 ? undefined : 'Every quote shown before still stands in the text.'
  return `${gone} of ${claims.length} quotes shown before no longer stand in the text; the post above shows the new ones.`
}

/** The note in the thread of a post whose commentary was corrected: what the publisher changed, and what it means for the quotes. */
export const correctionCard = (commentary: Commentary, correction: Correction, locale?: string): Card => {
  const showable = correction.sentences.filter(({ before, after }) => isShowable(before) && isShowable(after))
  const shown = showable.slice(0, mostChanges)
  const more = correction.sentences.length - shown.length
  const when = commentary.updated === undefined ? '' : ` on ${formatDate(commentary.updated, locale)}`
  const gone = goneLine(correction)
  return {
    blocks: [
      { type: 'text', text: [{ text: `The publisher corrected this commentary${when}.`, style: 'strong' }] },
      ...titleBlock(correction.title),
      ...shown.map(changeBlock),
      ...(more > 0
        ? [{ type: 'text', text: [`${more} more ${more === 1 ? 'change' : 'changes'} in the original.`] } as const]
        : []),
      ...(gone === undefined ? [] : [{ type: 'text', text: [{ text: gone, style: 'quiet' }] } as const]),
    ],
    commentaries: [commentary.id],
  }
}
