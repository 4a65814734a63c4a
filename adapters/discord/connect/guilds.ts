import { z } from 'zod'
import type { Handler } from '../../../src/commands/port.ts'
import type { EventName, GatewayEvent } from './gateway.ts'
import { snowflake } from './snowflake.ts'

/** How long a server's data stays after it removed the bot, so that a mistake can be corrected. */
const graceMs = 7 * 86_400_000

const guildSchema = z.object({ id: snowflake, unavailable: z.boolean().optional() })
const channelSchema = z.object({ id: snowflake, guild_id: snowflake })
const threadSchema = channelSchema.extend({ parent_id: snowflake })
const inGuildSchema = z.object({ guild_id: snowflake })
const readySchema = z.object({ guilds: z.array(guildSchema) })

/**
 * Follows which servers have the bot. A server in an outage has not removed it. A removal that was missed while the connection was
 * down is noticed when Discord lists the servers again.
 */
export const createGuilds = (handler: Pick<Handler, 'left' | 'joined' | 'reopened'>) => {
  const ofShard = new Map<number, Set<string>>()

  const on = (shard: number): Set<string> => {
    const guilds = ofShard.get(shard) ?? new Set()
    ofShard.set(shard, guilds)
    return guilds
  }
  const leave = async (shard: number, id: string): Promise<void> => {
    on(shard).delete(id)
    await handler.left({ platform: 'discord', tenant: id }, graceMs)
  }
  const join = async (shard: number, id: string): Promise<void> => {
    on(shard).add(id)
    await handler.joined({ platform: 'discord', tenant: id })
  }

  const listed = async (shard: number, data: unknown): Promise<void> => {
    const ready = readySchema.safeParse(data).data
    if (ready === undefined) return
    const ids = new Set(ready.guilds.map(({ id }) => id))
    for (const id of on(shard)) if (!ids.has(id)) await leave(shard, id)
    for (const id of ids) if (!on(shard).has(id)) await join(shard, id)
  }

  /**
   * Permissions change in a channel, or for all channels by a role or by the bot's own roles; without the members intent, Discord
   * reports only these. A thread may be opened again. Discord only reports that something changed.
   */
  const changed = async (name: EventName, data: unknown): Promise<void> => {
    const platform = 'discord'
    const thread = name === 'THREAD_UPDATE' ? threadSchema.safeParse(data).data : undefined
    if (thread !== undefined)
      return handler.reopened({ platform, tenant: thread.guild_id, channel: thread.parent_id, thread: thread.id })
    const channel = name === 'CHANNEL_UPDATE' ? channelSchema.safeParse(data).data : undefined
    if (channel !== undefined) return handler.reopened({ platform, tenant: channel.guild_id, channel: channel.id })
    const isOfAll = name === 'GUILD_ROLE_UPDATE' || name === 'GUILD_MEMBER_UPDATE'
    const guild = isOfAll ? inGuildSchema.safeParse(data).data : undefined
    return guild && handler.reopened({ platform, tenant: guild.guild_id })
  }

  return {
    count: (): number => [...ofShard.values()].reduce((sum, guilds) => sum + guilds.size, 0),
    async handle({ name, data, shard }: GatewayEvent): Promise<void> {
      if (name === 'READY') return listed(shard, data)
      if (name !== 'GUILD_CREATE' && name !== 'GUILD_DELETE') return changed(name, data)
      const guild = guildSchema.safeParse(data).data
      if (guild === undefined || guild.unavailable === true) return undefined
      if (name === 'GUILD_DELETE') return leave(shard, guild.id)
      return on(shard).has(guild.id) ? undefined : join(shard, guild.id)
    },
  }
}
