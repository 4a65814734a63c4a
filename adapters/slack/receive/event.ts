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
import { onEvent } from './on-event.ts'
import { tell } from './reply.ts'
import { publishHome } from './views.ts'

const threadOf = ({ thread_ts }: { readonly thread_ts?: string | undefined }) =>
  thread_ts === undefined ? {} : { thread_ts }

/** A mention in a channel is a command or a search; only the asker sees the answer, and can share it. */
const handleMentions = (app: App, context: Context): void => {
  onEvent(app, 'app_mention', mentionSchema, async (event, tenant) => {
    const text = commandText(event.text.replaceAll(/<@[^>]*>/gu, ' '))
    const asker = askerOf(context, tenant, event.channel, { id: event.user })
    await tell(context, asker, await answerMessage(context, { text, ...asker }), { more: threadOf(event) })
  })
}

/** A direct message to the bot is a command or a search as well; nobody else sees the conversation. */
const handleDirectMessages = (app: App, context: Context): void => {
  app.message(async ({ body, context: { teamId = '' } }) => {
    const event = directMessageSchema.safeParse(body).data?.event
    const text = commandText(event?.text ?? '')
    // A picture has no text.
    if (event === undefined || (text === '' && event.subtype !== undefined)) return
    const asker = askerOf(context, teamId, event.channel, { id: event.user })
    const card = await answerTo(context, { text, ...asker })
    const more = { ...threadOf(event), ...clientMessageId(interactionId(body) ?? '') }
    await tell(context, asker, renderMessage(card), { more })
  })
}

const handleHome = (app: App, context: Context): void => {
  onEvent(app, 'app_home_opened', homeSchema, async ({ tab, user }, tenant) => {
    if (tab === 'home') await publishHome(context, tenant, user)
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
  const reopen = async ({ channel }: { readonly channel: string }, tenant: string): Promise<void> =>
    context.handler().reopened({ platform: 'slack', tenant, channel })
  onEvent(app, 'member_joined_channel', memberSchema, async (event, tenant, botUser) => {
    if (event.user === botUser) await reopen(event, tenant)
  })
  onEvent(app, 'channel_unarchive', channelSchema, reopen)
  onEvent(app, 'group_unarchive', channelSchema, reopen)
}

/** Handles events: mentions, direct messages, App Home, removal of the app, and channels that accept posts again. `forget` deletes a workspace's tokens. */
export const handleEvents = (app: App, context: Context, forget: (tenant: string) => Promise<void>): void => {
  handleMentions(app, context)
  handleDirectMessages(app, context)
  handleHome(app, context)
  handleLeaving(app, context, forget)
  handleReopening(app, context)
}
