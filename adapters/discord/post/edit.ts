import { Routes } from 'discord.js'
import { GoneError, RefusedError } from '../../../src/errors.ts'
import type { Poster } from '../../../src/delivery/port.ts'
import { answerCode, unknownMessage } from '../connect/errors.ts'
import { inLayoutOrPlain } from './plain-or-layout.ts'
import type { PostDeps } from './post.ts'
import { readMessage, readReceipt } from './receipt.ts'

const archived = 50_083

/** Replaces a posted card. A thread that Discord archived for its age is opened again. */
export const createEdit =
  ({ requests, targets, ...deps }: PostDeps): Poster['edit'] =>
  async (place, receipt, card, key) => {
    const send = requests.together()
    // This also checks that the channel still belongs to this server.
    const own = (await targets.of(send, place)).channel
    const { channel, message } = readReceipt(receipt)
    const edit = async (): Promise<void> => {
      const answer = await inLayoutOrPlain(deps, card, { key }, async (body) =>
        send('patch', Routes.channelMessage(channel, message), { body }),
      )
      readMessage(answer, channel)
    }
    try {
      await edit()
    } catch (error) {
      const code = answerCode(error)
      if (code === unknownMessage) throw new RefusedError('10008', 'somebody deleted the message')
      if (!(error instanceof GoneError)) throw error
      // If only the thread is gone, the place is not.
      if (code !== archived && channel !== own) throw new RefusedError(error.code, `its thread: ${error.message}`)
      if (code !== archived) throw error
      await send('patch', Routes.channel(channel), { body: { archived: false } })
      await edit()
    }
  }
