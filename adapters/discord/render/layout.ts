import type { Block, Card } from '../../../src/card/card.ts'
import { omittedLine } from '../../../src/card/text.ts'
import { leastOmitted, tighterRows } from '../../../src/card/tight-rows.ts'
import { type Layout, type Part, partsOf, small } from './blocks.ts'

/** The shown parts of a card's blocks, and how many parts are left out. */
type Fitted = { readonly shown: readonly Part[]; readonly omitted: number }

/** The line that says how many parts are left out. */
export const omittedNote = (count: number): string => small(omittedLine(count))
const longestNote = omittedNote(1_000_000).length

/** A text is not cut to less than this. */
const leastRoom = 400

/** The parts that fit into the message, in order; some are cut if they may be. */
const fit = (parts: readonly Part[], characters: number, components: number): Fitted => {
  const shown: Part[] = []
  let charactersLeft = characters - longestNote
  let componentsLeft = components - 1
  let omitted = 0
  for (const part of parts) {
    const last = shown.at(-1)
    const joined = part.isLine === true && last?.isLine === true ? last : undefined
    const cost = joined !== undefined ? 0 : (part.beside === undefined ? 1 : 3) + (part.hasSpace ? 1 : 0)
    const isTooLong = part.text.length >= charactersLeft
    const text = isTooLong && charactersLeft >= leastRoom ? part.cut?.(charactersLeft) : part.text
    if (text === undefined || text.length >= charactersLeft || cost > componentsLeft) {
      omitted += 1
      continue
    }
    if (joined === undefined) shown.push({ ...part, text })
    else shown[shown.length - 1] = { ...joined, text: `${joined.text}\n${text}` }
    charactersLeft -= text.length + (joined === undefined ? 0 : 1)
    componentsLeft -= cost
  }
  return { shown, omitted }
}

const layouts: readonly Layout[] = ['inline', 'beside', 'plain']

/** Every layout of the blocks, the most generous first. */
function* waysToShow(blocks: readonly Block[]): Generator<Part[]> {
  for (const layout of layouts) yield blocks.flatMap((block) => partsOf(block, layout))
  for (const tighter of tighterRows(blocks)) yield tighter.flatMap((block) => partsOf(block, 'plain'))
}

/** The parts of the card that fit, in the most generous layout that leaves out the least. */
export const fitBlocks = (card: Card, characters: number, components: number): Fitted => {
  function* waysToFit(): Generator<Fitted> {
    for (const parts of waysToShow(card.blocks)) yield fit(parts, characters, components)
  }
  return leastOmitted(waysToFit()) ?? { shown: [], omitted: 0 }
}
