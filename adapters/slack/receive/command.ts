import type { z } from 'zod'
import { answerMessage, askerOf, type Context, commandText } from './context.ts'
import type { From } from './on.ts'
import type { commandSchema } from './payloads.ts'
import { tell } from './reply.ts'

/** Handles `/rsis …`: only the asker sees the answer; in a channel it has a button that shares it. */
export const handleCommand = async (
  context: Context,
  asked: z.infer<typeof commandSchema>,
  { tenant }: From,
): Promise<void> => {
  // Slack's name for a conversation between two people; its id is useless, because the bot is not a member.
  const channel = asked.channel_name === 'directmessage' ? undefined : asked.channel_id
  const asker = askerOf(context, tenant, channel, { id: asked.user_id, name: asked.user_name })
  const answer = await answerMessage(context, { text: commandText(asked.text), ...asker })
  await tell(context, asker, answer, { url: asked.response_url })
}
