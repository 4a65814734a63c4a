import type { App } from '@slack/bolt'
import { answerMessage, type Context, commandText, personOf, placeOf } from './context.ts'
import { commandSchema } from './payloads.ts'
import { respond } from './reply.ts'

/** Handles `/rsis …`: only the asker sees the answer; in a channel it has a button that shares it. */
export const hearCommands = (app: App, context: Context): void => {
  app.command('/rsis', async ({ body }) => {
    const asked = commandSchema.parse(body)
    // Slack's name for a conversation between two people; its id is useless, because the bot is not a member.
    const channel = asked.channel_name === 'directmessage' ? undefined : asked.channel_id
    const place = placeOf(asked.team_id, channel, asked.user_id)
    const text = commandText(asked.text)
    const person = personOf(context, place, asked.user_id, asked.user_name)
    const manner = { response_type: 'ephemeral', replace_original: false } as const
    await respond(asked.response_url, manner, await answerMessage(context, { text, place, person }))
  })
}
