import { z } from 'zod'

/** What a post on the wire says. */
export const postSchema = z.object({
  place: z.string(),
  key: z.string(),
  parent: z.string().optional(),
  card: z.unknown(),
})

/** What an edit says. */
export const editSchema = postSchema.pick({ card: true })

export type WirePost = z.infer<typeof postSchema>

export const receiptSchema = z.object({ id: z.string().min(1) })
