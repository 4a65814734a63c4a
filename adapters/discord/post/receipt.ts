import { z } from 'zod'
import { RefusedError, RetryableError } from '../../../src/errors.ts'
import type { Receipt } from '../../../src/delivery/port.ts'
import { snowflake } from '../connect/snowflake.ts'

/** A message, by its channel and its id on Discord. */
export type Posted = { readonly channel: string; readonly message: string }

/** A receipt's id is `<channel>/<message>`, because a thread or a forum post is a separate channel, which an edit needs. */
export const receiptOf = ({ channel, message }: Posted): Receipt => ({ id: `${channel}/${message}` })

/** @throws RefusedError for a receipt of another platform. */
export const readReceipt = ({ id }: Receipt): Posted => {
  const [, channel, message] = /^(\d{1,20})\/(\d{1,20})$/u.exec(id) ?? []
  if (channel === undefined || message === undefined)
    throw new RefusedError('receipt', `“${id.slice(0, 60)}” is not a message of Discord`)
  return { channel, message }
}

const messageSchema = z.object({ id: snowflake, channel_id: snowflake })

/** discord.js returns any answer with status 200, even a proxy's page; only a message of that channel is a success. */
export const readMessage = (answer: unknown, channel: string): Posted => {
  const message = messageSchema.safeParse(answer).data
  if (message === undefined || message.channel_id !== channel) {
    throw new RetryableError('unreadable', 'Discord’s answer is not a message of this channel')
  }
  return { channel, message: message.id }
}

const forumPostSchema = z.object({ id: snowflake, parent_id: snowflake })

/** A new post of that forum: a thread whose first message has the same id as the thread. */
export const readForumPost = (answer: unknown, forum: string): Posted => {
  const thread = forumPostSchema.safeParse(answer).data
  if (thread === undefined || thread.parent_id !== forum)
    throw new RetryableError('unreadable', 'Discord’s answer is not a forum post')
  return { channel: thread.id, message: thread.id }
}
