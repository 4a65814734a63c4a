import type { Block } from './card.ts'
import { clip, itemTitle, visibleLine } from './text.ts'

/** No platform's message has room for this many rows. */
const mostShortRows = 40
/** The longest titles of shortened rows, and the longest line below a title. */
const tightTitles = [150, 80, 40]
const tightLine = 80

const isRow = (block: Block): boolean => block.type === 'item'

/** The blocks with the text removed from their last `count` rows; title and source stay. */
const withShortRows = (blocks: readonly Block[], count: number): Block[] => {
  const rows = new Set(blocks.filter(isRow).slice(-count))
  return blocks.map((block) => (block.type === 'item' && rows.has(block) ? { ...block, text: undefined } : block))
}

/** The blocks with rows of a short title and no address; the row's number is enough to ask for it. */
const withTightRows = (blocks: readonly Block[], longest: number): Block[] =>
  blocks.map((block) => {
    if (block.type !== 'item') return block
    const title = clip(visibleLine(itemTitle(block).text), longest)
    return { ...block, title, meta: clip(visibleLine(block.meta), tightLine), text: undefined }
  })

/**
 * The blocks in less and less room: rows lose their text, then their address and the end of their title, before a row is
 * left out. Yields nothing for blocks without rows.
 */
export function* tighterRows(blocks: readonly Block[]): Generator<readonly Block[]> {
  const rows = blocks.filter(isRow).length
  for (let count = 1; count <= Math.min(rows, mostShortRows); count += 1) yield withShortRows(blocks, count)
  if (rows > 0) for (const longest of tightTitles) yield withTightRows(blocks, longest)
}

/** The first layout that leaves nothing out, otherwise the one that leaves out the least. */
export const leastOmitted = <Fitted extends { readonly omitted: number }>(
  ways: Iterable<Fitted>,
): Fitted | undefined => {
  let best: Fitted | undefined
  for (const fitted of ways) {
    if (fitted.omitted === 0) return fitted
    if (best === undefined || fitted.omitted < best.omitted) best = fitted
  }
  return best
}
