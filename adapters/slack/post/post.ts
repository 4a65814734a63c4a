import type { Place, Poster } from '../../../src/delivery/port.ts'
import { GoneError, RefusedError } from '../../../src/errors.ts'
import type { Log } from '../../../src/log.ts'
import type { Clients } from '../connect/clients.ts'
import type { SlackClock } from '../connect/clock.ts'
import { refusalOf } from '../connect/errors.ts'
import { noThreads, unknownIdRefusals } from '../connect/refusals.ts'
import { createEdit } from './edit.ts'
import { createFind } from './find.ts'
import { clientMessageId, metadataOf } from './key.ts'
import { inBlocksOrPlain, noBlocks, type SentMessage } from './plain-or-blocks.ts'
import { createRateLimit } from './rate-limit.ts'
import { addressOf, readPosted, receiptOf } from './receipt.ts'

type PosterOptions = {
  readonly clients: Clients
  readonly clock: SlackClock
  readonly now: () => Date
  readonly log: Log
}

/** A channel without threads is not closed: only this reply cannot be posted. */
const replyError = (error: unknown): unknown =>
  error instanceof GoneError && error.code === noThreads
    ? new RefusedError(error.code, error.message, { cause: error })
    : error

/** Sends with an id by which Slack may recognise a duplicate; if Slack does not know the id, sends without it. */
const withMessageId = async (key: string, send: (id: object) => Promise<unknown>): Promise<unknown> => {
  try {
    return await send(clientMessageId(key))
  } catch (error) {
    if (!unknownIdRefusals.has(refusalOf(error) ?? '')) throw error
  }
  return send({})
}

const createPost = ({ clients, log }: PosterOptions): Poster['post'] => {
  const limit = createRateLimit()
  return async ({ tenant, ...place }, card, key, parent, checkLease) => {
    const slack = await clients.of(tenant)
    const { channel, ts: thread } = parent === undefined ? { ...place, ts: place.thread } : addressOf(parent)
    const send = async ({ blocks, ...message }: SentMessage): Promise<unknown> =>
      withMessageId(key, async (id) => {
        checkLease?.()
        return slack.apiCall('chat.postMessage', {
          ...message,
          ...(blocks === noBlocks ? {} : { blocks }),
          channel,
          ...(thread === undefined ? {} : { thread_ts: thread, reply_broadcast: false }),
          parse: 'none',
          metadata: metadataOf(key),
          ...id,
        })
      })
    const answer = await inBlocksOrPlain(card, log, async (message) =>
      limit({ tenant, channel }, async () => send(message)),
    ).catch((error: unknown) => {
      throw parent === undefined ? error : replyError(error)
    })
    return receiptOf(readPosted(answer, channel))
  }
}

/** Posts, finds and edits over Slack's Web API. */
export const createPoster = (options: PosterOptions): Poster => {
  const { clients } = options
  const confirmed = async <Value>({ tenant }: Place, work: Promise<Value>): Promise<Value> =>
    work.catch(async (error: unknown) => {
      throw error instanceof Error ? await clients.confirm(tenant, error) : error
    })
  const post = createPost(options)
  const edit = createEdit(options)
  return {
    post: async (place, ...rest) => confirmed(place, post(place, ...rest)),
    find: createFind(options),
    edit: async (place, ...rest) => confirmed(place, edit(place, ...rest)),
  }
}
