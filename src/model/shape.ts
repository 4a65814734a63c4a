import { z } from 'zod'
import { findObjects } from './json.ts'

/** Text cut at `longest`: no check passes longer text, so the rest could not be shown, and is not stored. */
export const textOf = (longest: number) => z.string().transform((text) => text.slice(0, longest))

/** The valid entries of a list: one mistake costs one entry. */
export const readable = <Value>(schema: z.ZodType<Value>, most = Number.POSITIVE_INFINITY) =>
  z
    .array(z.unknown())
    .transform((list): readonly Value[] => list.flatMap((one) => schema.safeParse(one).data ?? []).slice(0, most))

/**
 * The JSON schema of a zod schema in the form for strict structured output. Without counts and lengths, because a
 * decoder that enforces them would invent a third claim; and without `$schema`, which some servers reject. Source:
 * OpenAI, Structured Outputs, supported schemas.
 */
const strictSchema = (schema: z.ZodType): Readonly<Record<string, unknown>> => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema)
  return rest
}

export type Shape<Value> = {
  readonly name: string
  readonly schema: Readonly<Record<string, unknown>>
  /** The first object in an answer that has this shape. */
  readonly parse: (
    answer: string,
  ) =>
    | { readonly state: 'parsed'; readonly value: Value }
    | { readonly state: 'failed'; readonly code: 'garbled' | 'wrong-shape' }
}

/** `schema` is what is requested, `loose` what is accepted: it corrects what compatible servers change in an answer. */
export const createShape = <Value>(name: string, schema: z.ZodType, loose: z.ZodType<Value>): Shape<Value> => ({
  name,
  schema: strictSchema(schema),
  parse(answer) {
    const objects = findObjects(answer)
    for (const object of objects) {
      const result = loose.safeParse(object)
      if (result.success) return { state: 'parsed', value: result.data }
    }
    return { state: 'failed', code: objects.length === 0 ? 'garbled' : 'wrong-shape' }
  },
})
