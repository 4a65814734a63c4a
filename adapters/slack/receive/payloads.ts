import { z } from 'zod'

/** The parts of Slack's signed payloads that we read. */

const id = z.string().regex(/^[A-Z0-9]{2,30}$/u)

export const commandSchema = z.object({
  team_id: id,
  channel_id: id,
  channel_name: z.string().default(''),
  user_id: id,
  user_name: z.string().default(''),
  text: z.string().max(20_000).default(''),
  response_url: z.url(),
})

const personSchema = z
  .object({ id, username: z.string().optional(), name: z.string().optional(), team_id: id.optional() })
  .transform(({ username, ...person }) => ({ ...person, name: username ?? person.name }))

const viewSchema = z.object({
  id: z.string(),
  type: z.enum(['modal', 'home']),
  callback_id: z.string().default(''),
  private_metadata: z.string().default(''),
})

export const pressSchema = z.object({
  team: z.object({ id }).nullish(),
  user: personSchema,
  trigger_id: z.string(),
  response_url: z.url().optional(),
  channel: z.object({ id }).optional(),
  container: z.object({
    type: z.string(),
    message_ts: z.string().optional(),
    thread_ts: z.string().optional(),
    is_ephemeral: z.boolean().optional(),
  }),
  view: viewSchema.optional(),
  actions: z
    .array(z.object({ action_id: z.string(), block_id: z.string().optional(), value: z.string().optional() }))
    .min(1),
})

export type Press = z.infer<typeof pressSchema>

const valueSchema = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
})

export const submissionSchema = z.object({
  team: z.object({ id }).nullish(),
  user: personSchema,
  view: viewSchema.extend({
    state: z.object({ values: z.record(z.string(), z.record(z.string(), valueSchema)) }),
  }),
})

const eventOf = <Shape extends z.ZodRawShape>(shape: Shape) => z.object({ team_id: id, event: z.object(shape) })

export const mentionSchema = eventOf({
  user: id,
  text: z.string(),
  channel: id,
  thread_ts: z.string().optional(),
  ts: z.string(),
})

/** A direct message that a person wrote; the undefined fields exclude edits, bots and joins. */
export const directMessageSchema = eventOf({
  channel_type: z.literal('im'),
  subtype: z.undefined().optional(),
  bot_id: z.undefined().optional(),
  user: id,
  text: z.string(),
  channel: id,
})

export const homeSchema = eventOf({ user: id, tab: z.string() })

export const linkSchema = eventOf({
  user: id,
  channel: z.string(),
  message_ts: z.string(),
  source: z.string().optional(),
  links: z.array(z.object({ url: z.string() })),
})

export const detailsSchema = eventOf({
  user: id,
  channel: id.optional(),
  trigger_id: z.string(),
  entity_url: z.string(),
  app_unfurl_url: z.string().optional(),
})

export const revokedSchema = eventOf({ tokens: z.object({ bot: z.array(z.string()).optional() }) })

export const memberSchema = eventOf({ user: id, channel: id })

/** The channel of an event that names a channel and no person. */
export const channelSchema = eventOf({ channel: id })

export const leftSchema = z.object({ team_id: id })

/** Slack's own id of the interaction or the event, by which a repetition is recognised. */
export const interactionId = (body: unknown): string | undefined => {
  const known = z
    .object({ trigger_id: z.string() })
    .or(z.object({ event_id: z.string() }))
    .safeParse(body)
  if (!known.success) return undefined
  return 'trigger_id' in known.data ? `trigger:${known.data.trigger_id}` : `event:${known.data.event_id}`
}
