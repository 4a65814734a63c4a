import { Routes, ThreadAutoArchiveDuration } from 'discord.js'
import { z } from 'zod'
import { RefusedError } from '../../../src/errors.ts'
import { answerCode, readable, unknownMessage } from '../connect/errors.ts'
import type { Posted } from './receipt.ts'
import type { Send } from '../connect/requests.ts'

const alreadyThere = 160_004
/** Codes for a thread in which the bot may not write. */
export const notPermitted: ReadonlySet<number> = new Set([50_001, 50_013])
/** Codes for places where a message can be sent and a thread cannot be opened: within a thread, or in a server with too many. */
const noThreadHere = new Set([50_024, 160_006, 30_033])

/**
 * The thread of a message, created if necessary; it has the same id as the message. Undefined if none can
 * be made; then a reply is sent instead.
 * @throws RefusedError if the message was deleted, because it can have no thread then.
 */
export const threadOf = async (send: Send, { channel, message }: Posted, name: string): Promise<string | undefined> => {
  try {
    const answer = await send('post', Routes.threads(channel, message), {
      body: { name, auto_archive_duration: ThreadAutoArchiveDuration.OneDay },
    })
    return readable(z.object({ id: z.literal(message) }), answer, 'thread of the message').id
  } catch (error) {
    const code = answerCode(error)
    if (code === alreadyThere) return message
    if (code !== undefined && (notPermitted.has(code) || noThreadHere.has(code))) return undefined
    if (code === unknownMessage) {
      throw new RefusedError('10008', 'the message was deleted, so nothing is posted below it')
    }
    throw error
  }
}
