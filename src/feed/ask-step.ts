import { z } from 'zod'
import { describeError } from '../errors.ts'
import type { FetchFailure, Get, Validators } from '../fetch/get.ts'
import { withOpenLink } from './open-link.ts'
import { withinTime } from '../limits.ts'
import type { ParsedFeed } from './parse/answer.ts'
import type { Cached } from '../store/port.ts'
import { parseInThread } from './parse/in-thread.ts'
import type { Source, Step } from './source.ts'

/** The result of polling a source; docs/operations.md explains each. */
export type PollState =
  | 'ok'
  | 'nothing new'
  | 'not modified'
  | 'stale'
  | 'late'
  | 'empty'
  | 'damaged'
  | 'blocked'
  | 'gone'
  | 'not a feed'
  | 'unreachable'
  | 'failed'
  | 'other feed'

/** What one address of a source answered. */
export type StepResult =
  | { readonly state: 'not modified'; readonly movedTo: string | undefined }
  | {
      readonly state: 'read'
      readonly parsed: Extract<ParsedFeed, { state: 'parsed' }>
      /** Saves the validators for the next request; called after the entries were recorded. */
      readonly keep: () => Promise<void>
      readonly movedTo: string | undefined
    }
  | {
      readonly state: 'failed'
      readonly as: PollState
      readonly detail: string
      readonly retryAfterMs: number | undefined
    }

/** A request to a repository for what is new since the source was last read. */
export type RepositoryAsked = {
  /** The source's id. */
  readonly source: string
  readonly url: string
  /** When the source was last read, and the date of its newest entry, in milliseconds. */
  readonly readAt: number | undefined
  readonly newestAt: number | undefined
}

export type AskRepository = (asked: RepositoryAsked, signal: AbortSignal) => Promise<StepResult>

export type AskDeps = {
  /** Undefined: steps that are repositories are skipped. */
  readonly askRepository?: AskRepository | undefined
  /** The ETag and Last-Modified of each step's last good answer, by address. */
  readonly validators: Cached<Validators>
  readonly get: Get
}

/** What we know of a step and its source before asking: a permanent redirect, and whether we hold an earlier answer. */
export type Asked = {
  readonly movedTo: string | undefined
  readonly hasAnswer: boolean
  readonly readAt: number | undefined
  readonly newestAt: number | undefined
}

/**
 * The cache may be a server that others write to. A value that is not a validator is ignored, and the full answer
 * requested.
 */
const validatorsSchema = z.object({ etag: z.string().exactOptional(), lastModified: z.string().exactOptional() })

const mostBytes = 10_000_000
/** For requesting and parsing one step. The limits of both add up to less; this one is the safety net. */
const longestStepMs = 60_000

const accept = {
  feed: 'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.8, application/json;q=0.7',
  listing: 'text/html, application/xhtml+xml',
}

const stateOf = (code: FetchFailure): PollState => {
  if (code === 'blocked' || code === 'gone') return code
  return code === 'unreachable' || code === 'timeout' ? 'unreachable' : 'failed'
}

const failedAs = (as: PollState, detail: string, retryAfterMs?: number): StepResult => ({
  state: 'failed',
  as,
  detail,
  retryAfterMs,
})

/** A step that one HTTP request reads. */
type PageStep = Step & { readonly kind: keyof typeof accept }

const isPage = (step: Step): step is PageStep => step.kind !== 'repository'

const askPage = async (deps: AskDeps, source: Source, step: PageStep, known: Asked): Promise<StepResult> => {
  // Without the earlier answer no validators are sent: a 304 would leave us with nothing.
  const kept = known.hasAnswer ? await deps.validators.get(step.url) : undefined
  const validators = validatorsSchema.safeParse(kept).data
  const result = await deps.get(known.movedTo ?? step.url, {
    accept: accept[step.kind],
    maxBytes: mostBytes,
    ...(validators === undefined ? {} : { validators }),
  })
  if (result.state === 'failed') return failedAs(stateOf(result.code), result.detail, result.retryAfterMs)
  const movedTo = result.movedTo ?? known.movedTo
  if (result.state === 'not-modified') return { state: 'not modified', movedTo }
  const { body, contentType, url } = result
  const parsed = await parseInThread({ kind: step.kind, body, contentType, url, source: source.id })
  if (parsed.state !== 'parsed') return failedAs(parsed.state, parsed.detail)
  const { accept: wanted } = source
  const open = parsed.entries.map((entry) => withOpenLink(deps.get, entry))
  const entries = wanted === undefined ? open : open.filter(({ link }) => link?.includes(wanted))
  if (entries.length === 0) return failedAs('other feed', `no item links to an address with ${wanted}`)
  // A damaged answer gets no validators saved, so that it is requested again.
  const keep = async (): Promise<void> => {
    if (!parsed.isDamaged) await deps.validators.set(step.url, result.validators)
  }
  return { state: 'read', parsed: { ...parsed, entries }, keep, movedTo }
}

/** Asks one address of a source. A step that exceeds its time counts as failed, so that the next one is tried. */
export const askStep = (deps: AskDeps, source: Source, step: Step, known: Asked): Promise<StepResult> =>
  withinTime({ what: 'the poll', limitMs: longestStepMs }, async (signal) => {
    if (isPage(step)) return askPage(deps, source, step, known)
    const { readAt, newestAt } = known
    const answer = await deps.askRepository?.({ source: source.id, url: step.url, readAt, newestAt }, signal)
    return answer ?? failedAs('failed', 'repositories are not read here')
  }).catch((error) => failedAs('failed', describeError(error)))
