import { type APIActionRowComponent, type APIAllowedMentions, type APIButtonComponent, MessageFlags } from 'discord.js'
import { cardText } from '../../../src/card/plain-text.ts'
import type { Card } from '../../../src/card/card.ts'
import { createButtons, rowsOf } from './actions.ts'
import { commentaryAction, visibleText } from '../../../src/card/text.ts'
import { escapedWithin } from './text.ts'
import { noMentions } from './message.ts'

export type PlainPayload = {
  readonly content: string
  readonly flags: number
  readonly components: readonly APIActionRowComponent<APIButtonComponent>[]
  readonly allowed_mentions: APIAllowedMentions
}

/** Discord's limit for a message's text, in characters. */
const longestContent = 2000

/**
 * The card as a message without layout, if Discord refused the layout: escaped, cut, and with the key in a
 * button, so that it can be found again.
 */
export const renderPlain = (card: Card, key: string | undefined): PlainPayload => {
  const buttons = createButtons({ key })
  const { thread: _thread, ...shown } = card
  const carrier = buttons.action(commentaryAction(card.commentaries ?? []))
  return {
    content: escapedWithin(visibleText(cardText(shown)), longestContent) || '–',
    flags: MessageFlags.SuppressEmbeds,
    components: rowsOf(carrier === undefined ? [] : [carrier]),
    allowed_mentions: noMentions,
  }
}
