import type { Card } from '../../../src/delivery/port.ts'
import { RefusedError } from '../../../src/errors.ts'
import type { Log } from '../../../src/log.ts'
import { callError } from '../connect/errors.ts'
import { isContentRefusal } from '../connect/refusals.ts'
import { renderFallback, renderMessage, type SlackMessage } from '../render/message.ts'

/** What is sent where the blocks are refused: the same words, no blocks. */
const plainMessage = (card: Card): SlackMessage => ({ ...renderMessage(card), text: renderFallback(card), blocks: [] })

/** Sends the rendered card; where Slack refuses it as such, once more as plain text, then gives up on it. @throws the port's errors. */
export const inBlocksOrPlain = async <Answer>(
  card: Card,
  log: Log,
  send: (message: SlackMessage) => Promise<Answer>,
): Promise<Answer> => {
  try {
    return await send(renderMessage(card))
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
