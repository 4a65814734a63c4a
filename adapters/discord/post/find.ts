import { Routes } from 'discord.js'
import { z } from 'zod'
import { GoneError, RetryableError } from '../../../src/errors.ts'
import type { Place, Receipt } from '../../../src/delivery/port.ts'
import type { Target, Targets } from './channels.ts'
import { carries, readable, readHistoryMessage, readPage, unlessMissing } from './history.ts'
import { type Posted, readReceipt, receiptOf } from './receipt.ts'
import type { Requests, Send } from '../connect/requests.ts'
import { madeAt } from '../connect/snowflake.ts'

/** How much of a channel is looked through: more than a week of most. */
const mostPages = 20
/** Older than anything that the outbox still asks for. */
const oldestMs = 7 * 86_400_000

const activeThreadsSchema = z.object({
  threads: z.array(z.object({ id: z.string(), parent_id: z.string().nullish(), owner_id: z.string().nullish() })),
})

export type FindDeps = {
  readonly requests: Pick<Requests, 'together'>
  readonly targets: Targets
  readonly ownId: () => Promise<string>
  readonly now: () => Date
}

/** Without the right to read, nobody can say whether the message is there: that is for a person to see. */
const unlessForbidden = (error: unknown): never => {
  const isForbidden = error instanceof GoneError && (error.code === '50001' || error.code === '50013')
  if (!isForbidden) throw error
  throw new RetryableError('cannot-look', 'give the bot View Channel and Read Message History in this channel')
}

/**
 * Looks for the message with the key in what Discord keeps: its nonce is not kept, a button's custom id is.
 * Own messages can be read with their buttons without the message-content intent.
 */
export const createFind = ({ requests, targets, ownId, now }: FindDeps) => {
  /** `after`: a message that it can only be younger than. */
  const findIn = async (send: Send, channel: string, key: string, after?: string): Promise<Posted | undefined> => {
    const own = await ownId()
    const oldest = Math.max(now().getTime() - oldestMs, after === undefined ? 0 : madeAt(after))
    let before: string | undefined
    for (let count = 0; count < mostPages; count += 1) {
      const { messages, isLast } = await readPage(send, channel, before)
      const found = messages.find((message) => message.author.id === own && carries(message, key))
      if (found !== undefined) return { channel, message: found.id }
      before = messages.at(-1)?.id
      if (isLast || before === undefined || madeAt(before) < oldest) return undefined
    }
    throw new RetryableError('cannot-look', `the message is not among the last ${mostPages * 100} of this channel`)
  }

  /** A forum's posts are threads; ours are young enough to be among the active ones. */
  const findInForum = async (send: Send, guild: string, forum: string, key: string): Promise<Posted | undefined> => {
    const own = await ownId()
    const { threads } = readable(activeThreadsSchema, await send('get', Routes.guildActiveThreads(guild)))
    const youngest = now().getTime() - oldestMs
    const posts = threads
      .filter(({ parent_id: parent, owner_id: owner }) => parent === forum && owner === own)
      .filter(({ id }) => madeAt(id) > youngest)
      .toSorted((one, other) => madeAt(other.id) - madeAt(one.id))
    for (const { id } of posts) {
      const first = await unlessMissing(send('get', Routes.channelMessage(id, id)))
      if (first !== undefined && carries(readHistoryMessage(first), key)) return { channel: id, message: id }
    }
    return undefined
  }

  /** In the message's thread, or among the replies to it where there was no thread. */
  const findBelow = async (send: Send, { kind }: Target, key: string, parent: Posted): Promise<Posted | undefined> => {
    if (kind === 'forum') return unlessMissing(findIn(send, parent.channel, key))
    const isThreaded = kind === 'text' || kind === 'announcement'
    const inThread = isThreaded ? await unlessMissing(findIn(send, parent.message, key)) : undefined
    return inThread ?? findIn(send, parent.channel, key, parent.message)
  }

  return async (place: Place, key: string, parent?: Receipt): Promise<Receipt | undefined> => {
    const send = requests.together()
    const target = await targets.of(send, place)
    const look =
      parent !== undefined
        ? findBelow(send, target, key, readReceipt(parent))
        : target.kind === 'forum'
          ? findInForum(send, place.tenant, target.channel, key)
          : findIn(send, target.channel, key)
    const found = await look.catch(unlessForbidden)
    return found && receiptOf(found)
  }
}
