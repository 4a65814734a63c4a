import { z } from 'zod'
import type { Prompt } from './prompts.ts'
import { filterCodes } from './reply.ts'
import type { RequestBody, Send, SendFailure, Sent } from './transport.ts'
import type { Cache } from './types.ts'

/** What a server is known to take for one model. */
const abilitySchema = z.object({
  format: z.enum(['json_schema', 'json_object', 'text']),
  limit: z.enum(['max_completion_tokens', 'max_tokens', 'none']),
  takesEffort: z.boolean(),
})

type Ability = z.infer<typeof abilitySchema>

const everything: Ability = { format: 'json_schema', limit: 'max_completion_tokens', takesEffort: true }

const lowerFormat = { json_schema: 'json_object', json_object: 'text', text: undefined } as const
const lowerLimit = { max_completion_tokens: 'max_tokens', max_tokens: 'none', none: undefined } as const

const withLowerFormat = (ability: Ability): Ability | undefined => {
  const format = lowerFormat[ability.format]
  return format === undefined ? undefined : { ...ability, format }
}

const withLowerLimit = (ability: Ability): Ability | undefined => {
  const limit = lowerLimit[ability.limit]
  return limit === undefined ? undefined : { ...ability, limit }
}

const withoutEffort = (ability: Ability): Ability | undefined =>
  ability.takesEffort ? { ...ability, takesEffort: false } : undefined

/** The words by which servers name what they do not take. */
const steps: readonly {
  readonly words: readonly string[]
  readonly take: (ability: Ability) => Ability | undefined
}[] = [
  { words: ['reasoning_effort', 'reasoning effort', 'reasoning'], take: withoutEffort },
  { words: ['max_completion_tokens', 'max_tokens'], take: withLowerLimit },
  { words: ['response_format', 'json_schema', 'json_object', 'schema', 'grammar'], take: withLowerFormat },
]

/** Refusals of the content, not of a parameter. */
const contentCodes: ReadonlySet<string> = new Set([
  ...filterCodes,
  'context_length_exceeded',
  'string_above_max_length',
])

/** The next thing to do without; undefined where nothing is left, or the request itself was at fault. */
const stepDown = (ability: Ability, failure: SendFailure): Ability | undefined => {
  if ((failure.status !== 400 && failure.status !== 422) || contentCodes.has(failure.code)) return undefined
  const said = `${failure.param} ${failure.code} ${failure.message}`.toLowerCase()
  for (const { words, take } of steps) {
    const next = words.some((word) => said.includes(word)) ? take(ability) : undefined
    if (next !== undefined) return next
  }
  return withoutEffort(ability) ?? withLowerFormat(ability) ?? withLowerLimit(ability)
}

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
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: question.user },
    ],
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
 * The ladder from strict JSON schema down to plain text, with the optional parameters dropped one at a time.
 * What a server takes is learnt from its answers 400 and 422, and remembered by server and model once a request succeeds.
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
