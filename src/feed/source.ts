import { z } from 'zod'
import sourcesJson from './sources.json' with { type: 'json' }

const stepSchema = z.object({ kind: z.enum(['feed', 'listing', 'repository']), url: z.url() })

const sourceSchema = z.object({
  id: z.string(),
  /** An answer counts only when its entries link to a path with this in it: sites answer a wrong address with another feed. */
  accept: z.string().optional(),
  steps: z.array(stepSchema).min(1),
})

/** One way to an answer: a feed, a page that lists the entries, or a repository that has them later. */
export type Step = z.infer<typeof stepSchema>

/** A chain of steps that is polled as one feed: the first step that answers is enough. */
export type Source = z.infer<typeof sourceSchema> & {
  /** The workspaces that have it, where people added it; a source of the settings is for everybody. */
  readonly readers?: readonly string[]
}

const defaultSources: readonly Source[] = z.array(sourceSchema).parse(sourcesJson)

/** The configured feeds, each a source of one step; the RSIS chain, with its repository last, where none is configured. */
export const readSources = (feedUrls: readonly string[] | undefined, repository: string): readonly Source[] =>
  feedUrls?.map((url): Source => ({ id: url, steps: [{ kind: 'feed', url }] })) ??
  defaultSources.map((source) => ({ ...source, steps: [...source.steps, { kind: 'repository', url: repository }] }))
