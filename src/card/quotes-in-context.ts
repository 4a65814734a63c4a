import type { Claim } from '../briefing/port.ts'

/** A run of text that belongs to the same quotes. */
export type Run = {
  readonly text: string
  /** The numbers of the claims whose quotes contain the run; empty for text outside quotes. */
  readonly claims: readonly number[]
  /** The claims whose quote begins, or ends, with this run. */
  readonly opens: readonly number[]
  readonly closes: readonly number[]
}

export type ReadingBlock = { readonly kind: 'heading' | 'paragraph'; readonly runs: readonly Run[] }

type Numbered = { readonly number: number; readonly start: number; readonly end: number }

const blockGap = '\n\n'

/** `text.slice(start, end)`, cut at each start and end of a quote. */
const runsOf = (text: string, start: number, end: number, quotes: readonly Numbered[]): Run[] => {
  const inside = quotes.filter((quote) => quote.start < end && quote.end > start)
  const cuts = new Set([start, end])
  for (const quote of inside) cuts.add(Math.max(quote.start, start)).add(Math.min(quote.end, end))
  const places = [...cuts].sort((a, b) => a - b)
  return places.slice(1).map((to, index) => {
    const from = places[index] ?? start
    const covering = inside.filter((quote) => quote.start < to && quote.end > from)
    const numbers = (those: readonly Numbered[]): number[] => those.map((quote) => quote.number)
    return {
      text: text.slice(from, to),
      claims: numbers(covering),
      opens: numbers(covering.filter((quote) => quote.start === from)),
      closes: numbers(covering.filter((quote) => quote.end === to)),
    }
  })
}

/**
 * The commentary's text for reading, with the positions of all quotes: the whole text except the blank lines
 * between its blocks. `headings` are the subheads in order.
 */
export const quotesInContext = (
  text: string,
  headings: readonly string[],
  claims: readonly Claim[],
): readonly ReadingBlock[] => {
  const quotes = claims.map(({ number, quote: { start, end } }, index) => ({ number: number ?? index + 1, start, end }))
  const blocks: ReadingBlock[] = []
  let nextHeading = 0
  let start = 0
  for (const content of text.split(blockGap)) {
    const end = start + content.length
    const isHeading = content === headings[nextHeading]
    if (isHeading) nextHeading += 1
    blocks.push({ kind: isHeading ? 'heading' : 'paragraph', runs: runsOf(text, start, end, quotes) })
    start = end + blockGap.length
  }
  return blocks
}
