import { ChannelType, OAuth2Scopes, PermissionsBitField, type PermissionsString } from 'discord.js'
import type { Card } from '../../../src/card/card.ts'
import { problemCard } from '../../../src/card/problem-card.ts'

/** The permissions that posting exactly once needs, and threads for further claims. */
const invited: readonly PermissionsString[] = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'CreatePublicThreads',
  'ReadMessageHistory',
]

/** The address that invites the bot into a server, with the least permissions. */
export const inviteUrl = (applicationId: string): string => {
  const url = new URL('https://discord.com/oauth2/authorize')
  url.searchParams.set('client_id', applicationId)
  url.searchParams.set('scope', `${OAuth2Scopes.Bot} ${OAuth2Scopes.ApplicationsCommands}`)
  url.searchParams.set('permissions', String(PermissionsBitField.resolve(invited)))
  return url.href
}

const threads: readonly number[] = [ChannelType.AnnouncementThread, ChannelType.PublicThread, ChannelType.PrivateThread]

/** Whether a type of channel is a thread. */
export const isThread = (channelType: number | undefined): boolean =>
  channelType !== undefined && threads.includes(channelType)

/** The permissions that the bot lacks for posting in a channel of that type and finding its post again. */
const missing = (permissions: PermissionsBitField, channelType: number | undefined): PermissionsString[] =>
  permissions.missing([
    'ViewChannel',
    isThread(channelType) ? 'SendMessagesInThreads' : 'SendMessages',
    'ReadMessageHistory',
  ])

/** Whether the bot may post in a channel of that type, and find its post again. */
export const mayPost = (permissions: PermissionsBitField | undefined, channelType: number | undefined): boolean =>
  permissions !== undefined && missing(permissions, channelType).length === 0

/** A permission as Discord's settings name it: `Send Messages in Threads`. */
const nameOf = (permission: PermissionsString): string =>
  permission.replaceAll(/\B(?=[A-Z])/gu, ' ').replace(' In ', ' in ')

/**
 * The answer that names what the bot lacks for posting in a channel; undefined if it lacks nothing, or if the payload does not say.
 * Read Message History is needed to look for a post that may have arrived.
 */
export const postingProblem = (
  permissions: PermissionsBitField | undefined,
  channelType: number | undefined,
): Card | undefined => {
  if (permissions === undefined || mayPost(permissions, channelType)) return undefined
  return problemCard(
    'Channel: I may not post here yet; give me ',
    { text: missing(permissions, channelType).map(nameOf).join(', '), style: 'strong' },
    ' in this channel’s settings (Permissions → Add members or roles) and send the command again.',
  )
}
