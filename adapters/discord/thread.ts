import { Routes, ThreadAutoArchiveDuration } from 'discord.js'
import { RefusedError } from '../../src/errors.ts'
import { answerCode } from './errors.ts'
import type { Posted } from './receipt.ts'
import type { Send } from './requests.ts'

const alreadyThere = 160_004
const unknownMessage = 10_008
const notPermitted = new Set([50_001, 50_013])
/** A thread cannot be opened here, but a message can be sent: in a thread, and where the server has too many. */
const noThreadHere = new Set([50_024, 160_006, 30_033])

/**
 * The thread of a message, made where there is none; by Discord's rule it has the message's own id. Undefined where none can
 * be made, so that a reply has to do.
 * @throws RefusedError when the message was deleted: what should stand below it has no place any more.
 */
export const threadOf = async (send: Send, { channel, message }: Posted): Promise<string | undefined> => {
  try {
    await send('post', Routes.threads(channel, message), {
      body: { name: 'Further claims', auto_archive_duration: ThreadAutoArchiveDuration.OneDay },
    })
    return message
  } catch (error) {
    const code = answerCode(error)
    if (code === alreadyThere) return message
    if (code !== undefined && (notPermitted.has(code) || noThreadHere.has(code))) return undefined
    if (code === unknownMessage)
      throw new RefusedError('10008', 'the message was deleted, so nothing is posted below it')
    throw error
  }
}
