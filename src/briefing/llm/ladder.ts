import { type Ability, abilitySchema, everything, stepDown } from './ability.ts'
import type { Prompt } from './prompts.ts'
import type { RequestBody, Send, Sent } from './transport.ts'
import type { Cache } from './types.ts'

/** A question without the parameters that differ from server to server. */
export type Question = {
  readonly model: string
  readonly system: string
  readonly user: string
  readonly schemaName: string
  readonly schema: Readonly<Record<string, unknown>>
  readonly outputTokens: number
  /** Whether the schema is told in words too: some servers take one and do not heed it. */
  readonly isSchemaTold: boolean
}

const bodyOf = (question: Question, ability: Ability, formatPrompt: Prompt): RequestBody => {
  const { model, schemaName, schema, outputTokens } = question
  const system =
    ability.format === 'json_schema' && !question.isSchemaTold
      ? question.system
      : `${question.system}\n\n${formatPrompt.render({ schema: JSON.stringify(schema) }).system}`
  const body: RequestBody = {
    model,
    messages: ability.takesSystem
      ? [
          { role: 'system', content: system },
          { role: 'user', content: question.user },
        ]
      : [{ role: 'user', content: `${system}\n\n${question.user}` }],
  }
  if (ability.takesEffort) body.reasoning_effort = 'low'
  if (ability.limit !== 'none') body[ability.limit] = outputTokens
  if (ability.format === 'json_object') body.response_format = { type: 'json_object' }
  if (ability.format === 'json_schema') {
    body.response_format = {
      type: 'json_schema',
      json_schema: { name: schemaName, strict: true, schema: { ...schema } },
    }
  }
  return body
}

/** Servers learn new things; after this the full request is tried again. */
const memoryMs = 30 * 24 * 60 * 60_000

/** Asks a question in the best way that the server takes; `requests` counts what was sent, repetitions aside. */
export type Climb = (question: Question, signal: AbortSignal) => Promise<{ sent: Sent; requests: number }>

/**
 * The ladder from strict JSON schema down to plain text, with the optional parameters dropped one at a time,
 * and the system text last moved into the user message. What a server takes is learned from its refusals, and remembered by server and model once a request succeeds.
 */
export const createLadder =
  (send: Send, cache: Cache, baseUrl: string, formatPrompt: Prompt): Climb =>
  async (question, signal) => {
    const key = `ability ${baseUrl} ${question.model}`
    const known = abilitySchema.safeParse(await cache.get(key))
    const start = known.success ? known.data : everything
    let ability = start
    for (let requests = 1; ; requests += 1) {
      const sent = await send(bodyOf(question, ability, formatPrompt), signal)
      const next = sent.state === 'failed' ? stepDown(ability, sent.failure) : undefined
      if (next === undefined) {
        if (sent.state === 'answered' && ability !== start) await cache.set(key, ability, memoryMs)
        return { sent, requests }
      }
      ability = next
    }
  }
