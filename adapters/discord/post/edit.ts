import { Routes } from 'discord.js'
import { GoneError, RefusedError } from '../../../src/errors.ts'
import type { Card, Place, Receipt } from '../../../src/delivery/port.ts'
import type { Targets } from './channels.ts'
import { answerCode } from '../connect/errors.ts'
import type { Memory } from '../../../src/store/port.ts'
import { keepCommands } from '../render/kept-commands.ts'
import { readMessage, readReceipt } from './receipt.ts'
import { renderMessage } from '../render/message.ts'
import { renderPlain } from '../render/plain.ts'
import type { Requests } from '../connect/requests.ts'

const archived = 50_083
const unknownMessage = 10_008

/**
 * Replaces a posted card. A thread that Discord archived for its age is opened again; a layout that Discord
 * refuses is replaced by plain text, as when it is posted.
 */
export const createEdit =
  ({ requests, targets, memory }: { requests: Pick<Requests, 'together'>; targets: Targets; memory: Memory }) =>
  async (place: Place, receipt: Receipt, card: Card, key: string): Promise<void> => {
    const send = requests.together()
    // This also checks that the channel still belongs to this server.
    const own = (await targets.of(send, place)).channel
    const { channel, message } = readReceipt(receipt)
    const { payload, kept } = renderMessage(card, { key })
    await keepCommands(memory, kept)
    const put = async (body: object): Promise<unknown> =>
      send('patch', Routes.channelMessage(channel, message), { body })
    const edit = async (): Promise<unknown> =>
      put(payload).catch(async (error: unknown) => {
        if (!(error instanceof RefusedError) || answerCode(error) === unknownMessage) throw error
        return put(renderPlain(card, key))
      })
    try {
      readMessage(await edit(), channel)
    } catch (error) {
      const code = answerCode(error)
      if (code === unknownMessage) throw new RefusedError('10008', 'somebody deleted the message')
      if (!(error instanceof GoneError)) throw error
      // If only the thread is gone, the place is not.
      if (code !== archived && channel !== own) throw new RefusedError(error.code, `its thread: ${error.message}`)
      if (code !== archived) throw error
      await send('patch', Routes.channel(channel), { body: { archived: false } })
      readMessage(await edit(), channel)
    }
  }
