import { z } from 'zod'

// What Slack accepts according to @slack/types 3.2 and docs.slack.dev (Block Kit reference, chat.postMessage).
// An unknown block, element or property counts as a fault.

const plain = (longest: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: z.string().min(1).max(longest), emoji: z.boolean().optional() })
/** In mrkdwn, only links that we made may be in angle brackets. */
const isQuiet = (text: string): boolean => !/[<>]/u.test(text.replaceAll(/<https?:[^<>|\s]+\|[^<>|]+>/gu, ''))
const mrkdwn = (longest: number) =>
  z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(longest).refine(isQuiet, 'something of the text is active'),
    verbatim: z.boolean().optional(),
  })
const anyText = (longest: number) => z.discriminatedUnion('type', [plain(longest), mrkdwn(longest)])

const blockId = z.string().min(1).max(255).optional()
const actionId = z.string().min(1).max(255)
const url = (longest: number) => z.url({ protocol: /^https?$/u }).max(longest)

const style = z
  .strictObject({
    bold: z.boolean().optional(),
    italic: z.boolean().optional(),
    strike: z.boolean().optional(),
    code: z.boolean().optional(),
  })
  .optional()

const richElement = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1), style }),
  z.strictObject({ type: z.literal('link'), url: url(3000), text: z.string().min(1).optional(), style }),
  z.strictObject({ type: z.literal('channel'), channel_id: z.string().regex(/^[CGD][A-Z0-9]+$/u) }),
  z.strictObject({ type: z.literal('emoji'), name: z.string().regex(/^[a-z0-9_+-]+$/u) }),
])
const richSection = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(richElement).min(1) })

const richText = z.strictObject({
  type: z.literal('rich_text'),
  block_id: blockId,
  elements: z
    .array(
      z.discriminatedUnion('type', [
        richSection,
        z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(richElement).min(1) }),
        z.strictObject({ type: z.literal('rich_text_preformatted'), elements: z.array(richElement).min(1) }),
        z.strictObject({
          type: z.literal('rich_text_list'),
          style: z.enum(['bullet', 'ordered']),
          indent: z.number().int().min(0).max(8).optional(),
          elements: z.array(richSection).min(1),
        }),
      ]),
    )
    .min(1),
})

const button = z.strictObject({
  type: z.literal('button'),
  action_id: actionId,
  text: plain(75),
  value: z.string().min(1).max(2000).optional(),
  url: url(3000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: z.string().min(1).max(75).optional(),
})

const option = z.strictObject({ text: plain(75), value: z.string().min(1).max(150) })

const input = z.strictObject({
  type: z.literal('input'),
  block_id: blockId,
  label: plain(2000),
  hint: plain(2000).optional(),
  optional: z.boolean().optional(),
  element: z.discriminatedUnion('type', [
    z
      .strictObject({
        type: z.literal('plain_text_input'),
        action_id: actionId,
        multiline: z.boolean().optional(),
        max_length: z.number().int().min(1).max(3000).optional(),
        initial_value: z.string().max(3000).optional(),
        placeholder: plain(150).optional(),
      })
      .refine(
        ({ initial_value, max_length }) => (initial_value?.length ?? 0) <= (max_length ?? 3000),
        'initial_value is longer than max_length',
      ),
    z
      .strictObject({
        type: z.literal('static_select'),
        action_id: actionId,
        options: z.array(option).min(1).max(100),
        initial_option: option.optional(),
        placeholder: plain(150).optional(),
      })
      .refine(
        ({ options, initial_option }) =>
          initial_option === undefined || options.some(({ value }) => value === initial_option.value),
        'initial_option is none of the options',
      ),
  ]),
})

const messageBlock = z.discriminatedUnion('type', [
  richText,
  z.strictObject({ type: z.literal('header'), block_id: blockId, text: plain(150) }),
  z.strictObject({ type: z.literal('section'), block_id: blockId, text: anyText(3000), accessory: button.optional() }),
  z.strictObject({ type: z.literal('context'), block_id: blockId, elements: z.array(anyText(2000)).min(1).max(10) }),
  z.strictObject({ type: z.literal('actions'), block_id: blockId, elements: z.array(button).min(1).max(25) }),
  z.strictObject({ type: z.literal('divider'), block_id: blockId }),
])
const viewBlock = z.union([messageBlock, input])

type AnyBlock = z.infer<typeof viewBlock>

const repeated = (values: readonly string[]): boolean => new Set(values).size < values.length

/** Ids that must be unique within a message or view. */
const idsAreUnique = (blocks: readonly AnyBlock[]): boolean => {
  const actions = blocks.flatMap((block) => (block.type === 'actions' ? block.elements.map((e) => e.action_id) : []))
  return !repeated(actions) && !repeated(blocks.flatMap(({ block_id }) => block_id ?? []))
}

/** All blocks as JSON; Slack's own limit is not documented, see slackapi/bolt-js #2509 and #2867. */
const mostCharacters = 10_000

const blocks = z
  .array(messageBlock)
  .min(1)
  .max(50)
  .refine((all) => JSON.stringify(all).length <= mostCharacters, 'msg_blocks_too_long')
  .refine(idsAreUnique, 'two elements have the same id')

const key = z.strictObject({
  event_type: z.string().regex(/^[a-z][a-z0-9_]{0,254}$/u),
  event_payload: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
})

/** The fall-back contains no links of ours, so nothing may be in angle brackets. */
const noMention = z.string().refine((text) => !/[<>]/u.test(text), 'something of the text is active')

const message = {
  text: noMention.min(1).max(4000),
  blocks: blocks.optional(),
  unfurl_links: z.literal(false),
  unfurl_media: z.literal(false),
}

const channel = z.string().regex(/^[A-Z0-9]{2,30}$/u)
const ts = z.string().regex(/^\d+\.\d+$/u)

const modal = z
  .strictObject({
    type: z.literal('modal'),
    callback_id: z.string().max(255).optional(),
    private_metadata: z.string().max(3000).optional(),
    title: plain(24),
    submit: plain(24).optional(),
    close: plain(24).optional(),
    blocks: z.array(viewBlock).max(100).refine(idsAreUnique, 'two elements have the same id'),
  })
  .refine(
    ({ blocks, submit }) => submit !== undefined || blocks.every(({ type }) => type !== 'input'),
    'an input needs submit',
  )

const home = z.strictObject({
  type: z.literal('home'),
  blocks: z.array(viewBlock).max(100).refine(idsAreUnique, 'two elements have the same id'),
})

const words = z.string().min(1)

/** A Work Object, as `EntityMetadata` of @slack/types has it, with the types of field that we use. */
const entity = z.strictObject({
  entity_type: z.literal('slack#/entities/content_item'),
  url: z.url(),
  app_unfurl_url: z.url().optional(),
  external_ref: z.strictObject({ id: words, type: words.optional() }),
  entity_payload: z
    .strictObject({
      attributes: z.strictObject({
        title: z.strictObject({ text: words }),
        display_type: words,
        display_id: words,
        product_name: words,
      }),
      fields: z.strictObject({ description: z.strictObject({ value: words, long: z.boolean() }) }).optional(),
      custom_fields: z.array(
        z.strictObject({
          key: z.string().regex(/^\w+$/u),
          label: words,
          type: z.literal('string'),
          value: words,
          long: z.boolean().optional(),
        }),
      ),
      display_order: z.array(z.string()),
    })
    .refine(
      ({ custom_fields: fields, display_order: order }) =>
        order.every((key) => key === 'description' || fields.some((field) => field.key === key)) && !repeated(order),
      'an unknown field is shown',
    ),
})

/** The arguments of each method; a method that is not listed is not checked. */
const schemas: Readonly<Record<string, z.ZodType>> = {
  'chat.postMessage': z.strictObject({
    ...message,
    channel,
    thread_ts: ts.optional(),
    reply_broadcast: z.literal(false).optional(),
    parse: z.literal('none').optional(),
    metadata: key.optional(),
    client_msg_id: z.uuid().optional(),
  }),
  'chat.postEphemeral': z.strictObject({
    ...message,
    unfurl_links: z.literal(false).optional(),
    unfurl_media: z.literal(false).optional(),
    channel,
    user: channel,
    thread_ts: ts.optional(),
  }),
  'chat.update': z.strictObject({
    channel,
    ts,
    text: message.text,
    blocks: z.union([blocks, z.tuple([])]),
    parse: z.literal('none').optional(),
    metadata: key.optional(),
  }),
  'chat.unfurl': z.strictObject({
    channel,
    ts,
    unfurls: z.record(z.url(), z.strictObject({ blocks })),
    metadata: z.strictObject({ entities: z.array(entity.required({ app_unfurl_url: true })).min(1) }).optional(),
  }),
  'entity.presentDetails': z.strictObject({
    trigger_id: z.string().min(1),
    metadata: entity.optional(),
    error: z.strictObject({ status: z.literal('not_found') }).optional(),
  }),
  'views.open': z.strictObject({ trigger_id: z.string(), view: modal }),
  'views.update': z.strictObject({ view_id: z.string(), view: modal }),
  'views.publish': z.strictObject({ user_id: channel, view: home }),
  response_url: z.union([
    z.strictObject({ delete_original: z.literal(true) }),
    z.strictObject({
      ...message,
      response_type: z.enum(['ephemeral', 'in_channel']),
      replace_original: z.boolean(),
      thread_ts: ts.optional(),
    }),
  ]),
}

/** The violation of Slack's rules by a payload; undefined if there is none. */
export const faultOf = (method: string, payload: unknown): string | undefined => {
  const parsed = schemas[method]?.safeParse(payload)
  return parsed === undefined || parsed.success ? undefined : z.prettifyError(parsed.error)
}
