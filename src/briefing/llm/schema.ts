import { z } from 'zod'
import { createShape, readable, textOf } from '../../model/shape.ts'

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
const looseClaim = z.object({
  text: textOf(500),
  sentence: numeral,
  quote: textOf(1_000).catch(''),
  holder: textOf(200).catch('author'),
})

const looseSynopsis = z.object({
  text: textOf(500),
  sentences: numerals.transform((all): readonly number[] => all.slice(0, 10)),
})

/** Three for each sentence that may be chosen. */
const looseBrackets = readable(bracketSchema, 36).catch([])

const looseDraft = z.object({
  synopsis: readable(looseSynopsis, 3).catch([]),
  claims: readable(looseClaim),
  brackets: looseBrackets,
})

const choiceSchema = z.object({ sentences: numerals, brackets: z.array(bracketSchema) })

const looseChoice = choiceSchema.extend({ brackets: looseBrackets })

/** The sentences that a model chose, in order of importance, and its proposed brackets. */
export type Choice = z.infer<typeof looseChoice>

const hintSchema = z.object({ id: z.string(), holds: z.boolean(), why: z.string() })

const verdictSchema = z.object({
  claim: z.string(),
  verdict: word('supported', 'unsupported', 'unclear'),
  hints: z.array(hintSchema),
})

const judgementSchema = z.object({ verdicts: z.array(verdictSchema) })

const looseHint = hintSchema.extend({ id: z.coerce.string(), why: z.string().catch('') })

const looseVerdict = verdictSchema.extend({ claim: z.coerce.string(), hints: readable(looseHint).catch([]) })

const looseJudgement = z.object({ verdicts: readable(looseVerdict) })

export type Judgement = z.infer<typeof looseVerdict>

export const draftShape = createShape('briefing', draftSchema, looseDraft)

export const choiceShape = createShape('choice', choiceSchema, looseChoice)

export const judgementShape = createShape('judgement', judgementSchema, looseJudgement)

/** What the cache stores of the answers for a commentary. A failed step is absent, so that it can be repeated. */
const keptSchema = z.object({
  /** Null if the model refused, because it would refuse again, or if it was only asked to choose. */
  written: looseDraft.nullable(),
  refusal: z.enum(['refusal', 'content-filter']).optional(),
  judged: z.array(looseVerdict).optional(),
  /** If the model was only asked to choose. */
  chosen: looseChoice.optional(),
  tokens: z.object({ in: z.number(), out: z.number() }),
})

export type Kept = z.infer<typeof keptSchema>

/** The cached value, if it is ours and complete. */
export const parseKept = (value: unknown): Kept | undefined => keptSchema.safeParse(value).data
