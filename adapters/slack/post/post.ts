import type { Card, Place, Poster, Receipt } from '../../../src/delivery/port.ts'
import { RefusedError } from '../../../src/errors.ts'
import type { Log } from '../../../src/log.ts'
import type { Clients } from '../connect/clients.ts'
import { callError, refusalOf } from '../connect/errors.ts'
import { createFind } from './find.ts'
import { clientMessageId, metadataOf } from './key.ts'
import { isContentRefusal } from '../connect/refusals.ts'
import { addressOf, readPosted, receiptOf } from './receipt.ts'
import { renderFallback, renderMessage } from '../render/message.ts'

export type PosterOptions = {
  readonly clients: Clients
  readonly pace: (channel: string) => Promise<void>
  readonly now: () => Date
  readonly log: Log
}

/** What is sent where the blocks are refused: the same words, no blocks. */
const plainMessage = (card: Card) => ({
  text: renderFallback(card),
  unfurl_links: false,
  unfurl_media: false,
})

/** Sends the rendered card; where Slack refuses it as such, once more as plain text, then gives up on it. */
const inBlocksOrPlain = async <Answer>(
  card: Card,
  log: Log,
  send: (message: ReturnType<typeof renderMessage> | ReturnType<typeof plainMessage>) => Promise<Answer>,
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

/** Posts, finds and edits over Slack's Web API. */
export const createPoster = ({ clients, pace, now, log }: PosterOptions): Poster => {
  const client = clients.of
  const confirmed = async <Value>({ tenant }: Place, work: Promise<Value>): Promise<Value> =>
    work.catch(async (error: unknown) => {
      throw error instanceof Error ? await clients.confirm(tenant, error) : error
    })

  const post = async (place: Place, card: Card, key: string, parent?: Receipt): Promise<Receipt> => {
    const slack = await client(place.tenant)
    const channel = parent === undefined ? place.channel : addressOf(parent).channel
    const thread = parent === undefined ? place.thread : addressOf(parent).ts
    const answer = await inBlocksOrPlain(card, log, async (message) => {
      await pace(channel)
      return slack.chat.postMessage({
        ...message,
        channel,
        ...(thread === undefined ? {} : { thread_ts: thread, reply_broadcast: false }),
        parse: 'none',
        metadata: metadataOf(key),
        ...clientMessageId(key),
      })
    })
    return receiptOf(readPosted(answer, channel))
  }

  const edit: Poster['edit'] = async (place, receipt, card, key) => {
    const slack = await client(place.tenant)
    const { channel, ts } = addressOf(receipt)
    try {
      await inBlocksOrPlain(card, log, async (message) => {
        const { text } = message
        const blocks = 'blocks' in message ? message.blocks : []
        return slack.chat.update({ channel, ts, text, blocks, parse: 'none', metadata: metadataOf(key) })
      })
    } catch (error) {
      const code = error instanceof Error ? refusalOf(error.cause) : undefined
      if (code !== 'message_not_found') throw error
      log.info({ channel, key }, 'a post to be edited was deleted by a person')
    }
  }

  return {
    post: async (place, ...rest) => confirmed(place, post(place, ...rest)),
    find: createFind({ clients, now }),
    edit: async (place, ...rest) => confirmed(place, edit(place, ...rest)),
  }
}
