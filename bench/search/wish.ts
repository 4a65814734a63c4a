import { z } from 'zod'

/** Rows of one page: as many for both. */
export const rows = 5

/** What a forked process measures. `folder`: where the index of an archive on a server is kept; undefined for memory. */
export const wishSchema = z.object({
  address: z.string(),
  bareFile: z.string(),
  queries: z.number(),
  folder: z.string().optional(),
})
export type SearchWish = z.infer<typeof wishSchema>

/** Times in milliseconds, each of one query; memory is the process's own, at its end and at the most while it made the index. */
export const figuresSchema = z.object({
  indexMs: z.number(),
  right: z.array(z.number()),
  wrong: z.array(z.number()),
  theirs: z.array(z.number()),
  peakMb: z.number(),
  memoryMb: z.number(),
})
export type SearchFigures = z.infer<typeof figuresSchema>
