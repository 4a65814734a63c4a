import { z } from 'zod'

const instant = z.coerce.date().optional()

/** One item of a feed as parsed, before its page is read. Also what is stored of it. */
export const entrySchema = z.object({
  /** The source's id. */
  source: z.string(),
  guid: z.string().optional(),
  /** The host of the repository whose record it is: then the guid is the record's identifier, the excerpt its abstract. */
  repository: z.string().optional(),
  /** Absolute http(s) address, as given. */
  link: z.string().optional(),
  /** Plain text. */
  title: z.string(),
  authors: z.array(z.string()),
  publishedAt: instant,
  updatedAt: instant,
  /** Its date cannot be true: it is in the future. */
  isDatedAhead: z.literal(true).optional(),
  /** Plain text. */
  excerpt: z.string().optional(),
  /** The full text, where the feed carries it. */
  contentHtml: z.string().optional(),
  categories: z.array(z.string()),
})

export type Entry = z.infer<typeof entrySchema>

/** What an entry without a title is called. */
export const untitled = 'Untitled'

/** Whether an entry holds anything that a person could read or that leads to it: a link, a title, a text. */
export const isReadable = ({ link, title, excerpt, contentHtml }: Entry): boolean =>
  link !== undefined || title !== untitled || excerpt !== undefined || contentHtml !== undefined
