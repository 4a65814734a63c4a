import { MessageType, Routes } from 'discord.js'
import { z } from 'zod'
import { withWholeFile } from '../../../src/card/with-file.ts'
import type { Command } from '../../../src/commands/port.ts'
import { describeError } from '../../../src/errors.ts'
import { createOnce } from '../../../src/platform/once-per-id.ts'
import { withoutName } from '../../../src/platform/typed-command.ts'
import { withoutNulls } from '../../../src/platform/without-nulls.ts'
import { snowflake } from '../connect/snowflake.ts'
import { inLayoutOrPlain } from '../post/plain-or-layout.ts'
import { type Context, directAsker } from './context.ts'
import { user } from './payloads.ts'

/** A message that a person wrote to the bot. Bots, webhooks and messages in servers, such as our own hidden answers, do not match. */
const messageSchema = z.object({
  id: snowflake,
  channel_id: snowflake,
  guild_id: z.undefined().optional(),
  webhook_id: z.undefined().optional(),
  author: user.extend({ bot: z.literal(false).optional() }),
  type: z.literal([MessageType.Default, MessageType.Reply]),
  content: z.string(),
})

/** The text after `/rsis` or after a mention of the bot. */
const commandIn = (content: string): string => withoutName(content.replaceAll(/<@!?\d+>/gu, ' '))

/**
 * Answers direct messages to the bot, which are commands or searches, as after `/rsis`.
 * Source: Discord, Gateway, Message Content Intent: messages to the bot itself carry their content without it.
 */
export const createDirectMessages = ({ handler, send, memory, log }: Context) => {
  const once = createOnce(memory, log)

  const answer = async (command: Command, channel: string, id: string): Promise<void> => {
    const card = await handler.answer(command)
    let nonce = id
    for await (const shown of withWholeFile(card)) {
      const unique = { nonce, enforce_nonce: true }
      await inLayoutOrPlain({ memory, log }, shown, {}, async (body, files) =>
        send('post', Routes.channelMessages(channel), { body: { ...body, ...unique }, ...files }),
      )
      nonce = `${id} file`
    }
  }

  /** Answers the message in a gateway event, if it is a direct message to the bot. Never rejects. */
  return async (data: unknown): Promise<void> => {
    const message = messageSchema.safeParse(withoutNulls(data)).data
    if (message === undefined) return
    const { id, channel_id: channel, author, content } = message
    const text = commandIn(content)
    try {
      // A sticker or a picture has no text; after a resume the gateway may repeat a message.
      if (text !== '') await once(`message ${id}`, async () => answer({ text, ...directAsker(author) }, channel, id))
    } catch (error) {
      log.warn({ error: describeError(error) }, 'a direct message was not answered')
    }
  }
}
