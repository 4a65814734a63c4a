import { ApplicationIntegrationType, InteractionType } from 'discord.js'
import { z } from 'zod'
import { withoutNulls } from '../../../src/platform/without-nulls.ts'
import { permissionBits, snowflake } from '../connect/snowflake.ts'

export const user = z.object({ id: snowflake, username: z.string(), global_name: z.string().optional() })

const address = { id: snowflake, application_id: snowflake, token: z.string().min(1) }

const common = {
  ...address,
  guild_id: snowflake.optional(),
  channel: z.object({ id: snowflake, type: z.number(), parent_id: snowflake.optional() }).optional(),
  channel_id: snowflake.optional(),
  member: z.object({ user, nick: z.string().optional(), permissions: permissionBits }).optional(),
  user: user.optional(),
  app_permissions: permissionBits.optional(),
  /** Who installed the app: the server's or the person's id, by the kind of installation. */
  authorizing_integration_owners: z.record(z.string(), z.unknown()).optional(),
}

/** What a person gave for an option; one of a kind that we do not know is left out. */
const value = z.union([z.string(), z.number(), z.boolean()]).optional().catch(undefined)

/** An option, or a subcommand or group with its own options. */
const option = z.object({
  name: z.string(),
  type: z.number(),
  value,
  focused: z.boolean().optional(),
  get options() {
    return z.array(option).optional()
  },
})
export type GivenOption = z.infer<typeof option>

const resolvedChannel = z.object({
  id: snowflake,
  type: z.number(),
  permissions: permissionBits.optional(),
  app_permissions: permissionBits.optional(),
})

const embed = z.object({ title: z.string().optional(), description: z.string().optional() })

const shownMessage = z.object({
  content: z.string().optional(),
  embeds: z.array(embed).default([]),
  components: z.array(z.unknown()).default([]),
})
export type ShownMessage = z.infer<typeof shownMessage>

/** A message; one that was forwarded contains others. */
const targetMessage = shownMessage.extend({
  message_snapshots: z.array(z.object({ message: shownMessage })).default([]),
})

const commandData = z.object({
  type: z.number(),
  name: z.string(),
  options: z.array(option).optional(),
  target_id: snowflake.optional(),
  resolved: z
    .object({
      channels: z.record(z.string(), resolvedChannel).optional(),
      messages: z.record(z.string(), targetMessage).optional(),
    })
    .optional(),
})

const message = z.object({ id: snowflake, flags: z.number().optional(), components: z.array(z.unknown()).optional() })

const answered = z.object({
  custom_id: z.string(),
  value: z.string().optional().catch(undefined),
  values: z.array(z.string()).optional().catch(undefined),
})

const modalData = z.object({
  custom_id: z.string(),
  components: z.array(z.object({ component: answered.optional(), components: z.array(answered).optional() })),
})

const interactionSchema = z.discriminatedUnion('type', [
  z.object({ ...common, type: z.literal(InteractionType.ApplicationCommand), data: commandData }),
  z.object({ ...common, type: z.literal(InteractionType.ApplicationCommandAutocomplete), data: commandData }),
  z.object({
    ...common,
    type: z.literal(InteractionType.MessageComponent),
    data: z.object({ custom_id: z.string() }),
    message,
  }),
  z.object({ ...common, type: z.literal(InteractionType.ModalSubmit), data: modalData }),
])

/** The parts of an interaction that we read: who asks, and where. It comes from the gateway, so it can be trusted. */
export type Interaction = z.infer<typeof interactionSchema> & {
  readonly person: z.infer<typeof user>
  readonly channelId: string
}
export type Of<Type extends Interaction['type']> = Extract<Interaction, { type: Type }>

const serverInstall = String(ApplicationIntegrationType.GuildInstall)
const userInstall = String(ApplicationIntegrationType.UserInstall)

/** In a server without the app, a person who installed it for themselves is answered as in a direct message. */
const asPersonal = (interaction: Interaction): Interaction => {
  const { authorizing_integration_owners: owners } = interaction
  return owners === undefined || serverInstall in owners || !(userInstall in owners)
    ? interaction
    : { ...interaction, guild_id: undefined, member: undefined }
}

const addressSchema = z.object({
  ...address,
  type: z.literal([InteractionType.ApplicationCommand, InteractionType.MessageComponent, InteractionType.ModalSubmit]),
})

/** Where an interaction is answered, even if the rest of it cannot be read; undefined if it gets no message. */
export const readAddress = (data: unknown): Address | undefined => addressSchema.safeParse(data).data
export type Address = Pick<Interaction, keyof typeof address>

/** The interaction in a gateway event; undefined for a kind that we do not answer, and if it does not say who asks, or where. */
export const readInteraction = (data: unknown): Interaction | undefined => {
  const interaction = interactionSchema.safeParse(withoutNulls(data)).data
  if (interaction === undefined) return undefined
  const { guild_id: guild, member, user: person = member?.user, channel } = interaction
  const channelId = channel?.id ?? interaction.channel_id ?? (guild === undefined ? person?.id : undefined)
  if (person === undefined || channelId === undefined) return undefined
  return asPersonal({ ...interaction, person, channelId })
}
