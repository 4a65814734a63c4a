import { ChannelType, PermissionFlagsBits } from 'discord.js'
import type { Person, Place } from '../../src/commands/port.ts'
import type { Interaction } from './interaction.ts'

const threads: readonly number[] = [ChannelType.AnnouncementThread, ChannelType.PublicThread, ChannelType.PrivateThread]

/** Another channel than the one the interaction stands in. `permissions`: the person's in it, where the payload says. */
export type OtherChannel = { readonly id: string; readonly permissions?: bigint | undefined }

/**
 * The place of an interaction, from its payload alone; undefined where that names none. In a direct message it is the person,
 * who is then a tenant alone: Discord's ids are unique over all kinds.
 */
export const placeOf = (interaction: Interaction, other?: OtherChannel): Place | undefined => {
  const { guild_id: guild, channel, member, user } = interaction
  const id = channel?.id ?? interaction.channel_id
  if (guild === undefined) {
    const person = user ?? member?.user
    return person && { platform: 'discord', tenant: person.id, channel: person.id, isDirect: true }
  }
  if (other !== undefined) return { platform: 'discord', tenant: guild, channel: other.id }
  if (id === undefined) return undefined
  const parent = channel?.parent_id
  if (channel !== undefined && threads.includes(channel.type) && typeof parent === 'string') {
    return { platform: 'discord', tenant: guild, channel: parent, thread: id }
  }
  return { platform: 'discord', tenant: guild, channel: id }
}

const has = (permissions: bigint, wanted: bigint): boolean =>
  (permissions & PermissionFlagsBits.Administrator) !== 0n || (permissions & wanted) !== 0n

/**
 * Whether the person may change what the place receives: Manage Server anywhere, Manage Channels in the channel itself. Of a
 * channel whose permissions the payload does not say, only the server's right counts, for no channel can give or take it.
 */
const mayManage = ({ guild_id: guild, member }: Interaction, other: OtherChannel | undefined): boolean => {
  if (guild === undefined) return true
  if (member === undefined) return false
  if (has(member.permissions, PermissionFlagsBits.ManageGuild)) return true
  const here = other === undefined ? member.permissions : other.permissions
  return here !== undefined && has(here, PermissionFlagsBits.ManageGuild | PermissionFlagsBits.ManageChannels)
}

/** Who acted, as the payload says it; undefined where it names nobody. */
export const personOf = (interaction: Interaction, other?: OtherChannel): Person | undefined => {
  const { member, user } = interaction
  const acted = member?.user ?? user
  if (acted === undefined) return undefined
  return {
    id: acted.id,
    name: member?.nick ?? acted.global_name ?? acted.username,
    mayManage: async () => mayManage(interaction, other),
  }
}

/** Whether the person may write for everybody here. */
export const mayWrite = ({ guild_id: guild, member, channel }: Interaction): boolean => {
  if (guild === undefined) return true
  const isThread = channel !== undefined && threads.includes(channel.type)
  const wanted = isThread ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages
  return member !== undefined && has(member.permissions, wanted)
}
