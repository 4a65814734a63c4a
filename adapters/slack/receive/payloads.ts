import { z } from 'zod'

/** The parts of Slack's signed payloads that we read, after null was removed from them. */

const id = z.string().regex(/^[A-Z0-9]{2,30}$/u)

/** The address for answers to an interaction; undefined if there is none that can be used. */
const responseUrl = z.url().optional().catch(undefined)

export const commandSchema = z.object({
  channel_id: id,
  channel_name: z.string().default(''),
  user_id: id,
  user_name: z.string().default(''),
  text: z.string().default(''),
  response_url: responseUrl,
})

const personSchema = z
  .object({ id, username: z.string().optional(), name: z.string().optional() })
  .transform(({ username, ...person }) => ({ ...person, name: username ?? person.name }))

const viewSchema = z.object({
  id: z.string(),
  type: z.enum(['modal', 'home']),
  callback_id: z.string().default(''),
  private_metadata: z.string().default(''),
})

export const pressSchema = z.object({
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
  user: personSchema,
  view: viewSchema.extend({
    state: z.object({ values: z.record(z.string(), z.record(z.string(), valueSchema)) }),
  }),
})

export type Submission = z.infer<typeof submissionSchema>

/** The event in a request; `shape`: what we read of it. */
const eventOf = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.object({ event: z.object(shape) }).transform(({ event }) => event)

export const mentionSchema = eventOf({
  user: id,
  text: z.string(),
  channel: id,
  thread_ts: z.string().optional(),
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

export const memberSchema = eventOf({ user: id, channel: id })

/** The channel of an event that names a channel and no person. */
export const channelSchema = eventOf({ channel: id })

/** The workspace that the event is about, whoever received it. */
export const uninstalledSchema = z.object({ team_id: id })

export const revokedSchema = uninstalledSchema.extend({
  event: z.object({ tokens: z.object({ bot: z.array(z.string()).min(1) }) }),
})

const text = z.string().optional().catch(undefined)
const named = z.object({ id: text, team_id: text, app_installed_team_id: text }).optional().catch(undefined)

const sourceSchema = z
  .object({
    command: text,
    type: text,
    event: z.object({ type: text, user: text }).optional().catch(undefined),
    authorizations: z.array(named).optional().catch(undefined),
    view: named,
    team: named,
    team_id: text,
    user: named,
    user_id: text,
    channel: named,
    channel_id: text,
    response_url: responseUrl,
    trigger_id: text,
    event_id: text,
  })
  .catch({})

/** What a request is, and where it comes from; it is answered there even if the rest of it cannot be read. */
export const readSource = (body: unknown) => {
  const {
    command,
    type,
    event,
    view,
    authorizations: [receiver] = [],
    team,
    user,
    channel,
    ...rest
  } = sourceSchema.parse(body)
  return {
    isEvent: event !== undefined,
    kind: command ?? event?.type ?? type ?? '',
    /** The workspace whose installation received it. */
    tenant: view?.app_installed_team_id ?? receiver?.team_id ?? rest.team_id ?? team?.id ?? user?.team_id ?? '',
    user: event?.user ?? rest.user_id ?? user?.id,
    channel: rest.channel_id ?? channel?.id,
    url: rest.response_url,
    /** Slack's own id of the interaction or the event, by which a repetition is recognised. */
    id: rest.trigger_id === undefined ? rest.event_id && `event:${rest.event_id}` : `trigger:${rest.trigger_id}`,
  }
}
export type Source = ReturnType<typeof readSource>
