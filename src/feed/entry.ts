import { z } from 'zod'

const instant = z.coerce.date().optional()

/** One item of a feed as parsed, before its page is read. Also what is stored of it. */
export const entrySchema = z.object({
  /** The source's id. */
  source: z.string(),
  guid: z.string().optional(),
  /**
   * The repository's host, if the entry is a repository's record: then `guid` is the record's identifier and `excerpt`
   * its abstract.
   */
  repository: z.string().optional(),
  /** Absolute http(s) address, as the feed gives it. */
  link: z.string().optional(),
  /** Plain text. */
  title: z.string(),
  authors: z.array(z.string()),
  publishedAt: instant,
  updatedAt: instant,
  /** The feed's date was in the future and therefore dropped. */
  isDatedAhead: z.literal(true).optional(),
  /** Plain text. */
  excerpt: z.string().optional(),
  /** The full text, if the feed contains it. */
  contentHtml: z.string().optional(),
  categories: z.array(z.string()),
})

export type Entry = z.infer<typeof entrySchema>

/** The title of an entry without a title. */
export const untitled = 'Untitled'

/** Whether an entry has anything to read: a link, a title or a text. */
export const isReadable = ({ link, title, excerpt, contentHtml }: Entry): boolean =>
  link !== undefined || title !== untitled || excerpt !== undefined || contentHtml !== undefined
