import type { Keyv } from 'keyv'
import type { Kysely } from 'kysely'
import { describeError } from '../errors.ts'
import type { FetchFailure, Get, Validators } from '../fetch/get.ts'
import { withinTime } from '../limits.ts'
import type { Log } from '../log.ts'
import type { Schema } from '../store/schema.ts'
import type { ParsedFeed } from './parse/answer.ts'
import { parseApart } from './parse/apart.ts'
import { type Recorded, recordEntries } from './record.ts'
import type { Source, Step } from './source.ts'
import { findSource, type SourceRecord, type StepRecord, saveSource } from './store.ts'

export type PollDeps = {
  readonly db: Kysely<Schema>
  /** What each step's last good answer was marked with, by address. */
  readonly validators: Keyv<Validators>
  readonly get: Get
  readonly now: () => Date
  readonly log: Log
}

/** Four different silences, and the rest: see docs/operations.md. */
export type PollState =
  | 'ok'
  | 'nothing new'
  | 'not modified'
  | 'stale'
  | 'empty'
  | 'damaged'
  | 'blocked'
  | 'not a feed'
  | 'unreachable'
  | 'failed'
  | 'other feed'

type StepResult =
  | { readonly state: 'not modified' }
  | {
      readonly state: 'read'
      readonly parsed: Extract<ParsedFeed, { state: 'parsed' }>
      readonly validators: Validators
    }
  | {
      readonly state: 'failed'
      readonly as: PollState
      readonly detail: string
      readonly retryAfterMs: number | undefined
    }

const mostBytes = 10_000_000
/** One step asks and parses; both have limits of their own, which add up to less. */
const longestStepMs = 60_000
const dayMs = 86_400_000
/** Series that appear on weekdays are not silent for three weeks. */
const staleAfterMs = 21 * dayMs
const minuteMs = 60_000
const longestBackOffMs = 6 * 60 * minuteMs

const accept = {
  feed: 'application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.8',
  listing: 'text/html, application/xhtml+xml',
}

const stateOf = (code: FetchFailure): PollState => {
  if (code === 'blocked') return 'blocked'
  return code === 'unreachable' || code === 'timeout' ? 'unreachable' : 'failed'
}

const runStep = async (deps: PollDeps, source: Source, step: Step): Promise<StepResult> => {
  const validators = await deps.validators.get(step.url)
  const result = await deps.get(step.url, {
    accept: accept[step.kind],
    maxBytes: mostBytes,
    ...(validators === undefined ? {} : { validators }),
  })
  if (result.state === 'not-modified') return { state: 'not modified' }
  if (result.state === 'failed') {
    return { state: 'failed', as: stateOf(result.code), detail: result.detail, retryAfterMs: result.retryAfterMs }
  }
  const { body, contentType, url } = result
  const parsed = await parseApart({ kind: step.kind, body, contentType, url, source: source.id })
  if (parsed.state !== 'parsed') {
    return { state: 'failed', as: parsed.state, detail: parsed.detail, retryAfterMs: undefined }
  }
  const { accept: wanted } = source
  const entries = wanted === undefined ? parsed.entries : parsed.entries.filter(({ link }) => link?.includes(wanted))
  if (entries.length === 0) {
    return { state: 'failed', as: 'other feed', detail: `no item leads to ${wanted}`, retryAfterMs: undefined }
  }
  return { state: 'read', parsed: { ...parsed, entries }, validators: result.validators }
}

/** A step that never ends is one that failed: the next one, and the other sources, get their turn. */
const runStepInTime = (deps: PollDeps, source: Source, step: Step): Promise<StepResult> =>
  withinTime({ what: 'the poll', limitMs: longestStepMs }, () => runStep(deps, source, step)).catch((error) => ({
    state: 'failed',
    as: 'failed',
    detail: describeError(error),
    retryAfterMs: undefined,
  }))

/** The step that answered last time comes first: the others are asked only when it does not. */
const inOrder = (source: Source, record: SourceRecord | undefined): Step[] => {
  const good = record?.steps.find((step) => step.state === 'ok')?.url
  return [...source.steps].sort((a, b) => Number(b.url === good) - Number(a.url === good))
}

type ChainResult = { readonly step: Step; readonly result: StepResult; readonly records: readonly StepRecord[] }

const runChain = async (deps: PollDeps, source: Source, record: SourceRecord | undefined): Promise<ChainResult> => {
  const tried = new Map<string, StepRecord>()
  const silentHosts = new Set<string>()
  const steps = inOrder(source, record)
  const records = (): StepRecord[] => source.steps.map((step) => tried.get(step.url) ?? { ...step, state: 'not tried' })
  let worst: { step: Step; result: StepResult } | undefined
  for (const step of steps) {
    const { host } = new URL(step.url)
    // A host that did not answer at all will not answer the next address either.
    if (silentHosts.has(host)) continue
    const result = await runStepInTime(deps, source, step)
    if (result.state !== 'failed') {
      tried.set(step.url, { ...step, state: 'ok' })
      return { step, result, records: records() }
    }
    if (result.as === 'unreachable') silentHosts.add(host)
    tried.set(step.url, { ...step, state: result.as, detail: result.detail })
    worst ??= { step, result }
  }
  if (worst === undefined) throw new Error(`source ${source.id} has no steps`)
  return { ...worst, records: records() }
}

/** A minute, doubling, up to six hours, with jitter; never sooner than the site asked for. */
const backOffMs = (failures: number, retryAfterMs = 0): number => {
  const most = Math.min(longestBackOffMs, minuteMs * 2 ** Math.min(failures, 10))
  return Math.max(retryAfterMs, Math.round(most * (0.5 + Math.random() / 2)))
}

const never: SourceRecord = {
  baselineAt: undefined,
  state: 'never polled',
  detail: undefined,
  steps: [],
  failures: 0,
  lastPollAt: undefined,
  lastSuccessAt: undefined,
  nextPollAt: undefined,
  newestPublishedAt: undefined,
}

const describeRecorded = (recorded: Recorded, isDamaged: boolean): string | undefined => {
  const notes = [
    recorded.fresh > 0 ? `${recorded.fresh} new` : undefined,
    recorded.edited > 0 ? `${recorded.edited} edited` : undefined,
    recorded.isFlood ? 'too many at once: archived, held until /rsis held releases them' : undefined,
    recorded.hasGap ? 'nothing of it was known: some may have passed unseen' : undefined,
    isDamaged ? 'broken XML: whole items were taken' : undefined,
  ]
  const text = notes.filter((note) => note !== undefined).join(', ')
  return text === '' ? undefined : text
}

const successState = (recorded: Recorded | undefined, isDamaged: boolean, isStale: boolean): PollState => {
  if (isDamaged) return 'damaged'
  if (recorded !== undefined && recorded.fresh + recorded.edited > 0) return 'ok'
  if (isStale) return 'stale'
  return recorded === undefined ? 'not modified' : 'nothing new'
}

/**
 * Polls a source: asks its chain, and remembers what is new. A failing source waits longer each time, and is told once a
 * poll. Nothing that a broken answer says removes anything.
 */
export const pollSource = async (deps: PollDeps, source: Source): Promise<void> => {
  const now = deps.now()
  const at = now.getTime()
  const record = await findSource(deps.db, source.id)
  if (record?.nextPollAt !== undefined && record.nextPollAt > at) return

  const { step, result, records: steps } = await runChain(deps, source, record)
  const before = record ?? never

  if (result.state === 'failed') {
    const failures = before.failures + 1
    const nextPollAt = at + backOffMs(failures, result.retryAfterMs)
    const { as: state, detail } = result
    await saveSource(deps.db, source.id, { ...before, state, detail, steps, failures, lastPollAt: at, nextPollAt })
    deps.log.warn({ source: source.id, state, detail, nextPollAt: new Date(nextPollAt) }, 'feed not read')
    return
  }

  const healthy = { ...before, steps, failures: 0, lastPollAt: at, lastSuccessAt: at, nextPollAt: undefined }
  const isStaleAt = (newest: number | undefined): boolean => newest !== undefined && newest < at - staleAfterMs
  if (result.state === 'not modified') {
    const state = successState(undefined, false, isStaleAt(before.newestPublishedAt))
    await saveSource(deps.db, source.id, { ...healthy, state, detail: undefined })
    return
  }

  const { entries, isDamaged } = result.parsed
  const newest = Math.max(before.newestPublishedAt ?? 0, ...entries.map((entry) => entry.publishedAt?.getTime() ?? 0))
  const newestPublishedAt = newest === 0 ? undefined : newest
  const recorded = await deps.db.transaction().execute(async (tx) => {
    const recorded = await recordEntries(tx, record, entries, now)
    await saveSource(tx, source.id, {
      ...healthy,
      baselineAt: before.baselineAt ?? at,
      state: successState(recorded, isDamaged, isStaleAt(newestPublishedAt)),
      detail: describeRecorded(recorded, isDamaged),
      newestPublishedAt,
    })
    return recorded
  })
  // Only now: a crash before this line costs one more reading, never an entry. What came damaged is asked for again.
  if (!isDamaged) await deps.validators.set(step.url, result.validators)
  const { fresh, edited, hasGap, isFlood } = recorded
  if (fresh + edited > 0) deps.log.info({ source: source.id, fresh, edited }, 'polled')
  if (hasGap || isFlood) deps.log.warn({ source: source.id, hasGap, isFlood }, 'look at the feed')
}
