import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { Briefing } from '../../briefing/port.ts'
import { recordSchema } from '../../briefing/record.ts'
import type { Commentary } from '../../commentary/commentary.ts'
import type { CommentaryTable } from '../../store/schema.ts'

/** JSON omits what is undefined. */
const optionalText = z
  .string()
  .optional()
  .transform((text) => text)

const count = z.int().nonnegative()

export const extentSchema = z.enum(['full', 'abstract', 'excerpt', 'none'])
export const provenanceKindSchema = z.enum(['feed', 'page', 'pdf', 'record', 'capture', 'file', 'mail'])

/** Text, revision and dates, read from a row. */
export const versionIn = (
  row: Pick<Selectable<CommentaryTable>, 'text' | 'hash' | 'revision' | 'first_seen_at' | 'changed_at' | 'is_public'>,
) => ({
  text: row.text,
  hash: row.hash,
  revision: row.revision,
  firstSeenAt: new Date(row.first_seen_at),
  changedAt: new Date(row.changed_at),
  isPublic: row.is_public === 1,
})

/** The schema of `commentary_json`. */
export const commentarySchema: z.ZodType<Commentary> = z.object({
  id: z.string(),
  url: optionalText,
  title: z.string(),
  authors: z.array(z.string()),
  published: optionalText,
  updated: optionalText,
  synopsis: optionalText,
  description: optionalText,
  sections: z.array(z.object({ heading: optionalText, paragraphs: z.array(z.string()) })),
  aboutAuthors: z.array(z.string()),
  categories: z.array(z.string()),
  pdfUrl: optionalText,
  extent: extentSchema,
  feeds: z
    .array(z.string())
    .optional()
    .transform((feeds) => feeds),
  feedTitle: optionalText,
  provenance: z
    .object({
      kind: provenanceKindSchema,
      from: optionalText,
      date: optionalText,
    })
    .optional()
    .transform((provenance) => provenance),
})

const quoteSchema = z.object({ text: z.string(), start: count, end: count })

const claimSchema = z.object({
  text: z.string(),
  origin: z.enum(['model', 'chosen', 'extract']),
  kind: z
    .enum(['assessment', 'forecast', 'recommendation', 'quoted-view', 'fact'])
    .optional()
    .transform((kind) => kind),
  holder: z.discriminatedUnion('type', [
    z.object({ type: z.literal('author') }),
    z.object({ type: z.literal('quoted'), name: z.string() }),
  ]),
  quote: quoteSchema,
  context: quoteSchema.optional().transform((context) => context),
  brackets: z
    .array(z.object({ at: count, text: z.string() }))
    .optional()
    .transform((brackets) => brackets),
  section: optionalText,
})

/** The schema of `briefing_json`. */
export const briefingSchema: z.ZodType<Briefing> = z.object({
  engine: z.enum(['extractive', 'llm']),
  version: z.string(),
  synopsis: z
    .object({
      source: z.enum(['author', 'publisher', 'extract', 'model']),
      text: z.string(),
      quotes: z.array(quoteSchema),
    })
    .optional()
    .transform((synopsis) => synopsis),
  claims: z.array(claimSchema),
  gap: z
    .enum(['too-short', 'not-english', 'excerpt', 'nothing-to-quote', 'taken-down', 'no-permission'])
    .optional()
    .transform((gap) => gap),
  record: recordSchema.optional(),
})
