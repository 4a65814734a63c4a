import { z } from 'zod'

/** A sentence that was changed; only `after`: added; only `before`: removed. */
const sentenceChangeSchema = z.object({
  before: z.string().optional(),
  after: z.string().optional(),
})

export type SentenceChange = Readonly<z.infer<typeof sentenceChangeSchema>>

/** What a publisher's correction changed, stored with the revision. */
export const correctionSchema = z.object({
  title: z.object({ before: z.string(), after: z.string() }).optional(),
  authors: z.object({ before: z.array(z.string()).readonly(), after: z.array(z.string()).readonly() }).optional(),
  /** Calendar dates. */
  published: z.object({ before: z.string().optional(), after: z.string().optional() }).optional(),
  sentences: z.array(sentenceChangeSchema).readonly(),
  /** The claims of the earlier briefing, and whether the text still contains the quote of each. */
  claims: z.array(z.object({ text: z.string(), quote: z.string(), stands: z.boolean() })).readonly(),
})

export type Correction = Readonly<z.infer<typeof correctionSchema>>

/** Whether readers of the briefing should be told: the title, the author or a quoted sentence has changed. */
export const isWorthTelling = ({ title, authors, claims }: Correction): boolean =>
  title !== undefined || authors !== undefined || claims.some(({ stands }) => !stands)

/** Whether only author or date changed. */
export const isCreditOnly = ({ title, sentences }: Correction): boolean => title === undefined && sentences.length === 0

/** Whether it changes who is quoted or what; not if only the date differs. */
export const changesWords = ({ title, authors, sentences }: Correction): boolean =>
  title !== undefined || authors !== undefined || sentences.length > 0
