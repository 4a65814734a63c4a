import { Routes } from 'discord.js'
import { z } from 'zod'
import { GoneError, RetryableError } from '../../../src/errors.ts'
import type { Place, Receipt } from '../../../src/delivery/port.ts'
import type { Target, Targets } from './channels.ts'
import { readable } from '../connect/errors.ts'
import { carries, readHistoryMessage, readPage, unlessMissing } from './history.ts'
import { type Posted, readReceipt, receiptOf } from './receipt.ts'
import type { Requests, Send } from '../connect/requests.ts'
import { madeAt } from '../connect/snowflake.ts'

/** How many pages of a channel are searched: more than a week of most channels. */
const mostPages = 20
/** How much further back a message is looked for, because our clock may have been wrong. */
const marginMs = 7 * 86_400_000

const threadSchema = z.object({
  id: z.string(),
  parent_id: z.string().nullish(),
  owner_id: z.string().nullish(),
  thread_metadata: z.object({ archive_timestamp: z.string() }).nullish(),
})
type Thread = z.infer<typeof threadSchema>

const threadsSchema = z.object({ threads: z.array(threadSchema), has_more: z.boolean().default(false) })

const tooLong = new RetryableError('cannot-look', `the message is not among the last ${mostPages * 100} there`)

export type FindDeps = {
  readonly requests: Pick<Requests, 'together'>
  readonly targets: Targets
  readonly ownId: () => Promise<string>
  readonly now: () => Date
}

/** The bot may see the channel and perhaps post there, but not read it, so it cannot find out whether the message is there. */
const unlessUnreadable = (error: unknown): never => {
  if (!(error instanceof GoneError) || error.code !== '50013') throw error
  throw new RetryableError('cannot-look', 'give the bot Read Message History in this channel')
}

/**
 * Looks for the message whose buttons have the key in their custom ids, because Discord does not keep a message's nonce.
 * The bot's own messages can be read with their buttons without the message-content intent.
 */
export const createFind = ({ requests, targets, ownId, now }: FindDeps) => {
  const findIn = async (send: Send, channel: string, key: string, oldest: number): Promise<Posted | undefined> => {
    const own = await ownId()
    let before: string | undefined
    for (let count = 0; count < mostPages; count += 1) {
      const { messages, isLast } = await readPage(send, channel, before)
      const found = messages.find((message) => message.author.id === own && carries(message, key))
      if (found !== undefined) return { channel, message: found.id }
      before = messages.at(-1)?.id
      if (isLast || before === undefined || madeAt(before) < oldest) return undefined
    }
    throw tooLong
  }

  const findInPosts = async (send: Send, forum: string, key: string, threads: readonly Thread[]) => {
    const own = await ownId()
    const posts = threads
      .filter(({ parent_id: parent, owner_id: owner }) => parent === forum && owner === own)
      .toSorted((one, other) => madeAt(other.id) - madeAt(one.id))
    for (const { id } of posts) {
      const first = await unlessMissing(send('get', Routes.channelMessage(id, id)))
      if (first !== undefined && carries(readHistoryMessage(first), key)) return { channel: id, message: id }
    }
    return undefined
  }

  /** A forum's posts are threads; Discord archives inactive ones, some after an hour. */
  const findInForum = async (
    send: Send,
    { tenant, channel: forum }: Place,
    key: string,
    oldest: number,
  ): Promise<Posted | undefined> => {
    const { threads } = readable(threadsSchema, await send('get', Routes.guildActiveThreads(tenant)))
    let found = await findInPosts(send, forum, key, threads)
    let before: string | undefined
    for (let count = 0; count < mostPages && found === undefined; count += 1) {
      const query = new URLSearchParams({ limit: '100', ...(before === undefined ? {} : { before }) })
      const page = readable(threadsSchema, await send('get', Routes.channelThreads(forum, 'public'), { query }))
      found = await findInPosts(send, forum, key, page.threads)
      before = page.threads.at(-1)?.thread_metadata?.archive_timestamp
      if (found !== undefined || !page.has_more || before === undefined || Date.parse(before) < oldest) return found
    }
    if (found === undefined) throw tooLong
    return found
  }

  /** Looks in the message's thread, or among the replies to the message if there was no thread. */
  const findBelow = async (
    send: Send,
    { kind }: Target,
    key: string,
    parent: Posted,
    oldest: number,
  ): Promise<Posted | undefined> => {
    if (kind === 'forum') return unlessMissing(findIn(send, parent.channel, key, oldest))
    const isThreaded = kind === 'text' || kind === 'announcement'
    const inThread = isThreaded ? await unlessMissing(findIn(send, parent.message, key, oldest)) : undefined
    return inThread ?? findIn(send, parent.channel, key, Math.max(oldest, madeAt(parent.message)))
  }

  return async (place: Place, key: string, parent?: Receipt, since = now()): Promise<Receipt | undefined> => {
    const send = requests.together()
    const target = await targets.of(send, place)
    const oldest = since.getTime() - marginMs
    const look =
      parent !== undefined
        ? findBelow(send, target, key, readReceipt(parent), oldest)
        : target.kind === 'forum'
          ? findInForum(send, place, key, oldest)
          : findIn(send, target.channel, key, oldest)
    const found = await look.catch(unlessUnreadable)
    return found && receiptOf(found)
  }
}
