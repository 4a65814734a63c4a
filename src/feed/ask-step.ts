import { z } from 'zod'
import { describeError } from '../errors.ts'
import type { FetchFailure, Get, Validators } from '../fetch/get.ts'
import { withOpenLink } from './open-link.ts'
import { withinTime } from '../limits.ts'
import type { ParsedFeed } from './parse/answer.ts'
import type { Cached } from '../store/port.ts'
import { parseApart } from './parse/apart.ts'
import type { Source, Step } from './source.ts'

/** Four different silences, and the rest: see docs/operations.md. */
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

/** What an address of a source answered. */
export type StepResult =
  | { readonly state: 'not modified'; readonly movedTo: string | undefined }
  | {
      readonly state: 'read'
      readonly parsed: Extract<ParsedFeed, { state: 'parsed' }>
      /** Keeps what the next request is to begin with; called when the entries are recorded. */
      readonly keep: () => Promise<void>
      readonly movedTo: string | undefined
    }
  | {
      readonly state: 'failed'
      readonly as: PollState
      readonly detail: string
      readonly retryAfterMs: number | undefined
    }

/** What a repository is asked for: what it has new. */
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
  /** Undefined where a step that is a repository is left out. */
  readonly askRepository?: AskRepository | undefined
  /** What each step's last good answer was marked with, by address. */
  readonly validators: Cached<Validators>
  readonly get: Get
}

/** What is known of a step: where it has moved for good, and whether an answer of its source is held; and of its source. */
export type Asked = {
  readonly movedTo: string | undefined
  readonly hasAnswer: boolean
  readonly readAt: number | undefined
  readonly newestAt: number | undefined
}

/** A cache may be on a server that others write to: what is no validator there asks for the whole answer. */
const validatorsSchema = z.object({ etag: z.string().exactOptional(), lastModified: z.string().exactOptional() })

const mostBytes = 10_000_000
/** One step asks and parses; both have limits of their own, which add up to less. */
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

/** A step that is read from its address by one request. */
type PageStep = Step & { readonly kind: keyof typeof accept }

const isPage = (step: Step): step is PageStep => step.kind !== 'repository'

const askPage = async (deps: AskDeps, source: Source, step: PageStep, known: Asked): Promise<StepResult> => {
  // Nothing is compared with an answer that we do not hold: a 304 to it would leave us with nothing.
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
  const parsed = await parseApart({ kind: step.kind, body, contentType, url, source: source.id })
  if (parsed.state !== 'parsed') return failedAs(parsed.state, parsed.detail)
  const { accept: wanted } = source
  const open = parsed.entries.map((entry) => withOpenLink(deps.get, entry))
  const entries = wanted === undefined ? open : open.filter(({ link }) => link?.includes(wanted))
  if (entries.length === 0) return failedAs('other feed', `no item leads to ${wanted}`)
  // What came damaged is asked for again.
  const keep = async (): Promise<void> => {
    if (!parsed.isDamaged) await deps.validators.set(step.url, result.validators)
  }
  return { state: 'read', parsed: { ...parsed, entries }, keep, movedTo }
}

/** Asks one address of a source; one that never ends is one that failed, so that the next one gets its turn. */
export const askStep = (deps: AskDeps, source: Source, step: Step, known: Asked): Promise<StepResult> =>
  withinTime({ what: 'the poll', limitMs: longestStepMs }, async (signal) => {
    if (isPage(step)) return askPage(deps, source, step, known)
    const { readAt, newestAt } = known
    const answer = await deps.askRepository?.({ source: source.id, url: step.url, readAt, newestAt }, signal)
    return answer ?? failedAs('failed', 'it is not asked')
  }).catch((error) => failedAs('failed', describeError(error)))
