import { z } from 'zod'
import type { NumberedBracket } from '../brackets.ts'
import type { Draft } from '../draft.ts'
import { findObjects } from './json.ts'
import type { Tokens } from '../record.ts'

/** Increase it when a stored answer of the older form cannot be read as one of the newer. */
export const schemaVersion = '3'

/** Servers that do not enforce the schema write `"12"`, `"[12]"`, `[12]` for a number, and `Supported` for a word. */
const numeral = z.preprocess((value) => {
  const one = Array.isArray(value) && value.length === 1 ? value[0] : value
  const [, digits] = typeof one === 'string' ? (/^\s*\[?(\d{1,5})\]?\s*$/u.exec(one) ?? []) : []
  return digits === undefined ? one : Number(digits)
}, z.number())

const numerals = z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(numeral))

const word = <const Words extends readonly [string, ...string[]]>(...words: Words) =>
  z.preprocess(
    (value) =>
      typeof value === 'string'
        ? value
            .trim()
            .toLowerCase()
            .replaceAll(/[\s_]+/gu, '-')
        : value,
    z.enum(words),
  )

const claimSchema = z.object({
  text: z.string(),
  sentence: numeral,
  quote: z.string(),
  holder: z.string(),
})

const synopsisSchema = z.object({ text: z.string(), sentences: numerals })

const bracketSchema = z.object({ sentence: numeral, after: z.string(), words: z.string() })

const draftSchema = z.object({
  synopsis: z.array(synopsisSchema),
  claims: z.array(claimSchema),
  brackets: z.array(bracketSchema),
})

/** A claim without quote or holder is accepted: code finds its sentence by the number. */
const looseClaim = claimSchema.extend({
  quote: z.string().catch(''),
  holder: z.string().catch('author'),
})

/** The valid entries of a list: one mistake costs one entry. */
const readable = <Value>(schema: z.ZodType<Value>) =>
  z.array(z.unknown()).transform((list) => list.flatMap((one) => schema.safeParse(one).data ?? []))

const looseDraft = z.object({
  synopsis: readable(synopsisSchema).catch([]),
  claims: readable(looseClaim),
  brackets: readable(bracketSchema).catch([]),
})

const choiceSchema = z.object({ sentences: numerals, brackets: z.array(bracketSchema) })

const looseChoice = choiceSchema.extend({ brackets: readable(bracketSchema).catch([]) })

/** The sentences that a model chose, in order of importance, and its proposed brackets. */
export type Choice = {
  readonly sentences: readonly number[]
  readonly brackets: readonly NumberedBracket[]
}

const hintSchema = z.object({ id: z.string(), holds: z.boolean(), why: z.string() })

const verdictSchema = z.object({
  claim: z.string(),
  verdict: word('supported', 'unsupported', 'unclear'),
  hints: z.array(hintSchema),
})

const judgementSchema = z.object({ verdicts: z.array(verdictSchema) })

const looseJudgement = z.object({
  verdicts: readable(
    verdictSchema.extend({
      claim: z.coerce.string(),
      hints: readable(hintSchema.extend({ id: z.coerce.string(), why: z.string().catch('') })).catch([]),
    }),
  ),
})

export type Judgement = z.infer<typeof verdictSchema>

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
const createShape = <Value>(name: string, schema: z.ZodType, loose: z.ZodType<Value>): Shape<Value> => ({
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

export const draftShape: Shape<Draft> = createShape('briefing', draftSchema, looseDraft)

export const choiceShape: Shape<Choice> = createShape('choice', choiceSchema, looseChoice)

export const judgementShape: Shape<{ verdicts: Judgement[] }> = createShape(
  'judgement',
  judgementSchema,
  looseJudgement,
)

/** Older ones have no brackets. */
const keptDraft = draftSchema.partial({ brackets: true })

const keptSchema = z.object({
  written: keptDraft.nullable(),
  refusal: z.enum(['refusal', 'content-filter']).optional(),
  judged: z.array(verdictSchema).optional(),
  chosen: choiceSchema.optional(),
  tokens: z.object({ in: z.number(), out: z.number() }),
})

/** What the cache stores of the answers for a commentary. A failed step is absent, so that it can be repeated. */
export type Kept = {
  /** Null if the model refused: it would again. */
  readonly written: Draft | null
  readonly refusal?: 'refusal' | 'content-filter' | undefined
  readonly judged?: readonly Judgement[] | undefined
  /** If the model was only asked to choose. */
  readonly chosen?: Choice | undefined
  readonly tokens: Tokens
}

/** The cached value, if it is ours and complete. */
export const parseKept = (value: unknown): Kept | undefined => keptSchema.safeParse(value).data
