import type { App } from '@slack/bolt'
import { answerMessage, answerTo, askerOf, type Context, commandText } from './context.ts'
import { clientMessageId } from '../post/key.ts'
import {
  channelSchema,
  directMessageSchema,
  homeSchema,
  interactionId,
  leftSchema,
  memberSchema,
  mentionSchema,
  revokedSchema,
} from './payloads.ts'
import { renderMessage } from '../render/message.ts'
import { publishHome } from './views.ts'

/** A mention in a channel is a command or a search; only the asker sees the answer, and can share it. */
const handleMentions = (app: App, context: Context): void => {
  app.event('app_mention', async ({ body }) => {
    const { team_id, event } = mentionSchema.parse(body)
    const text = commandText(event.text.replaceAll(/<@[^>]*>/gu, ' '))
    const asker = askerOf(context, team_id, event.channel, { id: event.user })
    const message = await answerMessage(context, { text, ...asker })
    const slack = await context.client(team_id)
    await slack.chat.postEphemeral({
      channel: event.channel,
      user: event.user,
      ...(event.thread_ts === undefined ? {} : { thread_ts: event.thread_ts }),
      ...message,
    })
  })
}

/** A direct message to the bot is a command or a search as well; nobody else sees the conversation. */
const handleDirectMessages = (app: App, context: Context): void => {
  app.message(async ({ body }) => {
    const message = directMessageSchema.safeParse(body)
    if (!message.success) return
    const { team_id, event } = message.data
    const asker = askerOf(context, team_id, event.channel, { id: event.user })
    const card = await answerTo(context, { text: commandText(event.text), ...asker })
    const slack = await context.client(team_id)
    await slack.chat.postMessage({
      channel: event.channel,
      ...renderMessage(card),
      ...clientMessageId(interactionId(body) ?? ''),
    })
  })
}

const handleHome = (app: App, context: Context): void => {
  app.event('app_home_opened', async ({ body }) => {
    const { team_id, event } = homeSchema.parse(body)
    if (event.tab === 'home') await publishHome(context, team_id, event.user)
  })
}

/** The workspace removed the app. Slack reports it in two events, in any order and perhaps repeatedly. */
const handleLeaving = (app: App, context: Context, forget: (tenant: string) => Promise<void>): void => {
  const leave = async (tenant: string): Promise<void> => {
    await forget(tenant)
    await context.handler().left({ platform: 'slack', tenant }, 0)
  }
  app.event('app_uninstalled', async ({ body }) => leave(leftSchema.parse(body).team_id))
  app.event('tokens_revoked', async ({ body }) => {
    const { team_id, event } = revokedSchema.parse(body)
    if ((event.tokens.bot ?? []).length > 0) await leave(team_id)
  })
}

/** A channel accepts posts again: the bot was invited to it, or it was unarchived. */
const handleReopening = (app: App, context: Context): void => {
  const reopen = async (tenant: string, channel: string): Promise<void> =>
    context.handler().reopened({ platform: 'slack', tenant, channel })
  app.event('member_joined_channel', async ({ body, context: { botUserId } }) => {
    const { team_id, event } = memberSchema.parse(body)
    if (event.user === botUserId) await reopen(team_id, event.channel)
  })
  const handleUnarchived = async ({ body }: { readonly body: unknown }): Promise<void> => {
    const { team_id, event } = channelSchema.parse(body)
    await reopen(team_id, event.channel)
  }
  app.event('channel_unarchive', handleUnarchived)
  app.event('group_unarchive', handleUnarchived)
}

/** Handles events: mentions, direct messages, App Home, removal of the app, and channels that accept posts again. `forget` deletes a workspace's tokens. */
export const handleEvents = (app: App, context: Context, forget: (tenant: string) => Promise<void>): void => {
  handleMentions(app, context)
  handleDirectMessages(app, context)
  handleHome(app, context)
  handleLeaving(app, context, forget)
  handleReopening(app, context)
}
