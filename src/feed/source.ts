import { z } from 'zod'
import sourcesJson from './sources.json' with { type: 'json' }

const stepSchema = z.object({ kind: z.enum(['feed', 'listing', 'repository']), url: z.url() })

const sourceSchema = z.object({
  id: z.string(),
  /** Only entries whose link contains this path count: sites answer a wrong address with another feed. */
  accept: z.string().optional(),
  steps: z.array(stepSchema).min(1),
})

/** One way to read a source: a feed, a page that lists the entries, or a repository that has them later. */
export type Step = z.infer<typeof stepSchema>

/** A chain of steps that is polled as one feed: the first step that answers is enough. */
export type Source = z.infer<typeof sourceSchema> & {
  /** The workspaces that have it, where people added it; a source of the settings is for everybody. */
  readonly readers?: readonly string[]
}

const defaultSources: readonly Source[] = z.array(sourceSchema).parse(sourcesJson)

/** The configured feeds, each a source of one step; if none is configured, the chain for RSIS, with its repository last. */
export const readSources = (feedUrls: readonly string[] | undefined, repository: string): readonly Source[] =>
  feedUrls?.map((url): Source => ({ id: url, steps: [{ kind: 'feed', url }] })) ??
  defaultSources.map((source) => ({ ...source, steps: [...source.steps, { kind: 'repository', url: repository }] }))
