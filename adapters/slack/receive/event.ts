import { answerMessage, answerTo, askerOf, type Context, commandText } from './context.ts'
import { clientMessageId } from '../post/key.ts'
import { type Handle, on } from './on.ts'
import {
  channelSchema,
  detailsSchema,
  directMessageSchema,
  homeSchema,
  linkSchema,
  memberSchema,
  mentionSchema,
  revokedSchema,
  uninstalledSchema,
} from './payloads.ts'
import { renderMessage } from '../render/message.ts'
import { tell, threadOf } from './reply.ts'
import { offerBriefings, showDetails } from './unfurl.ts'
import { publishHome } from './views.ts'

/** A mention in a channel is a command or a search; only the asker sees the answer, and can share it. */
const onMention = on(mentionSchema, async (context, event, { tenant }) => {
  const text = commandText(event.text.replaceAll(/<@[^>]*>/gu, ' '))
  const asker = askerOf(context, tenant, event.channel, { id: event.user })
  await tell(context, asker, await answerMessage(context, { text, ...asker }), { more: threadOf(event) })
})

/** A direct message to the bot is a command or a search as well; nobody else sees the conversation. */
const onDirectMessage = on(directMessageSchema, async (context, event, { tenant, id = '' }) => {
  const text = commandText(event.text)
  // A picture has no text.
  if (text === '' && event.subtype !== undefined) return
  const asker = askerOf(context, tenant, event.channel, { id: event.user })
  const card = await answerTo(context, { text, ...asker })
  await tell(context, asker, renderMessage(card), { more: { ...threadOf(event), ...clientMessageId(id) } })
})

/** The workspace removed the app. Slack reports it in two events, in any order and perhaps repeatedly. */
const leave = async (context: Context, { team_id: tenant }: { readonly team_id: string }): Promise<void> => {
  await context.forget(tenant)
  await context.handler.left({ platform: 'slack', tenant }, 0)
}

/** A channel accepts posts again: the bot was invited to it, or it was unarchived. */
const reopen = async ({ handler }: Context, tenant: string, channel: string): Promise<void> =>
  handler.reopened({ platform: 'slack', tenant, channel })

const onUnarchived = on(channelSchema, async (context, { channel }, { tenant }) => reopen(context, tenant, channel))

/** What is done at each event, by its type; manifest.yaml asks for these. */
export const eventHandlers: Readonly<Record<string, Handle>> = {
  app_mention: onMention,
  message: onDirectMessage,
  app_home_opened: on(homeSchema, async (context, { tab, user }, { tenant }) => {
    if (tab === 'home') await publishHome(context, tenant, user)
  }),
  app_uninstalled: on(uninstalledSchema, leave),
  tokens_revoked: on(revokedSchema, leave),
  member_joined_channel: on(memberSchema, async (context, { user, channel }, { tenant, botUser }) => {
    if (user === botUser) await reopen(context, tenant, channel)
  }),
  channel_unarchive: onUnarchived,
  group_unarchive: onUnarchived,
  link_shared: on(linkSchema, offerBriefings),
  entity_details_requested: on(detailsSchema, showDetails),
}
