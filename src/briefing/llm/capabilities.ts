import { z } from 'zod'
import { filterCodes, type ServerError } from './server-error.ts'

/** Which parameters a server accepts for one model. */
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
 * The words by which servers name what they do not accept. Those on the system role come from chat templates (“System
 * role not supported”, “Conversation roles must alternate user/assistant”) and from Gemma at Google (“Developer
 * instruction is not enabled”).
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

/** Errors about the content, not about a parameter. */
const contentCodes: ReadonlySet<string> = new Set([
  ...filterCodes,
  'context_length_exceeded',
  'string_above_max_length',
])

const refusing =
  /not (?:\w+ )?(?:support|allow|permit|enabl|accept|recogni|implement)|unsupported|unknown|unexpected|unrecogni|invalid|extra|must alternate|cannot/u

const textOf = ({ param, code, message }: ServerError): string => `${param} ${code} ${message}`.toLowerCase()

/** A code that is the error's general type (`invalid_request_error`) says nothing about a parameter. */
const isRefused = ({ code, message }: ServerError): boolean =>
  refusing.test(message.toLowerCase()) || code.startsWith('unsupported')

const isOfRequest = (status: number): boolean => status === 400 || status === 422

/** Statuses about the key, the load or time, whatever their message. */
const otherwise: ReadonlySet<number> = new Set([401, 402, 403, 408, 429])

/**
 * Whether an error names a parameter and says that it is not accepted. Servers send this as 400, as 422, as 500 after
 * an exception, or with the status 200.
 */
export const namesParameter = (error: ServerError): boolean => {
  const said = textOf(error)
  if (error.status < 400 || otherwise.has(error.status) || contentCodes.has(error.code)) return false
  return steps.some(({ words }) => words.test(said)) && (isOfRequest(error.status) || isRefused(error))
}

/**
 * The capabilities without the parameter that the error names; undefined if nothing is left to drop, or the request
 * itself is at fault.
 */
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
