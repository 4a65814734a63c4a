import type { Card } from '../../../src/delivery/port.ts'
import { RefusedError } from '../../../src/errors.ts'
import type { Log } from '../../../src/log.ts'
import { callError } from '../connect/errors.ts'
import { isContentRefusal } from '../connect/refusals.ts'
import { renderFallback, renderMessage, type SlackMessage } from '../render/message.ts'

/** A card as it is sent. Its blocks are JSON already: Slack's SDK would write them again for each channel, and once more for its log. */
export type SentMessage = Omit<SlackMessage, 'blocks'> & { readonly blocks: string }

/** Without blocks: the text is shown. */
export const noBlocks = '[]'

/** Of cards that go to many channels. */
const rendered = new WeakMap<Card, SentMessage>()

const renderOnce = (card: Card): SentMessage => {
  const known = rendered.get(card)
  if (known !== undefined) return known
  const { blocks, ...message } = renderMessage(card)
  const sent = { ...message, blocks: JSON.stringify(blocks) }
  rendered.set(card, sent)
  return sent
}

/** What is sent where the blocks are refused: the same words, no blocks. */
const plainMessage = (card: Card): SentMessage => ({
  ...renderOnce(card),
  text: renderFallback(card),
  blocks: noBlocks,
})

/** Sends the rendered card; where Slack refuses it as such, once more as plain text, then gives up on it. @throws the port's errors. */
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
