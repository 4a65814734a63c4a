import { Routes } from 'discord.js'
import { z } from 'zod'
import { RetryableError } from '../../src/errors.ts'
import type { Place, Receipt } from '../../src/delivery/port.ts'
import type { Target, Targets } from './channels.ts'
import { keyOf } from './custom-id.ts'
import { answerCode } from './errors.ts'
import { type Posted, readReceipt, receiptOf } from './receipt.ts'
import type { Requests, Send } from './requests.ts'

/** Discord's largest page, and how many of them are looked through: a week of most channels. */
const pageSize = 100
const mostPages = 20
/** Older than anything that the outbox still asks for. */
const oldestMs = 7 * 86_400_000
/** Source: Discord, Snowflakes: milliseconds since the first second of 2015, 22 bits up. */
const epochMs = 1_420_070_400_000n

const snowflake = z.string().regex(/^\d{1,20}$/u)
const messagesSchema = z.array(
  z.object({ id: snowflake, author: z.object({ id: snowflake }), components: z.array(z.unknown()).optional() }),
)

/** When Discord made the thing of this id, in milliseconds. */
const madeAt = (id: string): number => Number((BigInt(id) >> 22n) + epochMs)

const componentSchema = z.object({
  custom_id: z.string().optional(),
  components: z.array(z.unknown()).optional(),
  accessory: z.unknown().optional(),
})

/** Every custom id within components, however deep. */
const customIds = (component: unknown): string[] => {
  const { custom_id: id, components = [], accessory } = componentSchema.safeParse(component).data ?? {}
  return [
    ...(id === undefined ? [] : [id]),
    ...components.flatMap(customIds),
    ...(accessory === undefined ? [] : customIds(accessory)),
  ]
}

const carries = (message: { components?: unknown[] | undefined }, key: string): boolean =>
  (message.components ?? []).flatMap(customIds).some((id) => keyOf(id) === key)

const missing = new Set([10_003, 10_008])
/** A channel or message that is not there holds nothing. */
const unlessMissing = async <Value>(look: Promise<Value>): Promise<Value | undefined> =>
  look.catch((error: unknown) => {
    const code = answerCode(error)
    if (code === undefined || !missing.has(code)) throw error
    return undefined
  })

const activeThreadsSchema = z.object({
  threads: z.array(z.object({ id: snowflake, parent_id: snowflake.nullish(), owner_id: snowflake.nullish() })),
})

export type FindDeps = {
  readonly requests: Pick<Requests, 'together'>
  readonly targets: Targets
  readonly ownId: () => Promise<string>
  readonly now: () => Date
}

/**
 * Looks for the message with the key in what Discord keeps: its nonce is not kept, a button's custom id is.
 * Own messages can be read with their buttons without the message-content intent.
 */
export const createFind = ({ requests, targets, ownId, now }: FindDeps) => {
  const page = async (send: Send, channel: string, query: Record<string, string>) => {
    const answer = await send('get', Routes.channelMessages(channel), {
      query: new URLSearchParams({ limit: String(pageSize), ...query }),
    })
    const messages = messagesSchema.safeParse(answer).data
    // Taking an unreadable page for an empty one would send the message a second time.
    if (messages === undefined) throw new RetryableError('unreadable', 'Discord’s answer is no list of messages')
    return messages
  }

  const findIn = async (
    send: Send,
    channel: string,
    key: string,
    after: string | undefined,
  ): Promise<Posted | undefined> => {
    const own = await ownId()
    const oldest = now().getTime() - oldestMs
    let before: string | undefined
    for (let count = 0; count < mostPages; count += 1) {
      const messages = await page(send, channel, before === undefined ? {} : { before })
      const found = messages.find((message) => message.author.id === own && carries(message, key))
      if (found !== undefined) return { channel, message: found.id }
      const last = messages.at(-1)
      const isDone = last === undefined || messages.length < pageSize || madeAt(last.id) < oldest
      if (isDone || (after !== undefined && BigInt(last.id) <= BigInt(after))) return undefined
      before = last.id
    }
    return undefined
  }

  /** A forum's posts are threads; ours are young enough to be among the active ones. */
  const findInForum = async (send: Send, guild: string, forum: string, key: string): Promise<Posted | undefined> => {
    const own = await ownId()
    const answer = activeThreadsSchema.safeParse(await send('get', Routes.guildActiveThreads(guild))).data
    if (answer === undefined) throw new RetryableError('unreadable', 'Discord’s answer is no list of threads')
    const posts = answer.threads
      .filter(
        ({ parent_id: parent, owner_id: owner, id }) =>
          parent === forum && owner === own && madeAt(id) > now().getTime() - oldestMs,
      )
      .toSorted((one, other) => Number(BigInt(other.id) - BigInt(one.id)))
    for (const { id } of posts) {
      const [first] =
        messagesSchema.safeParse([await unlessMissing(send('get', Routes.channelMessage(id, id)))]).data ?? []
      if (first !== undefined && carries(first, key)) return { channel: id, message: id }
    }
    return undefined
  }

  const findBelow = async (send: Send, target: Target, key: string, parent: Posted): Promise<Posted | undefined> => {
    const thread = target.kind === 'forum' ? parent.channel : parent.message
    const inThread = await unlessMissing(findIn(send, thread, key, undefined))
    return inThread ?? (target.kind === 'forum' ? undefined : findIn(send, parent.channel, key, parent.message))
  }

  return async (place: Place, key: string, parent?: Receipt): Promise<Receipt | undefined> => {
    const send = requests.together()
    const target = await targets.of(send, place)
    const found =
      parent !== undefined
        ? await findBelow(send, target, key, readReceipt(parent))
        : target.kind === 'forum'
          ? await findInForum(send, place.tenant, target.channel, key)
          : await findIn(send, target.channel, key, undefined)
    return found && receiptOf(found)
  }
}
