import { z } from 'zod'
import { filterCodes, type ServerError } from './server-error.ts'

/** What a server is known to take for one model. */
export const abilitySchema = z.object({
  format: z.enum(['json_schema', 'json_object', 'text']),
  limit: z.enum(['max_completion_tokens', 'max_tokens', 'none']),
  takesEffort: z.boolean(),
  // Absent from what was remembered before servers without a system role were known.
  takesSystem: z.boolean().default(true),
})

export type Ability = z.infer<typeof abilitySchema>

export const everything: Ability = {
  format: 'json_schema',
  limit: 'max_completion_tokens',
  takesEffort: true,
  takesSystem: true,
}

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

const withoutSystem = (ability: Ability): Ability | undefined =>
  ability.takesSystem ? { ...ability, takesSystem: false } : undefined

/**
 * The words by which servers name what they do not take. Those on the system role are of chat templates (“System role not
 * supported”, “Conversation roles must alternate user/assistant”) and of Gemma at Google (“Developer instruction is not
 * enabled”).
 */
const steps: readonly { readonly words: RegExp; readonly take: (ability: Ability) => Ability | undefined }[] = [
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
export const stepDown = (ability: Ability, error: ServerError): Ability | undefined => {
  if (contentCodes.has(error.code)) return undefined
  const said = textOf(error)
  const named = namesParameter(error) ? steps.filter(({ words }) => words.test(said)) : []
  for (const { take } of named) {
    const next = take(ability)
    if (next !== undefined) return next
  }
  if (!isOfRequest(error.status)) return undefined
  return withoutEffort(ability) ?? withLowerFormat(ability) ?? withLowerLimit(ability) ?? withoutSystem(ability)
}
