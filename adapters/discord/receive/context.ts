import type { PermissionsBitField } from 'discord.js'
import { type Asker, type Handler, type Place, placeKey } from '../../../src/commands/port.ts'
import type { Log } from '../../../src/log.ts'
import type { Memory } from '../../../src/store/port.ts'
import type { z } from 'zod'
import { isThread, postingProblem } from '../connect/bot-permissions.ts'
import type { Send } from '../connect/requests.ts'
import type { Interaction, user } from './payloads.ts'

/** What the handlers of all events need. */
export type Context = {
  readonly handler: Handler
  readonly send: Send
  readonly memory: Memory
  readonly now: () => Date
  readonly log: Log
}

/**
 * A channel that is not the interaction's own. `permissions` are those of the person in it, and `app_permissions` those of the
 * bot, if the payload contains them.
 */
export type OtherChannel = {
  readonly id: string
  readonly type?: number
  readonly permissions?: PermissionsBitField | undefined
  readonly app_permissions?: PermissionsBitField | undefined
}

const directPlace = (person: string): Place => ({
  platform: 'discord',
  tenant: person,
  channel: person,
  isDirect: true,
})

/** The asker of a direct message: they manage their own direct messages, and may know of no other place. */
export const directAsker = ({ id, global_name, username }: z.infer<typeof user>): Asker => {
  const place = directPlace(id)
  return {
    place,
    person: {
      id,
      name: global_name ?? username,
      mayManage: async () => true,
      mayManageAll: async () => false,
      mayRead: async (asked) => placeKey(asked) === placeKey(place),
    },
  }
}

/**
 * The place of an interaction, from its payload. In a direct message it is the person, who is a tenant of their own; this is
 * possible because Discord's ids are unique across all kinds.
 */
const placeOf = ({ guild_id: guild, channel, channelId, person }: Interaction, other?: OtherChannel): Place => {
  if (guild === undefined) return directPlace(person.id)
  const parent = isThread(channel?.type) ? channel?.parent_id : undefined
  return {
    platform: 'discord',
    tenant: guild,
    channel: other?.id ?? parent ?? channelId,
    ...(other === undefined && parent !== undefined ? { thread: channelId } : {}),
  }
}

/**
 * Whether the person may change what the place receives: with Manage Server anywhere, with Manage Channels in the channel itself. For a
 * channel whose permissions are not in the payload, only Manage Server counts, because no channel can grant or deny it.
 */
const mayManage = ({ guild_id: guild, member }: Interaction, other: OtherChannel | undefined): boolean => {
  if (guild === undefined) return true
  if (member?.permissions.has('ManageGuild') === true) return true
  const here = member && (other === undefined ? member : other).permissions
  return here?.any(['ManageGuild', 'ManageChannels']) === true
}

/** Whether the person can read the channel according to the payload: the interaction comes from there, or contains their permissions in it. */
const mayRead = (place: Place, interaction: Interaction, other: OtherChannel | undefined): boolean => {
  const { guild_id: guild, member } = interaction
  if (placeKey(place) === placeKey(placeOf(interaction))) return true
  if (guild === undefined || place.tenant !== guild) return false
  if (member?.permissions.has('Administrator') === true) return true
  return place.channel === other?.id && other.permissions?.has('ViewChannel') === true
}

/** The person and the place of an interaction. */
export type AskerOf = (interaction: Interaction, other?: OtherChannel) => Asker

/** `isOpen`: whether every member of the server can read the place; it is asked only if the payload does not show it. */
export const createAskerOf =
  (isOpen: (place: Place) => Promise<boolean>): AskerOf =>
  (interaction, other) => {
    const { member, person } = interaction
    const place = placeOf(interaction, other)
    const { app_permissions: permissions, type } = other ?? { ...interaction, type: interaction.channel?.type }
    return {
      place,
      // A direct message needs no permission.
      postingProblem: () => (place.isDirect === true ? undefined : postingProblem(permissions, type)),
      person: {
        id: person.id,
        name: member?.nick ?? person.global_name ?? person.username,
        mayManage: async () => mayManage(interaction, other),
        mayManageAll: async () => member?.permissions.has('ManageGuild') === true,
        mayRead: async (asked) => mayRead(asked, interaction, other) || isOpen(asked),
      },
    }
  }

/** Whether the person may write messages in this channel. */
export const mayWrite = ({ guild_id: guild, member, channel }: Interaction): boolean => {
  if (guild === undefined) return true
  return member?.permissions.has(isThread(channel?.type) ? 'SendMessagesInThreads' : 'SendMessages') === true
}
