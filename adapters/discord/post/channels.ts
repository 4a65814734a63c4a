import { ChannelFlags, ChannelType, Routes } from 'discord.js'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { GoneError, RetryableError } from '../../../src/errors.ts'
import type { Place } from '../../../src/delivery/port.ts'
import type { Send } from '../connect/requests.ts'
import { snowflake } from '../connect/snowflake.ts'

const channelSchema = z.object({
  id: snowflake,
  type: z.number(),
  guild_id: snowflake.optional(),
  flags: z.number().optional(),
  available_tags: z.array(z.object({ id: snowflake, name: z.string(), moderated: z.boolean() })).optional(),
})

/** Where a place's messages go. `forum`: each message is a new post with `tags` on it. */
export type Target = {
  readonly channel: string
  readonly kind: 'text' | 'thread' | 'announcement' | 'forum' | 'direct'
  readonly tags: readonly string[]
}

/** A channel hardly ever changes its kind, and a refusal makes it asked about again; commentaries come a day apart. */
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
 * A tag for a forum that wants one on every post: the one named after us, else the first that everybody may use.
 * @throws GoneError if it has none.
 */
const tagsOf = ({ flags = 0, available_tags: tags = [] }: z.infer<typeof channelSchema>): string[] => {
  if ((flags & ChannelFlags.RequireTag) === 0) return []
  const usable = tags.filter(({ moderated }) => !moderated)
  const chosen = usable.find(({ name }) => /rsis/iu.test(name)) ?? usable[0]
  if (chosen === undefined) {
    throw new GoneError('40067', 'the forum wants a tag on every post', 'add a tag to it that everybody may use')
  }
  return [chosen.id]
}

/**
 * Finds out where a place's messages go, and remembers it for a while.
 * @throws GoneError for a channel of another server than the place's, and for one that takes no messages.
 */
export const createTargets = (now: () => Date) => {
  const perf = { now: () => now().getTime() }
  const remembered = new LRUCache<string, Target>({ max: mostRemembered, ttl: rememberMs, perf })

  const ask = async (send: Send, place: Place): Promise<Target> => {
    const answer = place.isDirect
      ? await send('post', Routes.userChannels(), { body: { recipient_id: place.channel } })
      : await send('get', Routes.channel(place.thread ?? place.channel))
    const channel = channelSchema.safeParse(answer).data
    if (channel === undefined)
      throw new RetryableError('unreadable', 'Discord’s answer about the channel is unreadable', { notAccepted: true })
    if (!place.isDirect && channel.guild_id !== place.tenant) {
      throw new GoneError('10003', 'the channel is in another server', 'subscribe again in the channel itself')
    }
    const kind = kinds[channel.type]
    if (kind === undefined) {
      throw new GoneError(
        '50008',
        'this kind of channel takes no messages',
        'subscribe a text, announcement or forum channel',
      )
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
    /** After a refusal: what is remembered may be what was wrong. */
    forget(place: Place): void {
      remembered.delete(nameOf(place))
    },
  }
}

export type Targets = ReturnType<typeof createTargets>
