import type { RawFile } from 'discord.js'
import type { Card } from '../../../src/card/card.ts'
import { RefusedError } from '../../../src/errors.ts'
import type { Log } from '../../../src/log.ts'
import type { Memory } from '../../../src/store/port.ts'
import { answerCode, unknownMessage } from '../connect/errors.ts'
import { keepCommands } from '../render/kept-commands.ts'
import { type RenderOptions, renderMessage } from '../render/message.ts'
import { renderPlain } from '../render/plain.ts'

type Files = { readonly files?: RawFile[] }

/** The card's file as a part of the request; the message refers to it by its name. */
const filesOf = ({ file }: Card): Files =>
  file === undefined ? {} : { files: [{ name: file.name, data: Buffer.from(file.text), contentType: file.mediaType }] }

/**
 * Sends the rendered card with its file. If Discord refuses it, nothing was posted, so it is sent once more as plain
 * text; not if somebody deleted the message.
 */
export const inLayoutOrPlain = async <Answer>(
  { memory, log }: { readonly memory: Memory; readonly log: Log },
  card: Card,
  options: RenderOptions,
  send: (body: { readonly flags: number }, files: Files) => Promise<Answer>,
): Promise<Answer> => {
  const { payload, kept } = renderMessage(card, options)
  await keepCommands(memory, kept)
  try {
    return await send(payload, filesOf(card))
  } catch (error) {
    if (!(error instanceof RefusedError) || answerCode(error) === unknownMessage) throw error
    log.warn(
      { code: error.code, reason: error.message },
      'Discord refuses the layout of a card; sending it as plain text',
    )
    return send(renderPlain(card, options.key), {})
  }
}
