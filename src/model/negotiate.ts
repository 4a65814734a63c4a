import type { Cache } from './cache.ts'
import { type Capabilities, capabilitiesSchema, everything, stepDown } from './capabilities.ts'
import type { Messages, Prompt } from './prompts.ts'
import type { Shape } from './shape.ts'
import type { RequestBody, Send, Sent } from './transport.ts'

/** A question without the parameters that differ between servers. */
export type Question = Messages & {
  readonly model: string
  readonly shape: Pick<Shape<unknown>, 'name' | 'schema'>
  readonly outputTokens: number
  /** Whether the prompt describes the schema as well: some servers accept a schema and ignore it. */
  readonly isSchemaTold: boolean
}

const bodyOf = (question: Question, capabilities: Capabilities, formatPrompt: Prompt): RequestBody => {
  const { model, user, shape, outputTokens } = question
  const { name, schema } = shape
  const system =
    capabilities.format === 'json_schema' && !question.isSchemaTold
      ? question.system
      : `${question.system}\n\n${formatPrompt.render({ schema: JSON.stringify(schema) }).system}`
  const body: RequestBody = {
    model,
    messages: capabilities.takesSystem
      ? [
          { role: 'system', content: system },
          { role: 'user', content: user },
        ]
      : [{ role: 'user', content: `${system}\n\n${user}` }],
  }
  if (capabilities.takesEffort) body.reasoning_effort = 'low'
  if (capabilities.limit !== 'none') body[capabilities.limit] = outputTokens
  if (capabilities.format === 'json_object') body.response_format = { type: 'json_object' }
  if (capabilities.format === 'json_schema') {
    body.response_format = { type: 'json_schema', json_schema: { name, strict: true, schema: { ...schema } } }
  }
  return body
}

/** Servers are updated; after this time the full request is tried again. */
const memoryMs = 30 * 24 * 60 * 60_000

/** Asks a question with all parameters that the server accepts; `requests` counts what was sent, without retries. */
export type Negotiate = (question: Question, signal: AbortSignal) => Promise<{ sent: Sent; requests: number }>

/**
 * Starts with a strict JSON schema and falls back to plain text; optional parameters are dropped one at a time, and
 * finally the system text is moved into the user message. What a server accepts is learned from its errors, and
 * remembered by server and model once a request succeeds.
 */
export const createNegotiation =
  (send: Send, cache: Cache, baseUrl: string, formatPrompt: Prompt): Negotiate =>
  async (question, signal) => {
    const key = `capabilities ${baseUrl} ${question.model}`
    const known = capabilitiesSchema.safeParse(await cache.get(key))
    const start = known.success ? known.data : everything
    let capabilities = start
    for (let requests = 1; ; requests += 1) {
      const sent = await send(bodyOf(question, capabilities, formatPrompt), signal)
      const next = sent.state === 'failed' ? stepDown(capabilities, sent.failure) : undefined
      if (next === undefined) {
        if (sent.state === 'answered' && capabilities !== start) await cache.set(key, capabilities, memoryMs)
        return { sent, requests }
      }
      capabilities = next
    }
  }
