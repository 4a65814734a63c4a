import type { Card } from '../../../src/delivery/port.ts'
import { RefusedError } from '../../../src/errors.ts'
import type { Log } from '../../../src/log.ts'
import { isContentRefusal } from '../connect/refusals.ts'
import { renderMessage, type SlackMessage } from '../render/message.ts'

/** A rendered card. Its blocks are already JSON, because Slack's SDK would serialise them for each channel, and again for its log. */
export type SentMessage = Omit<SlackMessage, 'blocks'> & { readonly blocks: string }

/** An empty list of blocks, as JSON: Slack then shows the text. */
export const noBlocks = '[]'

/** Rendered cards, because a card may go to many channels. */
const rendered = new WeakMap<Card, SentMessage>()

const renderOnce = (card: Card): SentMessage => {
  const known = rendered.get(card)
  if (known !== undefined) return known
  const { blocks, ...message } = renderMessage(card)
  const sent = { ...message, blocks: JSON.stringify(blocks) }
  rendered.set(card, sent)
  return sent
}

/** Sends the rendered card; if Slack refuses its content, sends the same words once more without blocks. */
export const inBlocksOrPlain = async <Answer>(
  card: Card,
  log: Log,
  send: (message: SentMessage) => Promise<Answer>,
): Promise<Answer> => {
  try {
    return await send(renderOnce(card))
  } catch (error) {
    if (!(error instanceof RefusedError && isContentRefusal(error.code))) throw error
    log.warn({ code: error.code }, 'Slack refuses the blocks of a card; sending it as plain text')
    return send({ ...renderOnce(card), blocks: noBlocks })
  }
}
