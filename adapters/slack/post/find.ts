import type { WebClient } from '@slack/web-api'
import { LRUCache } from 'lru-cache'
import type { Place, Poster, Receipt } from '../../../src/delivery/port.ts'
import { RetryableError } from '../../../src/errors.ts'
import type { Clients } from '../connect/clients.ts'
import type { SlackClock } from '../connect/clock.ts'
import { lookError } from '../connect/errors.ts'
import { openDirect } from '../connect/open-direct.ts'
import { findKey, historySchema } from './key.ts'
import { addressOf, receiptOf } from './receipt.ts'

/** How far back a post is looked for if it is not known when it was first sent, in milliseconds. */
const lookBackMs = 7 * 24 * 60 * 60_000
/** How much two clocks and the travel time of a message may differ. */
const marginMs = 5 * 60_000
/**
 * docs.slack.dev, Rate limits, conversations.history: since 29 May 2025 apps that are distributed outside the Marketplace
 * read 15 messages once a minute.
 */
const pageSize = 15
/** Pages that one look reads; the next look continues after them. */
const pagesOfLook = 10
/** The most pages; after more messages than that, a person has to look. */
const mostPages = 140
const mostLooks = 1000

/** The progress of a look: the cursor of the next page, and how many pages were read. */
type Progress = { readonly cursor: string; readonly pages: number }

type Where = { readonly slack: WebClient; readonly channel: string; readonly thread: string | undefined }

/**
 * Looks for the message with the key in the thread of `parent`, or in the channel, back to `since` by Slack's clock. If Slack's limits end a
 * look, the next look continues it.
 * @throws RetryableError `cannot-look` if Slack does not let us read, or if so much was written since that we
 * cannot read back far enough; any other failure may pass.
 */
export const createFind = ({
  clients,
  clock,
  now,
}: {
  readonly clients: Clients
  readonly clock: SlackClock
  readonly now: () => Date
}): Poster['find'] => {
  const looks = new LRUCache<string, Progress>({ max: mostLooks })

  const whereOf = async (place: Place, parent: Receipt | undefined): Promise<Where> => {
    const slack = await clients.of(place.tenant)
    if (parent === undefined) {
      const channel = place.isDirect === true ? await openDirect(slack, place.channel) : place.channel
      return { slack, channel, thread: place.thread }
    }
    return { slack, channel: addressOf(parent).channel, thread: addressOf(parent).ts }
  }

  const readPage = async ({ slack, channel, thread }: Where, oldest: string, cursor: string | undefined) => {
    const range = {
      channel,
      oldest,
      limit: pageSize,
      include_all_metadata: true,
      ...(cursor === undefined ? {} : { cursor }),
    }
    return historySchema.parse(
      thread === undefined
        ? await slack.conversations.history(range)
        : await slack.conversations.replies({ ...range, ts: thread }),
    )
  }

  const search = async (place: Place, key: string, parent?: Receipt, since?: Date): Promise<Receipt | undefined> => {
    const where = await whereOf(place, parent)
    if (!clock.isKnown()) await where.slack.auth.test()
    const from = since === undefined ? now().getTime() - lookBackMs : since.getTime()
    const oldest = String(Math.floor((clock.at(new Date(from)).getTime() - marginMs) / 1000))
    let { cursor, pages } = looks.get(key) ?? { cursor: undefined, pages: 0 }
    for (const last = pages + pagesOfLook; pages < last; pages += 1) {
      const answer = await readPage(where, oldest, cursor)
      const ts = findKey(answer.messages, key)
      cursor = answer.response_metadata?.next_cursor
      if (ts !== undefined || cursor === undefined || cursor === '') {
        looks.delete(key)
        if (ts !== undefined) return receiptOf({ channel: where.channel, ts })
        if (answer.has_more !== true) return undefined
        throw new RetryableError('unreadable-answer', 'Slack says that there are more messages, but gives no cursor')
      }
      looks.set(key, { cursor, pages: pages + 1 })
    }
    if (pages < mostPages)
      throw new RetryableError('still-looking', `${pages * pageSize} messages were read so far`, { retryAfterMs: 1000 })
    looks.delete(key)
    throw new RetryableError(
      'cannot-look',
      `more than ${mostPages * pageSize} messages were written there since; look in the channel`,
    )
  }

  return async (place, key, parent, since) => {
    try {
      return await search(place, key, parent, since)
    } catch (error) {
      throw lookError(await clients.confirm(place.tenant, lookError(error)))
    }
  }
}
