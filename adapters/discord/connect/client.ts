import { Client, Events, GatewayDispatchEvents, GatewayIntentBits, Options } from 'discord.js'
import { faultOfClose } from './fault.ts'
import { type Gateway, heard, type Listener } from './gateway.ts'
import { restOptions } from './requests.ts'

/** None of them is privileged: commands need no intent, and of messages we read those that are written to us alone. */
const intents = [GatewayIntentBits.Guilds, GatewayIntentBits.DirectMessages]

/** The events hold everything that we need, so discord.js caches as little as it can. */
const makeCache = Options.cacheWithLimits({
  ApplicationCommandManager: 0,
  ApplicationEmojiManager: 0,
  AutoModerationRuleManager: 0,
  BaseGuildEmojiManager: 0,
  DMMessageManager: 0,
  EntitlementManager: 0,
  GuildBanManager: 0,
  GuildEmojiManager: 0,
  GuildForumThreadManager: 0,
  GuildInviteManager: 0,
  GuildMemberManager: 0,
  GuildMessageManager: 0,
  GuildScheduledEventManager: 0,
  GuildStickerManager: 0,
  GuildTextThreadManager: 0,
  MessageManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  ReactionUserManager: 0,
  StageInstanceManager: 0,
  ThreadManager: 0,
  ThreadMemberManager: 0,
  UserManager: 0,
  VoiceStateManager: 0,
})

type ConnectOptions = { readonly token: string; readonly apiUrl: string | undefined }

/**
 * Connects this process to the gateway, as one shard, or as the one that discord.js's manager started it for. From then on
 * discord.js keeps it connected: it resumes after a cut, and the events in between are sent again.
 * @throws what discord.js throws where there was no first connection.
 */
export const connect = async ({ token, apiUrl }: ConnectOptions, listener: Listener): Promise<Gateway> => {
  const client = new Client({ intents, makeCache, rest: restOptions(apiUrl), allowedMentions: { parse: [] } })
  client.on(Events.Error, (error) => listener.onTrouble(error.message))
  client.on(Events.ShardError, (error) => listener.onTrouble(error.message))
  client.on(Events.ShardReconnecting, (id) => listener.onState({ id, state: 'connecting' }))
  client.on(Events.ShardResume, (id) => listener.onState({ id, state: 'ready' }))
  client.on(Events.ShardReady, (id) => listener.onState({ id, state: 'ready' }))
  client.on(Events.ShardDisconnect, ({ code }, id) => {
    listener.onState({ id, state: 'stopped' })
    const fault = faultOfClose(code)
    if (fault !== undefined) listener.onFault(fault)
  })
  for (const name of heard) {
    client.ws.on(GatewayDispatchEvents[eventKeys[name]], (data: unknown, shard: number) =>
      listener.onEvent({ name, data, shard }),
    )
  }
  try {
    await client.login(token)
  } catch (error) {
    await client.destroy().catch(() => undefined)
    throw error
  }
  return { stop: async () => client.destroy() }
}

const eventKeys = {
  READY: 'Ready',
  INTERACTION_CREATE: 'InteractionCreate',
  MESSAGE_CREATE: 'MessageCreate',
  GUILD_CREATE: 'GuildCreate',
  GUILD_DELETE: 'GuildDelete',
  CHANNEL_UPDATE: 'ChannelUpdate',
  THREAD_UPDATE: 'ThreadUpdate',
  GUILD_ROLE_UPDATE: 'GuildRoleUpdate',
  GUILD_MEMBER_UPDATE: 'GuildMemberUpdate',
} as const
