import { v5 as uuidV5 } from 'uuid'
import { z } from 'zod'

/** The name of our posts' metadata, in lower case with underscores, as Slack demands. */
const eventType = 'rsis_brief_delivery'

/** Our own namespace for RFC 9562 version 5; any fixed UUID would do. */
const nameSpace = 'c1b7d3de-5f0e-4e39-9b0e-6f2f3c2a7a51'

/** The key in the metadata of a post; every member and app can read it, so it contains nothing secret. */
export const metadataOf = (key: string) => ({ event_type: eventType, event_payload: { key } })

/** An additional safeguard. Slack's errors mention `client_msg_id`, but its reference does not, so nothing depends on it. */
export const clientMessageId = (key: string) => ({ client_msg_id: uuidV5(key, nameSpace) })

const keyedSchema = z.object({
  ts: z.string(),
  metadata: z.object({ event_type: z.literal(eventType), event_payload: z.object({ key: z.string() }) }),
})

/** The parts of a page of history that we read. */
export const historySchema = z.object({
  ok: z.literal(true),
  messages: z.array(z.unknown()),
  has_more: z.boolean().optional(),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
})

/** The `ts` of the message with the key. */
export const findKey = (messages: readonly unknown[], key: string): string | undefined => {
  for (const message of messages) {
    const keyed = keyedSchema.safeParse(message)
    if (keyed.success && keyed.data.metadata.event_payload.key === key) return keyed.data.ts
  }
  return undefined
}
