import { type Correction, isCreditOnly } from '../briefing/correction.ts'
import type { Commentary } from '../commentary/commentary.ts'
import type { Block, Card } from './card.ts'
import { cite, citationStyles } from './citations.ts'
import { citation, contextLine, shortAuthorLine } from './credit.ts'

type Pair = readonly [was: string, is: string]

const beforeIt = (commentary: Commentary, { authors, published }: Correction): Commentary => ({
  ...commentary,
  ...(authors !== undefined && { authors: authors.before }),
  ...(published !== undefined && { published: published.before }),
})

/** The credits of a commentary as cards write them, before and after its publisher corrected authors or date. */
const creditsOf = (before: Commentary, after: Commentary): readonly Pair[] => {
  const written = [
    (one: Commentary) => contextLine(one),
    citation,
    ...citationStyles.map((style) => (one: Commentary) => cite(one, style)),
  ]
  return written.map((write): Pair => [write(before), write(after)]).filter(([was, is]) => was !== is)
}

/**
 * A shared answer with the commentary's credit as its publisher corrected it: small line, citations, and the holder of each
 * claim of its author's. Undefined if the answer shows none of them, or if more than the credit has changed.
 */
export const correctedCredit = (card: Card, after: Commentary, correction: Correction): Card | undefined => {
  if (!isCreditOnly(correction)) return undefined
  const before = beforeIt(after, correction)
  const credits = creditsOf(before, after)
  const credited = (text: string): string => credits.reduce((line, [was, is]) => line.replaceAll(was, () => is), text)
  const isOfIt = (url: string | undefined): boolean =>
    (url !== undefined && before.url !== undefined && url.startsWith(before.url)) || card.commentaries?.length === 1
  const blockOf = (block: Block): Block => {
    if (block.type === 'copy') return { ...block, text: credited(block.text) }
    if (block.type === 'text')
      return {
        ...block,
        text: block.text.map((span) =>
          typeof span === 'string' ? credited(span) : { ...span, text: credited(span.text) },
        ),
      }
    const isHeld = block.type === 'claim' && block.holder === shortAuthorLine(before) && isOfIt(block.url)
    return isHeld ? { ...block, holder: shortAuthorLine(after) } : block
  }
  const corrected: Card = {
    ...card,
    ...(card.context !== undefined && { context: credited(card.context) }),
    blocks: card.blocks.map(blockOf),
    ...(card.thread !== undefined && { thread: card.thread.map(blockOf) }),
  }
  return JSON.stringify(corrected) === JSON.stringify(card) ? undefined : corrected
}
