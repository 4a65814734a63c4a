import { z } from 'zod'

const postsSchema = z.object({
  posts: z.array(
    z.object({
      key: z.string(),
      commentaries: z.array(z.string()),
      card: z.looseObject({ blocks: z.array(z.unknown()) }),
    }),
  ),
})

const asJson = { accept: 'application/json' }

/** The posts of the web channel, newest first. */
export const postsOf = async (url: string): Promise<z.infer<typeof postsSchema>['posts']> =>
  postsSchema.parse(await (await fetch(`${url}/posts`, { headers: asJson })).json()).posts

const blockSchema = z.looseObject({ type: z.string() })

const cardSchema = z.object({
  context: z.string().optional(),
  title: z.object({ text: z.string(), url: z.string().optional() }).optional(),
  blocks: z.array(blockSchema),
  actions: z.array(z.looseObject({ label: z.string() })).optional(),
  footer: z.array(z.string()).optional(),
  tone: z.string().optional(),
})

/** The answer to the command, as a card. */
export const command = async (url: string, text: string): Promise<z.infer<typeof cardSchema>> => {
  const response = await fetch(`${url}/command`, {
    method: 'POST',
    headers: { ...asJson, 'content-type': 'application/json' },
    body: JSON.stringify({ text }),
  })
  return cardSchema.parse(await response.json())
}

const commentarySchema = z.object({
  commentary: z.looseObject({
    id: z.string(),
    title: z.string(),
    authors: z.array(z.string()),
    published: z.string(),
    updated: z.string().optional(),
    synopsis: z.string().optional(),
    categories: z.array(z.string()),
  }),
  briefing: z.looseObject({ synopsis: z.looseObject({ source: z.string(), text: z.string() }).optional() }),
  claims: z.array(
    z.looseObject({
      text: z.string(),
      origin: z.enum(['model', 'chosen', 'extract']),
      quote: z.object({ text: z.string(), start: z.number(), end: z.number() }),
    }),
  ),
  text: z.string(),
})

/** A commentary with its briefing and the text that the quotes point into. */
export const commentaryOf = async (url: string, id: string): Promise<z.infer<typeof commentarySchema>> =>
  commentarySchema.parse(await (await fetch(`${url}/commentaries/${id}`, { headers: asJson })).json())

const textSchema = z.object({ text: z.array(z.union([z.string(), z.looseObject({ text: z.string() })])) })

/** The text of a block as a reader sees it. */
export const textOf = (block: unknown): string =>
  textSchema
    .parse(block)
    .text.map((span) => (typeof span === 'string' ? span : span.text))
    .join('')
