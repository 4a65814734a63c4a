import { z } from 'zod'
import type { Receipt } from '../../../src/delivery/port.ts'
import { RetryableError } from '../../../src/errors.ts'

/** Slack's address of a message. `channel` is the conversation's own id, even if the message was posted to a person. */
export type MessageAddress = { readonly channel: string; readonly ts: string }

const postedSchema = z.object({
  ok: z.literal(true),
  channel: z.string().regex(/^[A-Z0-9]{2,30}$/u),
  ts: z.string().regex(/^\d{1,12}\.\d{1,8}$/u),
})

/** @throws RetryableError (uncertain) if the answer does not belong to a post in `channel`. */
export const readPosted = (answer: unknown, channel: string): MessageAddress => {
  const posted = postedSchema.safeParse(answer)
  // A message to a person (U…, W…) is answered with the conversation's id (D…).
  if (!posted.success || (posted.data.channel !== channel && !/^[UW]/u.test(channel))) {
    throw new RetryableError('unreadable-answer', 'Slack’s answer names no message of this channel')
  }
  return { channel: posted.data.channel, ts: posted.data.ts }
}

/** The receipt of the message at this address: `<channel>/<ts>`. */
export const receiptOf = ({ channel, ts }: MessageAddress): Receipt => ({ id: `${channel}/${ts}` })

/** The address in a receipt. */
export const addressOf = ({ id }: Receipt): MessageAddress => {
  const [channel = '', ts = ''] = id.split('/')
  return { channel, ts }
}
