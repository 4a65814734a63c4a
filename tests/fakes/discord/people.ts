import { PermissionFlagsBits } from 'discord.js'
import type { PersonFacts } from './interactions.ts'
import { type Channel, channelTypes, type Json, type World } from './world.ts'

const {
  ManageGuild,
  SendMessages,
  SendMessagesInThreads,
  UseApplicationCommands,
  ViewChannel,
  ReadMessageHistory,
  CreatePublicThreads,
} = PermissionFlagsBits

const everyday = ViewChannel | SendMessages | SendMessagesInThreads | UseApplicationCommands | ReadMessageHistory

export const member: PersonFacts = {
  id: '700000000000000001',
  username: 'mei',
  nick: 'Mei Ling',
  permissions: everyday,
}
export const manager: PersonFacts = { id: '700000000000000002', username: 'arun', permissions: everyday | ManageGuild }

/** The bot's permissions if it was invited with our link. */
export const botPermissions = everyday | CreatePublicThreads

/** The place and the person in the form of a gateway payload. */
export const contextOf = (world: World, channel: Channel, person: PersonFacts, permissions: bigint): Json => {
  const user = { id: person.id, username: person.username, global_name: null, discriminator: '0', avatar: null }
  const place = {
    channel_id: channel.id,
    channel: {
      id: channel.id,
      type: channel.type,
      name: channel.name,
      ...(channel.parent === undefined ? {} : { parent_id: channel.parent }),
    },
    locale: 'en-GB',
    entitlements: [],
    authorizing_integration_owners: {},
    attachment_size_limit: 1,
  }
  if (channel.type === channelTypes.direct) return { ...place, user, context: 1, app_permissions: String(permissions) }
  return {
    ...place,
    context: 0,
    guild_id: channel.guild,
    guild: { id: channel.guild, features: [], locale: 'en-GB' },
    guild_locale: 'en-GB',
    app_permissions: String(permissions),
    member: {
      user,
      nick: person.nick ?? null,
      permissions: String(person.permissions),
      roles: [],
      joined_at: new Date(world.now()).toISOString(),
      deaf: false,
      mute: false,
      flags: 0,
    },
  }
}
