import type { Card } from '../../../src/delivery/port.ts'
import { RefusedError } from '../../../src/errors.ts'
import type { Log } from '../../../src/log.ts'
import { callError } from '../connect/errors.ts'
import { isContentRefusal } from '../connect/refusals.ts'
import { renderFallback, renderMessage, type SlackMessage } from '../render/message.ts'

/** A rendered card. Its blocks are already JSON, because Slack's SDK would serialise them for each channel, and again for its log. */
export type SentMessage = Omit<SlackMessage, 'blocks'> & { readonly blocks: string }

/** With these blocks, the text is shown. */
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

/** The message if Slack refuses the blocks: the same words without blocks. */
const plainMessage = (card: Card): SentMessage => ({
  ...renderOnce(card),
  text: renderFallback(card),
  blocks: noBlocks,
})

/** Sends the rendered card; if Slack refuses its content, sends it once more as plain text. @throws the port's errors. */
export const inBlocksOrPlain = async <Answer>(
  card: Card,
  log: Log,
  send: (message: SentMessage) => Promise<Answer>,
): Promise<Answer> => {
  try {
    return await send(renderOnce(card))
  } catch (error) {
    const failure = callError(error)
    if (!(failure instanceof RefusedError && isContentRefusal(failure.code))) throw failure
    log.warn({ code: failure.code }, 'Slack refuses the blocks of a card; sending it as plain text')
  }
  try {
    return await send(plainMessage(card))
  } catch (error) {
    throw callError(error)
  }
}
