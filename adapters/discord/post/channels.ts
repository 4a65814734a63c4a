import { ChannelFlags, ChannelType, Routes } from 'discord.js'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { GoneError } from '../../../src/errors.ts'
import type { Place } from '../../../src/delivery/port.ts'
import { readable } from '../connect/errors.ts'
import type { Send } from '../connect/requests.ts'
import { snowflake } from '../connect/snowflake.ts'

const channelSchema = z.object({
  id: snowflake,
  type: z.number(),
  guild_id: snowflake.optional(),
  flags: z.number().optional(),
  available_tags: z.array(z.object({ id: snowflake, name: z.string(), moderated: z.boolean() })).optional(),
})

/** The Discord channel for a place's messages. `forum`: each message is a new post with these `tags`. */
export type Target = {
  readonly channel: string
  readonly kind: 'text' | 'thread' | 'announcement' | 'forum' | 'direct'
  readonly tags: readonly string[]
}

/** How long a channel's type is remembered. It hardly ever changes, and after a refusal it is requested again. */
const rememberMs = 7 * 86_400_000
const mostRemembered = 10_000

const kinds: Readonly<Record<number, Target['kind']>> = {
  [ChannelType.GuildText]: 'text',
  [ChannelType.GuildVoice]: 'text',
  [ChannelType.GuildStageVoice]: 'text',
  [ChannelType.GuildAnnouncement]: 'announcement',
  [ChannelType.AnnouncementThread]: 'thread',
  [ChannelType.PublicThread]: 'thread',
  [ChannelType.PrivateThread]: 'thread',
  [ChannelType.GuildForum]: 'forum',
  [ChannelType.GuildMedia]: 'forum',
  [ChannelType.DM]: 'direct',
}

/**
 * A tag for a forum that requires one on every post: the one named after RSIS, otherwise the first that everybody may use.
 * @throws GoneError if there is none.
 */
const tagsOf = ({ flags = 0, available_tags: tags = [] }: z.infer<typeof channelSchema>): string[] => {
  if ((flags & ChannelFlags.RequireTag) === 0) return []
  const usable = tags.filter(({ moderated }) => !moderated)
  const chosen = usable.find(({ name }) => /rsis/iu.test(name)) ?? usable[0]
  if (chosen === undefined) {
    throw new GoneError('40067', 'the forum requires a tag on every post', 'add a tag to it that everybody may use')
  }
  return [chosen.id]
}

/**
 * Finds out the channel for a place's messages, and remembers it for a while.
 * @throws GoneError for a channel of another server, and for one that does not accept messages.
 */
export const createTargets = (now: () => Date) => {
  const perf = { now: () => now().getTime() }
  const remembered = new LRUCache<string, Target>({ max: mostRemembered, ttl: rememberMs, perf })

  const ask = async (send: Send, place: Place): Promise<Target> => {
    const answer = place.isDirect
      ? await send('post', Routes.userChannels(), { body: { recipient_id: place.channel } })
      : await send('get', Routes.channel(place.thread ?? place.channel))
    const channel = readable(channelSchema, answer, 'channel')
    if (!place.isDirect && channel.guild_id !== place.tenant) {
      throw new GoneError('10003', 'the channel is in another server', 'subscribe again in the channel itself')
    }
    const kind = kinds[channel.type]
    if (kind === undefined) {
      const fix = 'subscribe a text, announcement or forum channel'
      throw new GoneError('50008', 'this kind of channel takes no messages', fix)
    }
    return { channel: channel.id, kind, tags: tagsOf(channel) }
  }

  const nameOf = (place: Place): string => `${place.tenant}/${place.thread ?? place.channel}/${String(place.isDirect)}`

  return {
    async of(send: Send, place: Place): Promise<Target> {
      const name = nameOf(place)
      const known = remembered.get(name)
      if (known !== undefined) return known
      const target = await ask(send, place)
      remembered.set(name, target)
      return target
    },
    /** To be called after a refusal, because the remembered channel may be wrong. */
    forget(place: Place): void {
      remembered.delete(nameOf(place))
    },
  }
}

export type Targets = ReturnType<typeof createTargets>
