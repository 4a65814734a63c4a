import type { KnownBlock, RichTextSection } from '@slack/types'
import type { Block, Card } from '../../../src/card/card.ts'
import { cardText } from '../../../src/card/plain-text.ts'
import { clip, omittedLine, safeUrl, visibleLine, visibleText } from '../../../src/card/text.ts'
import { leastOmitted, tighterRows } from '../../../src/card/tight-rows.ts'
import { renderActions } from './actions.ts'
import { fieldList, type Part, partsOf, renderFoot, renderHead } from './blocks.ts'
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

const size = (blocks: readonly KnownBlock[]): number => JSON.stringify(blocks).length

const leftOut = (count: number): KnownBlock => smallPrint(omittedLine(count))

type Room = { readonly blocks: number; readonly characters: number }

/** A shown part: blocks, or fields that are joined in a list. */
type Shown = { readonly blocks: readonly KnownBlock[] } | { readonly fields: RichTextSection[] }

/** The shown blocks, and how many parts are left out. */
type Fitted = { readonly blocks: readonly KnownBlock[]; readonly omitted: number }

/** Characters of JSON around the fields of a list. */
const listFrame = 120

/** The parts that fit, in order, some of them cut if they may be; below them, how many are left out. */
const fitParts = (parts: readonly Part[], room: Room): Fitted => {
  const shown: Shown[] = []
  let characters = room.characters - size([leftOut(999)])
  let blocks = room.blocks - 1
  let omitted = 0

  const take = (cost: number, count: number): boolean => {
    if (cost > characters || count > blocks) return false
    characters -= cost
    blocks -= count
    return true
  }
  const takeBlocks = (rendered: readonly KnownBlock[]): boolean => {
    if (rendered.length === 0 || !take(size(rendered), rendered.length)) return false
    shown.push({ blocks: rendered })
    return true
  }
  const takeField = (field: RichTextSection): boolean => {
    const last = shown.at(-1)
    const list = last !== undefined && 'fields' in last ? last.fields : undefined
    if (!take(JSON.stringify(field).length + (list === undefined ? listFrame : 1), list === undefined ? 1 : 0))
      return false
    if (list === undefined) shown.push({ fields: [field] })
    else list.push(field)
    return true
  }
  for (const part of parts) {
    const isShown =
      'field' in part
        ? takeField(part.field)
        : takeBlocks(part.blocks) || (part.cut !== undefined && takeBlocks(part.cut(characters)))
    if (!isShown) omitted += 1
  }
  const rendered = shown.flatMap((one) => ('fields' in one ? [fieldList(one.fields)] : one.blocks))
  return { blocks: omitted === 0 ? rendered : [...rendered, leftOut(omitted)], omitted }
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
