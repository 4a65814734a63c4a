import { z } from 'zod'
import { startDiscordServer } from '../../fakes/discord-server.ts'
import { guildJson } from '../../fakes/discord/gateway.ts'
import { type Channel, channelJson, channelTypes, type Message as Kept } from '../../fakes/discord/world.ts'
import { type Place, placeKey } from '../../../src/subscriptions/place.ts'
import { type Language, openGate } from '../gate/gate.ts'
import type { Message, Scope, StartPlatform } from './port.ts'
import { linkedIn, stringsIn, unquoted } from './read-card.ts'

const language: Language = {
  postsTo: ({ method, path }) =>
    method === 'POST' ? /\/channels\/(\d+)\/(?:messages|threads)$/u.exec(path)?.[1] : undefined,
  isLook: ({ method, path }) => method === 'GET' && /\/messages(?:\?|$)/u.test(path),
  accepted: (answer) => z.object({ id: z.string(), channel_id: z.string() }).safeParse(JSON.parse(answer)).data?.id,
  unauthorized: { status: 401, body: '{"message":"401: Unauthorized","code":0}' },
  slowDown(retryAfter) {
    const seconds = Number(retryAfter)
    const told = retryAfter === undefined ? {} : { 'retry-after': retryAfter }
    return {
      body: JSON.stringify({
        message: 'You are being rate limited.',
        global: false,
        ...(Number.isFinite(seconds) ? { retry_after: seconds } : {}),
      }),
      headers: { 'x-ratelimit-scope': 'user', ...told },
    }
  },
}

const unescaped = (text: string): string => text.replaceAll(/\\([^\w\s])/gu, '$1')

/** The quotes of a message: lines that begin with `>`, without the number, the escapes and our marks. */
const quotesIn = (components: unknown): string[] =>
  stringsIn(components)
    .filter(({ name }) => name === 'content')
    .flatMap(({ text }) => text.split('\n'))
    .flatMap((line) => /^> (?:\*\*\d+\.\*\* )?(.+)$/u.exec(line)?.[1] ?? [])
    .map((quote) => unquoted(unescaped(quote)))

/** Discord's counterpart, used by the real adapter: REST and gateway. It recognises a nonce for minutes. */
export const startDiscord: StartPlatform = async (clock, site) => {
  const discord = await startDiscordServer({ acknowledgeWithinMs: 3000 })
  const guild = discord.world.addGuild('Policy')
  const rooms = ['north', 'south', 'east'].map((name) =>
    discord.world.addChannel({ guild: guild.id, type: channelTypes.text, name }),
  )
  const gate = await openGate(clock, new URL(discord.apiUrl).origin, language)
  const closeGate = gate.close.bind(gate)
  const placeOf = ({ id }: Channel): Place => ({ platform: 'discord', tenant: guild.id, channel: id })

  const read = (room: Channel, parent: string | undefined, message: Kept): Message => ({
    place: placeKey(placeOf(room)),
    key: /^\S+ (\S+) /u.exec(discord.idsOf(message)[0] ?? '')?.[1] ?? `none of ${message.id}`,
    id: message.id,
    parent,
    about: linkedIn(message.components, site),
    text: stringsIn(message.components)
      .map(({ text }) => unescaped(text))
      .join('\n'),
    quotes: quotesIn(message.components),
    at: gate.acceptedAt.get(message.id) ?? 0,
  })

  const threadsOf = (room: Channel): Channel[] =>
    [...discord.world.channels.values()].filter(({ parent }) => parent === room.id)

  const set = (scope: Scope, code: number | undefined): void => {
    for (const room of scope === 'tenant' ? rooms : rooms.slice(0, 1)) {
      room.refusals = code === undefined ? {} : { post: code, thread: code }
      room.isReadable = code === undefined
    }
  }

  return Object.assign(gate, {
    env: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: `${gate.origin}/api` },
    swaps: [],
    places: rooms.map(placeOf),
    owedTo: rooms.map((room) => placeKey(placeOf(room))),
    messages: async () =>
      rooms.flatMap((room) => [
        ...room.messages.map((message) => read(room, message.replyTo, message)),
        // A thread has the id of its message.
        ...threadsOf(room).flatMap(({ id, messages }) => messages.map((message) => read(room, id, message))),
      ]),
    // Discord's history is assumed to be immediate: until then its nonce prevents duplicates.
    delayHistory: () => {},
    shut(scope: Scope) {
      set(scope, scope === 'tenant' ? 10_004 : 50_001)
      if (scope === 'tenant') discord.gateway.dispatch('GUILD_DELETE', { id: guild.id }, guild.id)
    },
    async reopen(scope: Scope) {
      set(scope, undefined)
      if (scope === 'tenant') discord.gateway.dispatch('GUILD_CREATE', guildJson(guild), guild.id)
      else for (const room of rooms.slice(0, 1)) discord.gateway.dispatch('CHANNEL_UPDATE', channelJson(room), guild.id)
    },
    async close() {
      await closeGate()
      await discord.close()
    },
  })
}
