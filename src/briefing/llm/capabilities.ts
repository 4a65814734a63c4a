import { z } from 'zod'
import { filterCodes, type ServerError } from './server-error.ts'

/** What a server is known to take for one model. */
export const capabilitiesSchema = z.object({
  format: z.enum(['json_schema', 'json_object', 'text']),
  limit: z.enum(['max_completion_tokens', 'max_tokens', 'none']),
  takesEffort: z.boolean(),
  takesSystem: z.boolean(),
})

export type Capabilities = z.infer<typeof capabilitiesSchema>

export const everything: Capabilities = {
  format: 'json_schema',
  limit: 'max_completion_tokens',
  takesEffort: true,
  takesSystem: true,
}

const lowerFormat = { json_schema: 'json_object', json_object: 'text', text: undefined } as const
const lowerLimit = { max_completion_tokens: 'max_tokens', max_tokens: 'none', none: undefined } as const

const withLowerFormat = (capabilities: Capabilities): Capabilities | undefined => {
  const format = lowerFormat[capabilities.format]
  return format === undefined ? undefined : { ...capabilities, format }
}

const withLowerLimit = (capabilities: Capabilities): Capabilities | undefined => {
  const limit = lowerLimit[capabilities.limit]
  return limit === undefined ? undefined : { ...capabilities, limit }
}

const withoutEffort = (capabilities: Capabilities): Capabilities | undefined =>
  capabilities.takesEffort ? { ...capabilities, takesEffort: false } : undefined

const withoutSystem = (capabilities: Capabilities): Capabilities | undefined =>
  capabilities.takesSystem ? { ...capabilities, takesSystem: false } : undefined

/**
 * The words by which servers name what they do not take. Those on the system role are of chat templates (“System role not
 * supported”, “Conversation roles must alternate user/assistant”) and of Gemma at Google (“Developer instruction is not
 * enabled”).
 */
const steps: readonly {
  readonly words: RegExp
  readonly take: (capabilities: Capabilities) => Capabilities | undefined
}[] = [
  { words: /reasoning/u, take: withoutEffort },
  { words: /max_completion_tokens|max_tokens/u, take: withLowerLimit },
  { words: /response_format|json_schema|json_object|schema|grammar/u, take: withLowerFormat },
  {
    words:
      /system[ _'"]*(?:role|message|prompt|instruction)|role[^a-z]+system|developer instruction|roles must alternate/u,
    take: withoutSystem,
  },
]

/** Refusals of the content, not of a parameter. */
const contentCodes: ReadonlySet<string> = new Set([
  ...filterCodes,
  'context_length_exceeded',
  'string_above_max_length',
])

const refusing =
  /not (?:\w+ )?(?:support|allow|permit|enabl|accept|recogni|implement)|unsupported|unknown|unexpected|unrecogni|invalid|extra|must alternate|cannot/u

const textOf = ({ param, code, message }: ServerError): string => `${param} ${code} ${message}`.toLowerCase()

/** A code that is the error's general type (`invalid_request_error`) says nothing of a parameter. */
const isRefused = ({ code, message }: ServerError): boolean =>
  refusing.test(message.toLowerCase()) || code.startsWith('unsupported')

const isOfRequest = (status: number): boolean => status === 400 || status === 422

/** Statuses that speak of the key, of the load or of time, whatever their words are. */
const otherwise: ReadonlySet<number> = new Set([401, 402, 403, 408, 429])

/**
 * Whether an error names a parameter and says that it is not taken: such a refusal comes as 400, as 422, as a 500 from a
 * program that stumbled over the parameter, or with the status 200.
 */
export const namesParameter = (error: ServerError): boolean => {
  const said = textOf(error)
  if (error.status < 400 || otherwise.has(error.status) || contentCodes.has(error.code)) return false
  return steps.some(({ words }) => words.test(said)) && (isOfRequest(error.status) || isRefused(error))
}

/** The next thing to do without; undefined where nothing is left, or the request itself was at fault. */
export const stepDown = (capabilities: Capabilities, error: ServerError): Capabilities | undefined => {
  if (contentCodes.has(error.code)) return undefined
  const said = textOf(error)
  const named = namesParameter(error) ? steps.filter(({ words }) => words.test(said)) : []
  for (const { take } of named) {
    const next = take(capabilities)
    if (next !== undefined) return next
  }
  if (!isOfRequest(error.status)) return undefined
  return (
    withoutEffort(capabilities) ??
    withLowerFormat(capabilities) ??
    withLowerLimit(capabilities) ??
    withoutSystem(capabilities)
  )
}
