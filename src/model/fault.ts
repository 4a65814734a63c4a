import { z } from 'zod'

export const count = z.int().nonnegative()

/** JSON omits what is undefined. */
export const orUndefined = <Value>(schema: z.ZodType<Value>) =>
  schema.optional().transform((value): Value | undefined => value)

const faultCode = z
  .enum([
    'refusal',
    'content-filter',
    'time-out',
    'deadline',
    'rate-limited',
    'quota',
    'circuit-open',
    'server-error',
    'unreachable',
    'unauthorised',
    'unknown-model',
    'wrong-address',
    'bad-request',
    'garbled',
    'wrong-shape',
    'truncated',
    'empty',
    'other-language',
    'budget',
    'too-short',
    'not-english',
    'nothing-verified',
    'internal',
  ])
  // The name of this code in records of version 0.1.0.
  .or(z.literal('resting').transform(() => 'circuit-open' as const))

/** What kept a model from doing its work. */
export type FaultCode = z.infer<typeof faultCode>

const step = z.enum(['write', 'choose', 'judge', 'interpret'])

export type Step = z.infer<typeof step>

export const faultSchema = z.object({
  step,
  code: faultCode,
  /** For the operator; contains no secret and nothing of the answer. */
  detail: z.string(),
  /** Instant (milliseconds since 1970) before which asking again is useless, if known. */
  retryAt: orUndefined(z.number()),
})

export type Fault = Readonly<z.infer<typeof faultSchema>>

export const tokensSchema = z.object({ in: count, out: count })

export type Tokens = Readonly<z.infer<typeof tokensSchema>>
