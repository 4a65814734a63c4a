import { ChannelType, Routes } from 'discord.js'
import { z } from 'zod'
import { type Place, placeKey } from '../../../src/commands/port.ts'
import { describeError } from '../../../src/errors.ts'
import { createPermissionCache } from '../../../src/platform/permission-cache.ts'
import type { Context } from './context.ts'
import { permissionBits, snowflake } from '../connect/snowflake.ts'

const channelSchema = z.object({
  type: z.number(),
  guild_id: snowflake,
  permission_overwrites: z.array(z.object({ id: snowflake, allow: permissionBits, deny: permissionBits })).default([]),
})

const rolesSchema = z.array(z.object({ id: snowflake, permissions: permissionBits }))

const privateThread: number = ChannelType.PrivateThread

/**
 * Whether every member of a server can read a channel, according to the role @everyone, which has the server's id, and to the
 * channel's overwrite for it. False if Discord does not answer.
 * Source: Discord, Permissions, Permission Overwrites.
 */
export const createOpenChannels = ({ send, now, log }: Context) => {
  const remember = createPermissionCache(now, (channel, error) =>
    log.debug({ channel, error: describeError(error) }, 'Discord did not say who can read a channel'),
  )

  const isOpenChannel = async (guild: string, id: string): Promise<boolean> => {
    const channel = channelSchema.parse(await send('get', Routes.channel(id)))
    if (channel.guild_id !== guild || channel.type === privateThread) return false
    const overwrite = channel.permission_overwrites.find((one) => one.id === guild)
    if (overwrite?.allow.has('ViewChannel') === true) return true
    if (overwrite?.deny.has('ViewChannel') === true) return false
    const roles = rolesSchema.parse(await send('get', Routes.guildRoles(guild)))
    return roles.find((role) => role.id === guild)?.permissions.has('ViewChannel') === true
  }

  const ask = async ({ tenant, channel, thread }: Place): Promise<boolean> => {
    const parts = thread === undefined ? [channel] : [channel, thread]
    for (const id of parts) if (!(await isOpenChannel(tenant, id))) return false
    return true
  }

  return async (place: Place): Promise<boolean> => remember(placeKey(place), () => ask(place))
}
