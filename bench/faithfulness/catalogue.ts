import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { trialOf } from './corpus.ts'
import type { Source, Text, Trial } from './corpus.ts'

/** A case as written in a file. */
export const caseSchema = z.strictObject({
  id: z.string().regex(/^[A-Z]\d{2,3}$/u),
  sample: z.string().regex(/^CO\d{5}$/u),
  /** The source sentence of the claim, or a beginning of it that no other sentence has. */
  sentence: z.string().min(8),
  claim: z.string(),
  /** The quoted words; the whole sentence if absent. */
  quote: z.string().optional(),
  holder: z.string().default('author'),
  /** `reject`: code must reject it. `judge`: it is wrong, but only somebody who understands it can tell. `pass`: a fair claim. */
  must: z.enum(['reject', 'judge', 'pass']),
  why: z.string().min(5),
})

type Case = z.infer<typeof caseSchema>

export type CatalogueTrial = { readonly trial: Trial; readonly expected: Case['must'] }

const folder = new URL('cases/', import.meta.url)
const notClaims = new Set(['operational.json', 'paraphrases.json'])

const readCases = (name: string): Case[] =>
  z.array(caseSchema).parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')))

const sourceOf = ({ id, sample, sentence }: Case, text: Text): Source => {
  const whole = text.sources.filter((source) => source.sentence.text === sentence)
  const found = whole.length > 0 ? whole : text.sources.filter((source) => source.sentence.text.startsWith(sentence))
  const [source] = found
  if (source === undefined || found.length > 1)
    throw new Error(`case ${id}: ${found.length} sentences of ${sample} begin with “${sentence}”, want one`)
  return source
}

/** The cases whose commentary is among the texts; throws if a case does not match exactly one sentence. */
export const resolved = (kind: string, cases: readonly Case[], texts: readonly Text[]): CatalogueTrial[] =>
  cases.flatMap((entry) => {
    const text = texts.find(({ id }) => id === entry.sample)
    if (text === undefined) return []
    const { claim, quote, holder, must } = entry
    const changes = quote === undefined ? { holder } : { holder, quote }
    return [{ trial: trialOf(kind, sourceOf(entry, text), claim, changes), expected: must }]
  })

const named = (name: string): string => name.replace(/\.json$/u, '')

/** The hand-written catalogue, one kind for each file of cases. Throws if a file or a case is not valid. */
export const catalogueTrials = (texts: readonly Text[]): CatalogueTrial[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json') && !notClaims.has(name))
    .sort()
    .flatMap((name) => resolved(named(name), readCases(name), texts))

/** Hand-written fair paraphrases; all must pass. */
export const paraphraseTrials = (texts: readonly Text[]): Trial[] =>
  resolved('by hand', readCases('paraphrases.json'), texts).map(({ trial }) => trial)
