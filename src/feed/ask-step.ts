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
      readonly validators: Validators
      readonly movedTo: string | undefined
    }
  | {
      readonly state: 'failed'
      readonly as: PollState
      readonly detail: string
      readonly retryAfterMs: number | undefined
    }

export type AskDeps = {
  /** What each step's last good answer was marked with, by address. */
  readonly validators: Cached<Validators>
  readonly get: Get
}

/** What is known of a step: where it has moved for good, and whether an answer of its source is held. */
export type Asked = { readonly movedTo: string | undefined; readonly hasAnswer: boolean }

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

const ask = async (deps: AskDeps, source: Source, step: Step, known: Asked): Promise<StepResult> => {
  // Nothing is compared with an answer that we do not hold: a 304 to it would leave us with nothing.
  const validators = known.hasAnswer ? await deps.validators.get(step.url) : undefined
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
  return { state: 'read', parsed: { ...parsed, entries }, validators: result.validators, movedTo }
}

/** Asks one address of a source; one that never ends is one that failed, so that the next one gets its turn. */
export const askStep = (deps: AskDeps, source: Source, step: Step, known: Asked): Promise<StepResult> =>
  withinTime({ what: 'the poll', limitMs: longestStepMs }, () => ask(deps, source, step, known)).catch((error) =>
    failedAs('failed', describeError(error)),
  )
