import { z } from 'zod'
import { startDiscordServer } from '../../fakes/discord-server.ts'
import { type Channel, channelTypes, type Message as Kept } from '../../fakes/discord/world.ts'
import { type Place, placeKey } from '../../../src/subscriptions/place.ts'
import { type Language, openGate } from '../gate/gate.ts'
import type { Message, StartPlatform } from './port.ts'
import { linkedIn, stringsIn, unquoted } from './read-card.ts'

const language: Language = {
  postsTo: ({ method, path }) =>
    method === 'POST' ? /\/channels\/(\d+)\/(?:messages|threads)$/u.exec(path)?.[1] : undefined,
  isLook: ({ method, path }) => method === 'GET' && /\/messages(?:\?|$)/u.test(path),
  accepted: (answer) => z.object({ id: z.string(), channel_id: z.string() }).safeParse(JSON.parse(answer)).data?.id,
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

/** The quotes of a message: lines that begin with `>`, without the number, the escapes and our own marks. */
const quotesIn = (components: unknown): string[] =>
  stringsIn(components)
    .filter(({ name }) => name === 'content')
    .flatMap(({ text }) => text.split('\n'))
    .flatMap((line) => /^> (?:\*\*\d+\.\*\* )?(.+)$/u.exec(line)?.[1] ?? [])
    .map((quote) => unquoted(quote.replaceAll(/\\([^\w\s])/gu, '$1')))

/** Discord's counterpart, with the real adapter before it: REST and gateway. It knows a nonce again for minutes. */
export const startDiscord: StartPlatform = async (clock, site) => {
  const discord = await startDiscordServer()
  const guild = discord.world.addGuild('Policy')
  const rooms = ['north', 'south', 'east'].map((name) =>
    discord.world.addChannel({ guild: guild.id, type: channelTypes.text, name }),
  )
  const gate = await openGate(clock, new URL(discord.apiUrl).origin, language)
  const closeGate = gate.close.bind(gate)
  const placeOf = ({ id }: Channel): Place => ({ platform: 'discord', tenant: guild.id, channel: id })

  const read = (room: Channel, isReply: boolean, message: Kept): Message => ({
    place: placeKey(placeOf(room)),
    key: /^\S+ (\S+) /u.exec(discord.idsOf(message)[0] ?? '')?.[1] ?? `none of ${message.id}`,
    isReply,
    about: linkedIn(message.components, site),
    quotes: quotesIn(message.components),
    at: gate.acceptedAt.get(message.id) ?? 0,
  })

  const threadsOf = (room: Channel): Channel[] =>
    [...discord.world.channels.values()].filter(({ parent }) => parent === room.id)

  return Object.assign(gate, {
    env: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: `${gate.origin}/api` },
    swaps: [],
    places: rooms.map(placeOf),
    owedTo: rooms.map((room) => placeKey(placeOf(room))),
    messages: async () =>
      rooms.flatMap((room) => [
        ...room.messages.map((message) => read(room, message.replyTo !== undefined, message)),
        ...threadsOf(room).flatMap(({ messages }) => messages.map((message) => read(room, true, message))),
      ]),
    // Discord's is taken to be at once: its nonce is what holds meanwhile.
    delayHistory: () => {},
    async close() {
      await closeGate()
      await discord.close()
    },
  })
}
