import { ChannelType, OAuth2Scopes, PermissionFlagsBits } from 'discord.js'
import type { Card } from '../../../src/card/card.ts'
import { problemCard } from '../../../src/card/problem-card.ts'

const { ViewChannel, SendMessages, SendMessagesInThreads, CreatePublicThreads, ReadMessageHistory } =
  PermissionFlagsBits

const names = new Map<bigint, string>([
  [ViewChannel, 'View Channel'],
  [SendMessages, 'Send Messages'],
  [SendMessagesInThreads, 'Send Messages in Threads'],
  [ReadMessageHistory, 'Read Message History'],
])

/** The permissions that posting exactly once needs, and threads for further claims. */
const invited = ViewChannel | SendMessages | SendMessagesInThreads | CreatePublicThreads | ReadMessageHistory

/** The address that invites the bot into a server, with the least permissions. */
export const inviteUrl = (applicationId: string): string => {
  const url = new URL('https://discord.com/oauth2/authorize')
  url.searchParams.set('client_id', applicationId)
  url.searchParams.set('scope', `${OAuth2Scopes.Bot} ${OAuth2Scopes.ApplicationsCommands}`)
  url.searchParams.set('permissions', String(invited))
  return url.href
}

const threads: readonly number[] = [ChannelType.AnnouncementThread, ChannelType.PublicThread, ChannelType.PrivateThread]

export const isThread = (channelType: number | undefined): boolean =>
  channelType !== undefined && threads.includes(channelType)

/** The permissions, by Discord's names, that the bot lacks for posting in a channel of that type and finding its post again. */
const missing = (permissions: bigint, channelType: number | undefined): string[] => {
  if ((permissions & PermissionFlagsBits.Administrator) !== 0n) return []
  const wanted = [ViewChannel, isThread(channelType) ? SendMessagesInThreads : SendMessages, ReadMessageHistory]
  return wanted.filter((bit) => (permissions & bit) === 0n).map((bit) => names.get(bit) ?? '')
}

/** Whether the bot may post in a channel of that type, and find its post again. */
export const mayPost = (permissions: bigint | undefined, channelType: number | undefined): boolean =>
  permissions !== undefined && missing(permissions, channelType).length === 0

/** Commands that post something here. */
const posting = /^(?:subscribe .|test$|digest (?:set|now)|watch add)/u

/**
 * The answer to a command whose post the bot may not make; undefined if it may.
 * Read Message History is needed to look for a post that may have arrived.
 */
export const refusePosting = (
  text: string,
  permissions: bigint | undefined,
  channelType: number | undefined,
): Card | undefined => {
  if (permissions === undefined || !posting.test(text)) return undefined
  const lacking = missing(permissions, channelType)
  if (lacking.length === 0) return undefined
  return problemCard(
    'Channel: I may not post here yet; give me ',
    { text: lacking.join(', '), style: 'strong' },
    ' in this channel’s settings (Permissions → Add members or roles) and send the command again.',
  )
}
