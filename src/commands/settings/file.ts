import { shown } from '../../archive/query/text.ts'
import { UserError } from '../../errors.ts'
import type { OwnFeed } from '../../feed/store-feeds.ts'
import type { Subscription } from '../../subscriptions/subscription.ts'
import { requestText } from '../describe-subscription.ts'

/** The settings of one channel, as lines to type after `/rsis`. */
export type ChannelSettings = {
  /** The platform's id of the channel, and of the thread if it is one. */
  readonly channel: string
  /** The words after `subscribe`. */
  readonly subscribe: string | undefined
  readonly watches: readonly string[]
  readonly mutedUntil: Date | undefined
  readonly hasAlerts: boolean
}

/** The settings of a workspace that another workspace could have as well. */
export type Settings = { readonly feeds: readonly string[]; readonly channels: readonly ChannelSettings[] }

const firstLine = '# RSIS Brief settings'

const channelLines = ({ channel, subscribe, watches, mutedUntil, hasAlerts }: ChannelSettings): string[] => [
  '',
  `[${channel}]`,
  ...(subscribe === undefined ? [] : [`subscribe ${subscribe}`]),
  ...watches.map((query) => `watch add ${query}`),
  ...(mutedUntil === undefined ? [] : [`mute until ${mutedUntil.toISOString()}`]),
  ...(hasAlerts ? ['alerts here'] : []),
]

/** The settings as a text of command lines that people can read, change and import again. */
export const writeSettings = ({ feeds, channels }: Settings, from: string, now: Date): string =>
  [
    `${firstLine} of ${from}, ${now.toISOString().slice(0, 10)}`,
    '# To import them: /rsis settings import, and this text or the address of the file.',
    ...feeds.map((url) => `feeds add ${url}`),
    ...channels.flatMap(channelLines),
    '',
  ].join('\n')

/** The present settings of a channel. */
export const settingsOf = (
  channel: string,
  subscriptions: readonly Subscription[],
  { hasAlerts, now }: { readonly hasAlerts: boolean; readonly now: Date },
): ChannelSettings => {
  const feed = subscriptions.find(({ kind }) => kind === 'feed')
  const until = subscriptions.find(({ mutedUntil }) => mutedUntil !== undefined && mutedUntil > now)?.mutedUntil
  return {
    channel,
    subscribe: feed && requestText(feed),
    watches: subscriptions.filter(({ kind }) => kind === 'watch').map(({ filter }) => filter),
    mutedUntil: until,
    hasAlerts,
  }
}

export const feedAddresses = (feeds: readonly OwnFeed[]): readonly string[] => feeds.map(({ url }) => url)

const ofChannel = /^(subscribe|watch add|mute until|alerts here)(?: (.+))?$/iu

const lineAt = (line: string, at: number): string => `line ${at} is “${shown(line)}”`

const withoutChannel = (line: string, at: number): UserError =>
  new UserError(
    'Settings',
    `${lineAt(line, at)}, and no line above it names a channel`,
    'put the channel in brackets on a line before it, e.g. [briefings]',
  )

/** What is wrong with a line: its address or its date is not one, or it is of no known kind. */
const wrongLine = (line: string, at: number): UserError => {
  const problem = lineAt(line, at)
  if (/^feeds add\b/iu.test(line))
    return new UserError('Settings', `${problem}, which has no address`, 'e.g. feeds add https://example.org/feed')
  if (/^mute until\b/iu.test(line))
    return new UserError('Settings', `${problem}, which has no date`, 'e.g. mute until 2026-12-31')
  return new UserError(
    'Settings',
    problem,
    /^http:\/\/\S+$/iu.test(line)
      ? 'the address of a file begins with https://'
      : 'a line is [channel], subscribe …, watch add …, mute until …, alerts here or feeds add …',
  )
}

const readLine = (line: string, at: number, before: ChannelSettings): ChannelSettings => {
  const [, verb = '', rest = ''] = ofChannel.exec(line) ?? []
  switch (verb.toLowerCase()) {
    case 'subscribe':
      return { ...before, subscribe: rest }
    case 'watch add':
      return { ...before, watches: [...before.watches, rest] }
    case 'mute until': {
      const until = new Date(rest)
      if (Number.isNaN(until.getTime())) throw wrongLine(line, at)
      return { ...before, mutedUntil: until }
    }
    case 'alerts here':
      return { ...before, hasAlerts: true }
    default:
      throw wrongLine(line, at)
  }
}

/** Reads a text from `writeSettings` that a person may have changed. @throws UserError that names the wrong line. */
export const readSettings = (text: string): Settings => {
  const feeds: string[] = []
  const channels = new Map<string, ChannelSettings>()
  let channel: string | undefined
  for (const [index, whole] of text.split(/\r?\n/u).entries()) {
    const line = whole.replaceAll(/\s+/gu, ' ').trim()
    if (line === '' || line.startsWith('#')) continue
    const name = /^\[([\w/-]{1,60})\]$/u.exec(line)?.[1]
    const address = /^feeds add <?(https?:\/\/[^\s<>|]+)(?:\|[^>]*)?>?$/iu.exec(line)?.[1]
    if (address !== undefined) {
      feeds.push(address)
    } else if (name !== undefined) {
      channel = name
      channels.set(name, { channel: name, subscribe: undefined, watches: [], mutedUntil: undefined, hasAlerts: false })
    } else {
      const before = channels.get(channel ?? '')
      if (before === undefined)
        throw ofChannel.test(line) ? withoutChannel(line, index + 1) : wrongLine(line, index + 1)
      channels.set(before.channel, readLine(line, index + 1, before))
    }
  }
  if (feeds.length + channels.size === 0) {
    throw new UserError('Settings', 'the text contains no settings', 'give the file that /rsis settings export made')
  }
  return { feeds, channels: [...channels.values()] }
}
