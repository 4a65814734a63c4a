import { z } from 'zod'

/** The parts of Slack's signed payloads that we read, after null was removed from them. */

const id = z.string().regex(/^[A-Z0-9]{2,30}$/u)

/** The address for answers to an interaction; undefined if there is none that can be used. */
const responseUrl = z.url().optional().catch(undefined)

export const commandSchema = z.object({
  team_id: id,
  channel_id: id,
  channel_name: z.string().default(''),
  user_id: id,
  user_name: z.string().default(''),
  text: z.string().default(''),
  response_url: responseUrl,
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
  team: z.object({ id }).optional(),
  user: personSchema,
  trigger_id: z.string(),
  response_url: responseUrl,
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
  value: z.string().optional(),
  selected_option: z.object({ value: z.string() }).optional(),
})

export const submissionSchema = z.object({
  team: z.object({ id }).optional(),
  user: personSchema,
  view: viewSchema.extend({
    state: z.object({ values: z.record(z.string(), z.record(z.string(), valueSchema)) }),
  }),
})

export type Submission = z.infer<typeof submissionSchema>

const eventOf = <Shape extends z.ZodRawShape>(shape: Shape) => z.object({ event: z.object(shape) })

export const mentionSchema = eventOf({
  user: id,
  text: z.string(),
  channel: id,
  thread_ts: z.string().optional(),
  ts: z.string(),
})

/** A direct message that a person wrote, perhaps with a file; not an edit, and not a bot's. */
export const directMessageSchema = eventOf({
  channel_type: z.literal('im'),
  subtype: z.enum(['file_share', 'thread_broadcast', 'me_message']).optional(),
  bot_id: z.undefined().optional(),
  user: id,
  text: z.string(),
  channel: id,
  thread_ts: z.string().optional(),
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

export const revokedSchema = z.object({
  team_id: id,
  event: z.object({ tokens: z.object({ bot: z.array(z.string()).optional() }) }),
})

export const memberSchema = eventOf({ user: id, channel: id })

/** The channel of an event that names a channel and no person. */
export const channelSchema = eventOf({ channel: id })

/** The workspace that the event is about, whoever received it. */
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
