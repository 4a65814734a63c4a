import type { KnownBlock } from '@slack/types'
import type { Block, Card } from '../../../src/card/card.ts'
import { cardText } from '../../../src/card/plain-text.ts'
import { renderActions } from './actions.ts'
import { renderBlock, renderFoot, renderHead } from './blocks.ts'
import { smallPrint } from './rich-text.ts'
import { cleanText, clip, escapeText, safeUrl } from './text.ts'

/** A card as Slack takes it, for a channel, an answer or a view. */
export type SlackMessage = {
  /** What notifications show and screen readers read. */
  readonly text: string
  readonly blocks: KnownBlock[]
  readonly unfurl_links: false
  readonly unfurl_media: false
}

/** docs.slack.dev, Blocks. */
const mostBlocks = 50
/**
 * All blocks as JSON. Slack refuses more than an undocumented sum (`msg_blocks_too_long`), reported from 11,341
 * characters of text on (slackapi/bolt-js #2509, #2867).
 */
const mostCharacters = 10_000
/** Slack advises 4,000 for `text`; escaping may take five for one. */
const longestFallback = 3000

const size = (blocks: readonly KnownBlock[]): number => JSON.stringify(blocks).length

const leftOut = (count: number): KnownBlock =>
  smallPrint(`Shortened to fit: ${count === 1 ? '1 part is' : `${count} parts are`} left out.`)

/** The blocks of a card that fit into the room that is left, in order; what cannot be shown whole is counted, not cut. */
const fitBlocks = (blocks: readonly Block[], room: { blocks: number; characters: number }): KnownBlock[] => {
  const note = size([leftOut(999)])
  const shown: KnownBlock[] = []
  let left = room.characters - note
  let omitted = 0
  for (const block of blocks) {
    const whole = renderBlock(block, left)
    const isFitting = whole.length > 0 && size(whole) <= left && shown.length + whole.length < room.blocks
    // A second try for running text: JSON takes up to two characters for one, and some for the frame.
    const rendered = isFitting || block.type !== 'text' ? whole : renderBlock(block, Math.floor((left - 150) / 2))
    if (rendered.length === 0 || size(rendered) > left || shown.length + rendered.length >= room.blocks) {
      omitted += 1
      continue
    }
    shown.push(...rendered)
    left -= size(rendered)
  }
  return omitted === 0 ? shown : [...shown, leftOut(omitted)]
}

/** The card as escaped text in whole paragraphs, quotes uncut. */
export const renderFallback = (card: Card, limit = longestFallback): string => {
  const url = safeUrl(card.title?.url)
  const title = card.title && { text: card.title.text, ...(url === undefined ? {} : { url }) }
  const shown: Card = { ...card, ...(title === undefined ? {} : { title }), thread: [] }
  const paragraphs = escapeText(cleanText(cardText(shown))).split('\n\n')
  const kept: string[] = []
  let left = limit
  for (const paragraph of paragraphs) {
    left -= paragraph.length + 2
    if (left < 0) break
    kept.push(paragraph)
  }
  return kept.join('\n\n').trim() || escapeText(clip(cleanText(card.title?.text ?? ''), 150)).trim() || 'RSIS Brief'
}

export type Wrapping = {
  /** What the answer is kept under: a button posts it for all to see. */
  readonly share?: string | undefined
  /** Small print above, our own words around plain names. */
  readonly note?: string
}

/** The blocks of a card, within every limit of a message. A card's `thread` is not part of it. */
export const renderBlocks = (card: Card, { share, note }: Wrapping = {}): KnownBlock[] => {
  const head = [...(note === undefined ? [] : [smallPrint(clip(cleanText(note), 300))]), ...renderHead(card)]
  const tail = [...renderActions(card, share), ...renderFoot(card)]
  const room = { blocks: mostBlocks - head.length - tail.length, characters: mostCharacters - size(head) - size(tail) }
  const blocks = [...head, ...fitBlocks(card.blocks, room), ...tail]
  return blocks.length === 0 ? [smallPrint('Nothing to show.')] : blocks
}

/** The very payload that is sent for a card: no previews of links, no mention that fires. */
export const renderMessage = (card: Card, wrapping: Wrapping = {}): SlackMessage => ({
  text: renderFallback(card),
  blocks: renderBlocks(card, wrapping),
  unfurl_links: false,
  unfurl_media: false,
})
