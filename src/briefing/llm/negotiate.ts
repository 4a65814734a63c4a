import { type Capabilities, capabilitiesSchema, everything, stepDown } from './capabilities.ts'
import type { Prompt } from './prompts.ts'
import type { RequestBody, Send, Sent } from './transport.ts'
import type { Cache } from './types.ts'

/** A question without the parameters that differ between servers. */
export type Question = {
  readonly model: string
  readonly system: string
  readonly user: string
  readonly schemaName: string
  readonly schema: Readonly<Record<string, unknown>>
  readonly outputTokens: number
  /** Whether the prompt describes the schema as well: some servers accept a schema and ignore it. */
  readonly isSchemaTold: boolean
}

const bodyOf = (question: Question, capabilities: Capabilities, formatPrompt: Prompt): RequestBody => {
  const { model, schemaName, schema, outputTokens } = question
  const system =
    capabilities.format === 'json_schema' && !question.isSchemaTold
      ? question.system
      : `${question.system}\n\n${formatPrompt.render({ schema: JSON.stringify(schema) }).system}`
  const body: RequestBody = {
    model,
    messages: capabilities.takesSystem
      ? [
          { role: 'system', content: system },
          { role: 'user', content: question.user },
        ]
      : [{ role: 'user', content: `${system}\n\n${question.user}` }],
  }
  if (capabilities.takesEffort) body.reasoning_effort = 'low'
  if (capabilities.limit !== 'none') body[capabilities.limit] = outputTokens
  if (capabilities.format === 'json_object') body.response_format = { type: 'json_object' }
  if (capabilities.format === 'json_schema') {
    body.response_format = {
      type: 'json_schema',
      json_schema: { name: schemaName, strict: true, schema: { ...schema } },
    }
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
