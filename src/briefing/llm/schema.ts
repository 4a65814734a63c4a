import { z } from 'zod'
import type { Draft } from '../draft.ts'
import { findObjects } from './json.ts'
import type { Tokens } from '../record.ts'

/** Changes when a stored answer of the older shape can no longer be read as one of the newer. */
export const schemaVersion = '1'

const draftSchema = z.object({
  synopsis: z.array(z.object({ text: z.string(), sentences: z.array(z.number()) })),
  claims: z.array(
    z.object({
      text: z.string(),
      sentence: z.number(),
      quote: z.string(),
      kind: z.enum(['assessment', 'forecast', 'recommendation', 'quoted-view', 'fact']),
      holder: z.string(),
    }),
  ),
})

const choiceSchema = z.object({ sentences: z.array(z.number()) })

const judgementSchema = z.object({
  verdicts: z.array(
    z.object({
      id: z.string(),
      verdict: z.enum(['supported', 'partly', 'contradicted', 'not_enough']),
      fault: z.enum([
        'none',
        'roles',
        'cause',
        'comparison',
        'figure',
        'time',
        'scope',
        'strength',
        'speaker',
        'addition',
        'nonsense',
      ]),
    }),
  ),
})

export type Judgement = z.infer<typeof judgementSchema>['verdicts'][number]

/**
 * The JSON schema of a zod schema as strict structured output takes it. No counts and lengths: a decoder bound to them
 * would invent a third claim; and no `$schema`, which some servers refuse as unknown.
 * Source: OpenAI, Structured Outputs, supported schemas.
 */
const strictSchema = (schema: z.ZodType): Readonly<Record<string, unknown>> => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema)
  return rest
}

export type Shape<Value> = {
  readonly name: string
  readonly schema: Readonly<Record<string, unknown>>
  /** The first object of an answer that has this shape. */
  readonly parse: (
    answer: string,
  ) =>
    | { readonly state: 'parsed'; readonly value: Value }
    | { readonly state: 'failed'; readonly code: 'garbled' | 'wrong-shape' }
}

const createShape = <Value>(name: string, schema: z.ZodType<Value>): Shape<Value> => ({
  name,
  schema: strictSchema(schema),
  parse(answer) {
    const objects = findObjects(answer)
    for (const object of objects) {
      const result = schema.safeParse(object)
      if (result.success) return { state: 'parsed', value: result.data }
    }
    return { state: 'failed', code: objects.length === 0 ? 'garbled' : 'wrong-shape' }
  },
})

export const draftShape: Shape<Draft> = createShape('briefing', draftSchema)

export const choiceShape: Shape<{ sentences: number[] }> = createShape('choice', choiceSchema)

export const judgementShape: Shape<{ verdicts: Judgement[] }> = createShape('judgement', judgementSchema)

const keptSchema = z.object({
  written: draftSchema.nullable(),
  refusal: z.enum(['refusal', 'content-filter']).optional(),
  repaired: draftSchema.nullish(),
  judged: z.array(judgementSchema.shape.verdicts.element).optional(),
  chosen: z.array(z.number()).optional(),
  tokens: z.object({ in: z.number(), out: z.number() }),
})

/** What the cache keeps of a commentary's answers. A step that failed is absent, so that it can be made up for. */
export type Kept = {
  /** Null where the model refused: it will again. */
  readonly written: Draft | null
  readonly refusal?: 'refusal' | 'content-filter' | undefined
  /** Null where nothing had to be repaired. */
  readonly repaired?: Draft | null | undefined
  readonly judged?: readonly Judgement[] | undefined
  /** The sentences that the model named where nothing was to be retold. */
  readonly chosen?: readonly number[] | undefined
  readonly tokens: Tokens
}

/** What the cache gave, if it is ours and whole. */
export const parseKept = (value: unknown): Kept | undefined => keptSchema.safeParse(value).data
