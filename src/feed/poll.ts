import type { Kysely } from 'kysely'
import { describeError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { Schema } from '../store/schema.ts'
import type { AskDeps, PollState, StepResult } from './ask-step.ts'
import { runChain } from './chain.ts'
import { type Recorded, recordEntries, recordForReaders } from './record.ts'
import type { Source } from './source.ts'
import { findSource, type SourceRecord, saveSource } from './store-sources.ts'

export type PollDeps = AskDeps & {
  readonly db: Kysely<Schema>
  readonly now: () => Date
  readonly log: Log
}

const dayMs = 86_400_000
/** A series that appears on weekdays is not expected to be silent for three weeks. */
const staleAfterMs = 21 * dayMs
const minuteMs = 60_000
const longestBackOffMs = 6 * 60 * minuteMs

/** A feed that is gone for good is requested again once a month, because that answer may have been a mistake. */
const goneForMs = 30 * dayMs

/** The instant as people read it, and at which the program tries again: a whole minute. */
const wholeMinute = (at: number): number => Math.ceil(at / minuteMs) * minuteMs

/** The delay after a failure: a minute, doubled up to six hours, with jitter; never less than the site asked for. */
const backOffMs = (failures: number, retryAfterMs = 0): number => {
  const most = Math.min(longestBackOffMs, minuteMs * 2 ** Math.min(failures, 10))
  return Math.max(retryAfterMs, Math.round(most * (0.5 + Math.random() / 2)))
}

type Failure = Pick<Extract<StepResult, { state: 'failed' }>, 'as' | 'detail'> & {
  readonly retryAfterMs?: number | undefined
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

const describeRecorded = (
  recorded: Recorded | undefined,
  {
    isBaseline = false,
    isDamaged,
    movedTo,
    inPlaceOf,
  }: {
    /** Nothing was known of the source before, so that its items are not news. */
    readonly isBaseline?: boolean
    readonly isDamaged: boolean
    readonly movedTo: string | undefined
    /** The state of the feed that the repository was read instead of. */
    readonly inPlaceOf: string | undefined
  },
): string | undefined => {
  const notes = [
    inPlaceOf === undefined
      ? undefined
      : `the feed is ${inPlaceOf}; the repository was read instead, which gets everything later`,
    recorded !== undefined && recorded.fresh > 0
      ? `${recorded.fresh} ${isBaseline ? (recorded.fresh === 1 ? 'item' : 'items') : 'new'}`
      : undefined,
    recorded !== undefined && recorded.edited > 0 ? `${recorded.edited} edited` : undefined,
    recorded !== undefined && recorded.heldCount > 0
      ? `${recorded.heldCount} held until /rsis held releases them`
      : undefined,
    recorded?.hasGap === true ? 'none of its items was known: items may have been missed' : undefined,
    isDamaged ? 'broken XML: only complete items were read' : undefined,
    movedTo === undefined ? undefined : `moved permanently to ${movedTo}`,
  ]
  const text = notes.filter((note) => note !== undefined).join(', ')
  return text === '' ? undefined : text
}

const successState = (
  recorded: Recorded | undefined,
  { isDamaged, isStale, isLate }: { readonly isDamaged: boolean; readonly isStale: boolean; readonly isLate: boolean },
): PollState => {
  if (isLate) return 'late'
  if (isDamaged) return 'damaged'
  if (recorded !== undefined && recorded.fresh + recorded.edited > 0) return 'ok'
  if (isStale) return 'stale'
  return recorded === undefined ? 'not modified' : 'nothing new'
}

/**
 * Polls a source: asks its chain of steps and records what is new. A failing source waits longer each time, and is
 * logged once per poll. A broken response never removes anything.
 */
export const pollSource = async (deps: PollDeps, source: Source): Promise<void> => {
  const now = deps.now()
  const at = now.getTime()
  const record = await findSource(deps.db, source.id)
  if (record?.nextPollAt !== undefined && record.nextPollAt > at) return

  const { step, result, records: steps } = await runChain(deps, source, record)
  const before = record ?? never

  /** Saves why the poll failed, and when the source is asked again. */
  const fail = async ({ as: state, detail, retryAfterMs }: Failure): Promise<void> => {
    const failures = before.failures + 1
    const isGone = steps.every((one) => one.state === 'gone')
    const nextPollAt = wholeMinute(at + (isGone ? goneForMs : backOffMs(failures, retryAfterMs)))
    // A feed without items counts as the first answer: whatever it shows later is new.
    const baselineAt = before.baselineAt ?? (state === 'empty' ? at : undefined)
    const failed = { ...before, baselineAt, state, detail, steps, failures, lastPollAt: at, nextPollAt }
    await saveSource(deps.db, source.id, failed)
    deps.log.warn({ source: source.id, state, detail, nextPollAt: new Date(nextPollAt) }, 'feed not read')
  }
  if (result.state === 'failed') return fail(result)

  const { movedTo } = result
  const isLate = step.kind === 'repository'
  // The feed itself is still asked at growing intervals, although the repository answered for it.
  const failures = isLate ? before.failures + 1 : 0
  const nextPollAt = isLate ? wholeMinute(at + backOffMs(failures)) : undefined
  const healthy = { ...before, steps, failures, lastPollAt: at, lastSuccessAt: at, nextPollAt }
  const isStaleAt = (newest: number | undefined): boolean => newest !== undefined && newest < at - staleAfterMs
  if (result.state === 'not modified') {
    const isStale = isStaleAt(before.newestPublishedAt)
    const state = successState(undefined, { isDamaged: false, isStale, isLate })
    const detail = describeRecorded(undefined, { isDamaged: false, movedTo, inPlaceOf: undefined })
    await saveSource(deps.db, source.id, { ...healthy, state, detail })
    return
  }

  const { entries, isDamaged } = result.parsed
  const newest = Math.max(before.newestPublishedAt ?? 0, ...entries.map((entry) => entry.publishedAt?.getTime() ?? 0))
  const newestPublishedAt = newest === 0 ? undefined : newest
  const recording = deps.db.transaction().execute(async (tx) => {
    const { readers } = source
    const recorded =
      readers === undefined
        ? await recordEntries(tx, record, { entries, isWindow: !isLate }, now)
        : await recordForReaders(tx, { record, readers, isBaseline: before.baselineAt === undefined }, entries, now)
    await saveSource(tx, source.id, {
      ...healthy,
      baselineAt: before.baselineAt ?? at,
      state: successState(recorded, { isDamaged, isStale: isStaleAt(newestPublishedAt), isLate }),
      detail: describeRecorded(recorded, {
        isBaseline: before.baselineAt === undefined,
        isDamaged,
        movedTo,
        inPlaceOf: isLate ? steps[0]?.state : undefined,
      }),
      newestPublishedAt,
    })
    return recorded
  })
  const recorded = await recording.catch((error: unknown) =>
    fail({ as: 'failed', detail: `its items could not be stored: ${describeError(error)}` }),
  )
  if (recorded === undefined) return
  // Last, so that a crash before this line costs one more request and never an entry.
  await result.keep()
  const { fresh, journeys, edited, hasGap, isFlood } = recorded
  if (fresh + edited > 0) deps.log.info({ source: source.id, fresh, edited, journeys: journeys.slice(0, 50) }, 'polled')
  if (hasGap || isFlood)
    deps.log.warn(
      { source: source.id, hasGap, isFlood },
      'check this feed: items may be missing, or too many came at once',
    )
}
