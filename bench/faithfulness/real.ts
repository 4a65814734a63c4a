import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { z } from 'zod'
import { numberSentences, type NumberedText } from '../../src/briefing/verify/index.ts'
import type { Trial } from './corpus.ts'

/**
 * Real commentaries may not be copied here: they are used if somebody put them beside the repository or its worktrees,
 * in folders whose names begin with `real-texts`.
 */
const places = ['../../../shared/', '../../../../shared/'].map((path) => new URL(path, import.meta.url))

const claimsFile = 'claims.jsonl'

const foldersIn = (place: URL): URL[] =>
  existsSync(place)
    ? readdirSync(place)
        .filter((name) => name.startsWith('real-texts') && existsSync(new URL(`${name}/${claimsFile}`, place)))
        .sort()
        .map((name) => new URL(`${name}/`, place))
    : []

const textSchema = z.object({
  id: z.string(),
  title: z.string(),
  authors: z.array(z.string()),
  sections: z.array(z.object({ heading: z.string().nullable(), paragraphs: z.array(z.string()) })),
})

const claimSchema = z.object({
  commentary: z.string(),
  sentence: z.string(),
  claim: z.string(),
  verdict: z.enum(['fair', 'wrong']),
  error: z.string().optional(),
  holder: z.string(),
})

/** A claim about a real commentary, written by somebody who did not know the rules. */
export type RealTrial = { readonly trial: Trial; readonly isFair: boolean }

const readLines = <Value>(file: URL, schema: z.ZodType<Value>): Value[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => schema.parse(JSON.parse(line)))

const numberedOf = ({ id, title, authors, sections }: z.infer<typeof textSchema>): NumberedText =>
  numberSentences({
    id,
    url: undefined,
    title,
    authors,
    published: undefined,
    updated: undefined,
    synopsis: undefined,
    sections: sections.map(({ heading, paragraphs }) => ({ heading: heading ?? undefined, paragraphs })),
    aboutAuthors: [],
    categories: [],
    pdfUrl: undefined,
    extent: 'full',
  })

/** The sentence that a claim is about. Readers may divide a text differently, so it is the sentence with most common words. */
const sentenceOf = ({ sentences, text }: NumberedText, wanted: string): number => {
  const from = text.indexOf(wanted)
  if (from === -1) throw new Error(`the text does not hold “${wanted.slice(0, 60)}…”`)
  const shared = sentences.map(({ start, end }) => Math.min(end, from + wanted.length) - Math.max(start, from))
  return shared.indexOf(Math.max(...shared)) + 1
}

const readTrials = (folder: URL): RealTrial[] => {
  const texts = new Map(
    readLines(new URL('claims-texts.jsonl', folder), textSchema).map((text) => [text.id, numberedOf(text)]),
  )
  return readLines(new URL(claimsFile, folder), claimSchema).map((row) => {
    const numbered = texts.get(row.commentary)
    if (numbered === undefined) throw new Error(`no text for ${row.commentary}`)
    const sentence = sentenceOf(numbered, row.sentence)
    const quote = numbered.sentences[sentence - 1]?.text ?? ''
    const draft = { text: row.claim, sentence, quote, holder: row.holder }
    const kind = row.verdict === 'fair' ? 'fair' : (row.error ?? 'wrong')
    return { trial: { kind, sample: row.commentary, numbered, draft }, isFair: row.verdict === 'fair' }
  })
}

/** The real claims by their folders; none if the material is not available. */
export const realTrials = (): { readonly name: string; readonly trials: readonly RealTrial[] }[] =>
  (places.map(foldersIn).find(({ length }) => length > 0) ?? []).map((folder) => ({
    name: basename(folder.pathname),
    trials: readTrials(folder),
  }))
