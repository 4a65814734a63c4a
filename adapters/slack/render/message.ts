import type { KnownBlock } from '@slack/types'
import type { Block, Card } from '../../../src/card/card.ts'
import { cardText } from '../../../src/card/plain-text.ts'
import { clip, omittedLine, safeUrl, visibleLine, visibleText } from '../../../src/card/text.ts'
import { leastOmitted, tighterRows } from '../../../src/card/tight-rows.ts'
import { renderActions } from './actions.ts'
import { type Fitted, type Part, partsOf, renderFoot, renderHead, type Room, size } from './blocks.ts'
import { smallPrint } from './rich-text.ts'
import { escapeText } from './text.ts'

/** A card for Slack, in a channel, an answer or a view. */
export type SlackMessage = {
  /** The text for notifications and screen readers. */
  readonly text: string
  readonly blocks: KnownBlock[]
  readonly unfurl_links: false
  readonly unfurl_media: false
}

/** docs.slack.dev, Blocks. */
const mostBlocks = 50
/**
 * The most characters of all blocks as JSON. Slack refuses more than an undocumented total (`msg_blocks_too_long`), reported from 11,341
 * characters of text on (slackapi/bolt-js #2509, #2867).
 */
const mostCharacters = 10_000
/** Slack recommends at most 4,000 for `text`; escaping may turn one character into five. */
const longestFallback = 3000

const leftOut = (count: number): KnownBlock => smallPrint(omittedLine(count))

/** The parts that fit, in order, some of them cut if they may be; below them, how many are left out. */
const fitParts = (parts: readonly Part[], room: Room): Fitted => {
  const blocks: KnownBlock[] = []
  let left = { blocks: room.blocks - 1, characters: room.characters - size([leftOut(999)]) }
  let omitted = 0
  for (const part of parts) {
    const fitted = part(left)
    blocks.push(...fitted.blocks)
    omitted += fitted.omitted
    left = {
      blocks: left.blocks - fitted.blocks.length,
      characters: left.characters - size(fitted.blocks),
    }
  }
  return { blocks: omitted === 0 ? blocks : [...blocks, leftOut(omitted)], omitted }
}

/** The blocks unchanged, then with less and less room. */
function* waysToFit(blocks: readonly Block[], room: Room): Generator<Fitted> {
  yield fitParts(blocks.flatMap(partsOf), room)
  for (const tighter of tighterRows(blocks)) yield fitParts(tighter.flatMap(partsOf), room)
}

/** The card as escaped text, in complete paragraphs with uncut quotes. */
const renderFallback = (card: Card): string => {
  const url = safeUrl(card.title?.url)
  const title = card.title && { text: card.title.text, ...(url === undefined ? {} : { url }) }
  const shown: Card = { ...card, ...(title === undefined ? {} : { title }), thread: [] }
  const paragraphs = escapeText(visibleText(cardText(shown))).split('\n\n')
  const kept: string[] = []
  let left = longestFallback - 3
  for (const paragraph of paragraphs) {
    left -= paragraph.length + 2
    if (left < 0) break
    kept.push(paragraph)
  }
  if (kept.length < paragraphs.length) kept.push('…')
  return kept.length > 1 || kept[0] !== '…'
    ? kept.join('\n\n').trim() || 'RSIS Brief'
    : escapeText(clip(visibleLine(card.title?.text ?? cardText(shown)), 150)) || 'RSIS Brief'
}

export type Wrapping = {
  /** The id under which the answer is kept, for a button that posts it for everybody. */
  readonly share?: string | undefined
}

/** The blocks of a card, within every limit of a message. A card's `thread` is not part of it. */
export const renderBlocks = (card: Card, { share }: Wrapping = {}, most = mostBlocks): KnownBlock[] => {
  const head = renderHead(card)
  const tail = [...renderActions(card, share), ...renderFoot(card)]
  const room = { blocks: most - head.length - tail.length, characters: mostCharacters - size(head) - size(tail) }
  const blocks = [...head, ...(leastOmitted(waysToFit(card.blocks, room))?.blocks ?? []), ...tail]
  return blocks.length === 0 ? [smallPrint('Nothing to show.')] : blocks
}

/** The payload for a card, without previews of links and without active mentions. */
export const renderMessage = (card: Card, wrapping: Wrapping = {}): SlackMessage => ({
  text: renderFallback(card),
  blocks: renderBlocks(card, wrapping),
  unfurl_links: false,
  unfurl_media: false,
})
