import { z } from 'zod'
import { RefusedError } from '../../../src/errors.ts'
import type { Receipt } from '../../../src/delivery/port.ts'
import { readable } from '../connect/errors.ts'
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

/** The message in Discord's answer; only one of that channel is a success. */
export const readMessage = (answer: unknown, channel: string): Posted => {
  const schema = z.object({ id: snowflake, channel_id: z.literal(channel) })
  return { channel, message: readable(schema, answer, 'message of this channel').id }
}

/** A new post of that forum: a thread whose first message has the same id as the thread. */
export const readForumPost = (answer: unknown, forum: string): Posted => {
  const { id } = readable(z.object({ id: snowflake, parent_id: z.literal(forum) }), answer, 'forum post')
  return { channel: id, message: id }
}
