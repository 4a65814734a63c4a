import { z } from 'zod'

/** Rows of one page, the same for both. */
export const rows = 5

/** What a forked process shall measure. `folder`: where the index of an archive on a server is kept; undefined for memory. */
export const taskSchema = z.object({
  address: z.string(),
  bareFile: z.string(),
  queries: z.number(),
  folder: z.string().optional(),
})
export type SearchTask = z.infer<typeof taskSchema>

/** The times of single queries in milliseconds, and the memory of the process at its end and at its maximum while it made the index. */
export const figuresSchema = z.object({
  indexMs: z.number(),
  right: z.array(z.number()),
  wrong: z.array(z.number()),
  theirs: z.array(z.number()),
  peakMb: z.number(),
  memoryMb: z.number(),
})
export type SearchFigures = z.infer<typeof figuresSchema>
