import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import type { Place, Poster, Receipt } from '../../../src/delivery/port.ts'
import { RetryableError } from '../../../src/errors.ts'
import type { Clients } from '../connect/clients.ts'
import { lookError } from '../connect/errors.ts'
import { findKey, historySchema } from './key.ts'
import { addressOf, receiptOf } from './receipt.ts'

/** How far back a post is looked for, in milliseconds: longer than any outage that the outbox bridges. */
const lookBackMs = 7 * 24 * 60 * 60_000
const pageSize = 200
const mostPages = 10

const openedSchema = z.object({ channel: z.object({ id: z.string() }) })

/** The conversation that a place's messages are in: for a person it is opened, which tells nobody. */
const conversationOf = async (slack: WebClient, { channel, isDirect }: Place): Promise<string> =>
  isDirect === undefined
    ? channel
    : openedSchema.parse(await slack.conversations.open({ users: channel, prevent_creation: false })).channel.id

/**
 * Looks for the message with the key: in the thread of `parent`, else in the channel.
 * @throws RetryableError `cannot-look` where Slack does not let us read, or where so much was written since that we
 * cannot read back far enough; any other failure is one that may pass.
 */
export const createFind = ({
  clients,
  now,
}: {
  readonly clients: Clients
  readonly now: () => Date
}): Poster['find'] => {
  const search = async (place: Place, key: string, parent?: Receipt): Promise<Receipt | undefined> => {
    const slack = await clients.of(place.tenant)
    const channel = parent === undefined ? await conversationOf(slack, place) : addressOf(parent).channel
    const thread = parent === undefined ? place.thread : addressOf(parent).ts
    const oldest = String(Math.floor((now().getTime() - lookBackMs) / 1000))
    let cursor: string | undefined
    for (let page = 0; page < mostPages; page += 1) {
      const range = {
        channel,
        limit: pageSize,
        include_all_metadata: true,
        ...(cursor === undefined ? {} : { cursor }),
      }
      const answer = historySchema.parse(
        thread === undefined
          ? await slack.conversations.history({ ...range, oldest })
          : await slack.conversations.replies({ ...range, ts: thread }),
      )
      const ts = findKey(answer.messages, key)
      if (ts !== undefined) return receiptOf({ channel, ts })
      cursor = answer.response_metadata?.next_cursor
      if (cursor === undefined || cursor === '') return undefined
    }
    throw new RetryableError(
      'cannot-look',
      `more than ${mostPages * pageSize} messages were written there since; look in the channel`,
    )
  }

  return async (place, key, parent) => {
    try {
      return await search(place, key, parent)
    } catch (error) {
      throw lookError(await clients.confirm(place.tenant, lookError(error)))
    }
  }
}
