import { z } from 'zod'
import { filterCodes, type ServerError } from './server-error.ts'

/** The values of each parameter that differs between servers, the best first; the last one leaves it out. */
const values = {
  takesEffort: [true, false],
  format: ['json_schema', 'json_object', 'text'],
  limit: ['max_completion_tokens', 'max_tokens', 'none'],
  takesSystem: [true, false],
} as const

/** Which parameters a server accepts for one model. */
export const capabilitiesSchema = z.object({
  takesEffort: z.boolean(),
  format: z.enum(values.format),
  limit: z.enum(values.limit),
  takesSystem: z.boolean(),
})

export type Capabilities = z.infer<typeof capabilitiesSchema>

export const everything: Capabilities = {
  takesEffort: true,
  format: 'json_schema',
  limit: 'max_completion_tokens',
  takesSystem: true,
}

/** In the order in which they are given up. */
const names = ['takesEffort', 'format', 'limit', 'takesSystem'] as const
type Name = (typeof names)[number]

const withLower = (capabilities: Capabilities, name: Name): Capabilities | undefined => {
  const steps: readonly unknown[] = values[name]
  const next = steps[steps.indexOf(capabilities[name]) + 1]
  return next === undefined ? undefined : { ...capabilities, [name]: next }
}

/**
 * The words by which servers name what they do not accept. Those on the system role come from chat templates (“System
 * role not supported”, “Conversation roles must alternate user/assistant”) and from Gemma at Google (“Developer
 * instruction is not enabled”).
 */
const words: Readonly<Record<Name, RegExp>> = {
  takesEffort: /reasoning/u,
  format: /response_format|json_schema|json_object|schema|grammar/u,
  limit: /max_completion_tokens|max_tokens/u,
  takesSystem:
    /system[ _'"]*(?:role|message|prompt|instruction)|role[^a-z]+system|developer instruction|roles must alternate/u,
}

/** Errors about the content, not about a parameter. */
const contentCodes: ReadonlySet<string> = new Set([
  ...filterCodes,
  'context_length_exceeded',
  'string_above_max_length',
])

const refusing =
  /not (?:\w+ )?(?:support|allow|permit|enabl|accept|recogni|implement)|unsupported|unknown|unexpected|unrecogni|invalid|extra|must alternate|cannot/u

/** A code that is the error's general type (`invalid_request_error`) says nothing about a parameter. */
const isRefused = ({ code, message }: ServerError): boolean =>
  refusing.test(message.toLowerCase()) || code.startsWith('unsupported')

const isOfRequest = (status: number): boolean => status === 400 || status === 422

/** Statuses about the key, the load or time, whatever their message. */
const otherwise: ReadonlySet<number> = new Set([401, 402, 403, 408, 429])

/** The parameters that an error names as not accepted. Servers send it as 400, as 422, as 500 after an exception, or with 200. */
const namedIn = (error: ServerError): readonly Name[] => {
  if (error.status < 400 || otherwise.has(error.status) || contentCodes.has(error.code)) return []
  if (!isOfRequest(error.status) && !isRefused(error)) return []
  const said = `${error.param} ${error.code} ${error.message}`.toLowerCase()
  return names.filter((name) => words[name].test(said))
}

/** Whether an error names a parameter that the server does not accept. */
export const namesParameter = (error: ServerError): boolean => namedIn(error).length > 0

/**
 * The capabilities without the parameter that the error names; undefined if nothing is left to drop, or the request
 * itself is at fault.
 */
export const stepDown = (capabilities: Capabilities, error: ServerError): Capabilities | undefined => {
  if (contentCodes.has(error.code)) return undefined
  const order = [...namedIn(error), ...(isOfRequest(error.status) ? names : [])]
  return order.map((name) => withLower(capabilities, name)).find((next) => next !== undefined)
}
