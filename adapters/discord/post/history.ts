import { Routes } from 'discord.js'
import { z } from 'zod'
import { RetryableError } from '../../../src/errors.ts'
import { keyOf } from '../render/custom-id.ts'
import { answerCode, readable } from '../connect/errors.ts'
import type { Send } from '../connect/requests.ts'
import { snowflake } from '../connect/snowflake.ts'

const pageSize = 100

const messageSchema = z.object({
  id: snowflake,
  author: z.object({ id: snowflake }),
  components: z.array(z.unknown()).optional(),
})
export type HistoryMessage = z.infer<typeof messageSchema>

const componentSchema = z.object({
  custom_id: z.string().optional(),
  components: z.array(z.unknown()).optional(),
  accessory: z.unknown().optional(),
})

/** All custom ids in a component and the components inside it. */
const customIds = (component: unknown): string[] => {
  const { custom_id: id, components = [], accessory } = componentSchema.safeParse(component).data ?? {}
  return [
    ...(id === undefined ? [] : [id]),
    ...components.flatMap(customIds),
    ...(accessory === undefined ? [] : customIds(accessory)),
  ]
}

/** Whether a button of the message contains the key. */
export const carries = ({ components = [] }: HistoryMessage, key: string): boolean =>
  components.flatMap(customIds).some((id) => keyOf(id) === key)

const missing = new Set([10_003, 10_008])

/** The result of `look`; undefined if its channel or message does not exist. */
export const unlessMissing = async <Value>(look: Promise<Value>): Promise<Value | undefined> =>
  look.catch((error: unknown) => {
    const code = answerCode(error)
    if (code === undefined || !missing.has(code)) throw error
    return undefined
  })

/** A message as Discord's history shows it. @throws RetryableError for anything else. */
export const readHistoryMessage = (answer: unknown): HistoryMessage => readable(messageSchema, answer)

const lastMessageSchema = z.object({ last_message_id: snowflake.nullish() })

/**
 * Whether a history that Discord shows as empty is empty. Discord also shows an empty history to those who may not read
 * it, but they get an error when they request the newest message by its id. A channel still names a deleted message as
 * its newest one, and a message may have arrived meanwhile.
 * @throws GoneError 50013 if the history may not be read.
 */
const isEmpty = async (send: Send, channel: string): Promise<boolean> => {
  const { last_message_id: last } = readable(lastMessageSchema, await send('get', Routes.channel(channel)))
  if (last === undefined || last === null) return true
  return (await unlessMissing(send('get', Routes.channelMessage(channel, last)))) === undefined
}

/** A page of the channel's messages that are older than `before`, newest first; a page that is not full is the last. */
export const readPage = async (
  send: Send,
  channel: string,
  before: string | undefined,
): Promise<{ readonly messages: readonly HistoryMessage[]; readonly isLast: boolean }> => {
  const query = new URLSearchParams({ limit: String(pageSize), ...(before === undefined ? {} : { before }) })
  const read = async () =>
    readable(z.array(messageSchema), await send('get', Routes.channelMessages(channel), { query }))
  const first = await read()
  const isSure = first.length > 0 || before !== undefined || (await isEmpty(send, channel))
  const messages = isSure ? first : await read()
  if (messages.length === 0 && !isSure)
    throw new RetryableError('cannot-look', 'no message can be read; give the bot Read Message History in this channel')
  return { messages, isLast: messages.length < pageSize }
}
