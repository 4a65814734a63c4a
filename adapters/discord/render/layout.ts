import type { Card } from '../../../src/card/card.ts'
import { type Layout, type Piece, piecesOf, small } from './blocks.ts'

/** What is shown of a card's blocks, and how many of their parts are not. */
type Fitted = { readonly shown: readonly Piece[]; readonly omitted: number }

/** The line that says so. */
export const omittedNote = (count: number): string => small(`${count} more not shown here.`)
const longestNote = omittedNote(1_000_000).length

/** As many pieces, in order, as the message has room for. */
const fit = (pieces: readonly Piece[], characters: number, components: number): Fitted => {
  const shown: Piece[] = []
  let charactersLeft = characters - longestNote
  let componentsLeft = components - 1
  for (const piece of pieces) {
    const cost = (piece.beside === undefined ? 1 : 3) + (piece.hasSpace ? 1 : 0)
    if (piece.text.length > charactersLeft || cost > componentsLeft) continue
    shown.push(piece)
    charactersLeft -= piece.text.length
    componentsLeft -= cost
  }
  return { shown, omitted: pieces.length - shown.length }
}

const layouts: readonly Layout[] = ['inline', 'beside', 'plain']

/** The roomiest layout that leaves nothing out, else the one that leaves out the least. */
export const fitBlocks = (card: Card, characters: number, components: number): Fitted => {
  let best: Fitted | undefined
  for (const layout of layouts) {
    const pieces = card.blocks.flatMap((block) => piecesOf(block, layout))
    const fitted = fit(pieces, characters, components)
    if (fitted.omitted === 0) return fitted
    if (best === undefined || fitted.omitted < best.omitted) best = fitted
  }
  return best ?? { shown: [], omitted: 0 }
}
