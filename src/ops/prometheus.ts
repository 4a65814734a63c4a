import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { entrySchema } from '../feed/entry.ts'
import { openStates } from '../delivery/store.ts'
import { deliveryCounts } from '../delivery/store-status.ts'
import type { Db } from '../store/connection.ts'
import type { NextState } from '../delivery/next-state.ts'
import type { Delivery } from '../delivery/store-lease.ts'
import type { Status, Trouble } from './port.ts'

export type MetricsDeps = {
  readonly version: string
  readonly db: Db
  readonly status: () => Promise<Status>
  readonly troubles: () => Promise<readonly Trouble[]>
  /** Whether this process leads: it polls, and does the work that one of several processes does for all. */
  readonly isLeading: () => boolean
  readonly now: () => Date
}

export type Metrics = {
  /** Counts an attempt at a delivery, and records how long a posted one had waited. */
  readonly attempted: (delivery: Delivery, next: NextState) => void
  /** Records how long a command took, in milliseconds. `command` is the name of an existing command. */
  readonly answered: (command: string, tookMs: number) => void
  /** Everything in the Prometheus text format, and its content type. */
  readonly scrape: () => Promise<{ readonly body: string; readonly contentType: string }>
}

const secondsOf = (date: Date | undefined): number => (date === undefined ? 0 : date.getTime() / 1000)

/** The states of open deliveries. */
const waitingStates = ['due', 'sending', 'uncertain'] as const

/** Bucket limits from an immediate post to one that waits a day for its platform. */
const deliveryBuckets = [0.5, 1, 2, 5, 15, 60, 300, 1800, 7200, 86_400]
/** Bucket limits around Slack's three seconds for an acknowledgement. */
const answerBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5]

/** When the oldest open delivery of each state was enqueued, in milliseconds. */
const oldestOpen = async (db: Db): Promise<ReadonlyMap<string, number>> => {
  const rows = await db
    .selectFrom('deliveries')
    .select(({ fn }) => ['state', fn.min('created_at').as('oldest')])
    .where('state', 'in', openStates)
    .groupBy('state')
    .execute()
  return new Map(rows.map(({ state, oldest }) => [state, oldest]))
}

/** How many briefings each engine wrote; if a model is configured, those of the extractive engine are fall-backs. */
const briefingsByEngine = (db: Db) =>
  db
    .selectFrom('briefings')
    .select(({ fn }) => ['engine', fn.countAll<number>().as('count')])
    .groupBy('engine')
    .execute()

/** How long after its publication the newest post was sent, in milliseconds; undefined if its feed gave no time. */
const newestLag = async (db: Db): Promise<number | undefined> => {
  const post = await db
    .selectFrom('deliveries')
    .innerJoin('entries', 'entries.commentary_id', 'deliveries.commentary_id')
    .select(['deliveries.sent_at', 'entries.entry_json'])
    .where('deliveries.kind', '=', 'post')
    .where('deliveries.state', '=', 'sent')
    .orderBy('deliveries.seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (post === undefined || post.sent_at === null) return undefined
  const { publishedAt } = entrySchema.parse(JSON.parse(post.entry_json))
  return publishedAt && Math.max(0, post.sent_at - publishedAt.getTime())
}

/**
 * The metrics for an operator's Prometheus: the state of the database at the scrape, and counts since the process began to count.
 * Names and units: Prometheus, Metric and label naming.
 */
export const createPrometheus = ({ version, db, status, troubles, isLeading, now }: MetricsDeps): Metrics => {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Gauge({ name: `rsis_${name}`, help, labelNames, registers })

  const build = gauge('build_info', 'Always 1; the version is its label.', 'version')
  const trouble = gauge('trouble', '1 for each thing that needs a person, by its code.', 'code', 'stops')
  const leading = gauge('leading', '1 if this process polls and makes digests, for all that share its database.')
  const lastPoll = gauge('feed_last_poll_timestamp_seconds', 'When the feed was last asked.', 'feed')
  const lastSuccess = gauge('feed_last_success_timestamp_seconds', 'When the feed was last read.', 'feed')
  const failures = gauge('feed_failures', 'Polls in a row that failed.', 'feed')
  const commentaries = gauge('archive_commentaries', 'Commentaries in the archive.')
  const unread = gauge('archive_unread_entries', 'Entries whose page has not been read yet.')
  const held = gauge('archive_held_entries', 'Entries that wait until a person releases or dismisses them.')
  const gaps = gauge('archive_gaps', 'Ranges of numbers that no feed showed.')
  const deliveries = gauge('outbox_deliveries', 'Deliveries by state.', 'state')
  const oldest = gauge(
    'outbox_oldest_seconds',
    'How long the oldest delivery of each state has waited; 0 if there is none.',
    'state',
  )
  const lag = gauge(
    'publication_lag_seconds',
    'How long the newest post came after its commentary was published; NaN where that is unknown.',
  )
  const tokens = gauge('model_tokens_today', 'Tokens that the model used since midnight UTC.')
  const tokenLimit = gauge('model_tokens_daily_limit', 'Tokens that the model may use in a day.')
  const paused = gauge(
    'model_paused',
    '1 while nothing is sent to the model server, because it said that no request will succeed.',
  )
  const briefings = gauge('briefings', 'Briefings by the engine that wrote them.', 'engine')
  const modelFailures = gauge('model_failures', 'Briefings in a row for which the model failed.')
  const rebriefs = gauge('model_waiting_briefings', 'Extractive briefings for which the model will be asked again.')
  const delivered = new Histogram({
    name: 'rsis_delivery_seconds',
    help: 'From being enqueued to being accepted by the platform.',
    labelNames: ['platform', 'kind'] as const,
    buckets: deliveryBuckets,
    registers,
  })
  const failed = new Counter({
    name: 'rsis_delivery_failures_total',
    help: 'Attempts at a delivery that did not post it, by reason.',
    labelNames: ['platform', 'code'] as const,
    registers,
  })
  const answers = new Histogram({
    name: 'rsis_answer_seconds',
    help: 'How long an answer to a command took to make.',
    labelNames: ['command'] as const,
    buckets: answerBuckets,
    registers,
  })
  build.set({ version }, 1)

  const setStatus = ({ sources, archive, model }: Status): void => {
    for (const byFeed of [lastPoll, lastSuccess, failures]) byFeed.reset()
    for (const source of sources) {
      lastPoll.set({ feed: source.id }, secondsOf(source.lastPollAt))
      lastSuccess.set({ feed: source.id }, secondsOf(source.lastSuccessAt))
      failures.set({ feed: source.id }, source.failures)
    }
    commentaries.set(archive.commentaries)
    unread.set(archive.unread.length)
    held.set(archive.held)
    gaps.set(archive.gaps.length)
    tokens.set(model?.tokensToday ?? 0)
    tokenLimit.set(model?.dailyTokens ?? 0)
    paused.set(model?.paused === undefined ? 0 : 1)
    modelFailures.set(model?.lastTry?.failures ?? 0)
    rebriefs.set(model?.rebriefs ?? 0)
  }

  const readDatabase = async (): Promise<void> => {
    setStatus(await status())
    for (const [state, count] of Object.entries(await deliveryCounts(db))) deliveries.set({ state }, count)
    const openSince = await oldestOpen(db)
    const at = now().getTime()
    for (const state of waitingStates) oldest.set({ state }, Math.max(0, at - (openSince.get(state) ?? at)) / 1000)
    for (const { engine, count } of await briefingsByEngine(db)) briefings.set({ engine }, count)
    lag.set(((await newestLag(db)) ?? Number.NaN) / 1000)
  }
  /** Removes values that are not known now: they are neither 0 nor the previous ones. */
  const forgetDatabase = (): void => {
    for (const byLabel of [lastPoll, lastSuccess, failures, deliveries, oldest, briefings]) byLabel.reset()
    for (const one of [commentaries, unread, held, gaps, lag, tokens, paused, rebriefs]) one.set(Number.NaN)
  }

  return {
    attempted({ place: { platform }, kind, createdAt }, next) {
      if (next.state === 'sent') delivered.observe({ platform, kind }, (now().getTime() - createdAt) / 1000)
      else failed.inc({ platform, code: next.code })
    },
    answered: (command, tookMs) => answers.observe({ command }, tookMs / 1000),
    async scrape() {
      const found = await troubles()
      trouble.reset()
      for (const { code, isStopping } of found) trouble.set({ code, stops: String(isStopping) }, 1)
      leading.set(isLeading() ? 1 : 0)
      // Troubles are reported even while the database cannot be read, when they matter most.
      if (found.some(({ code }) => code === 'storage')) forgetDatabase()
      else await readDatabase()
      return { body: await registry.metrics(), contentType: registry.contentType }
    },
  }
}
