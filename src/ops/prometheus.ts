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

/** Declares every metric in the registry. Names and units: Prometheus, Metric and label naming. */
const declareMetrics = (registry: Registry) => {
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Gauge({ name: `rsis_${name}`, help, labelNames, registers })

  return {
    build: gauge('build_info', 'Always 1; the version is its label.', 'version'),
    trouble: gauge('trouble', '1 for each thing that needs a person, by its code.', 'code', 'stops'),
    leading: gauge('leading', '1 if this process polls and makes digests, for all that share its database.'),
    lastPoll: gauge('feed_last_poll_timestamp_seconds', 'When the feed was last asked.', 'feed'),
    lastSuccess: gauge('feed_last_success_timestamp_seconds', 'When the feed was last read.', 'feed'),
    failures: gauge('feed_failures', 'Polls in a row that failed.', 'feed'),
    commentaries: gauge('archive_commentaries', 'Commentaries in the archive.'),
    unread: gauge('archive_unread_entries', 'Entries whose page has not been read yet.'),
    held: gauge('archive_held_entries', 'Entries that wait until a person releases or dismisses them.'),
    gaps: gauge('archive_gaps', 'Ranges of numbers that no feed showed.'),
    deliveries: gauge('outbox_deliveries', 'Deliveries by state.', 'state'),
    oldest: gauge(
      'outbox_oldest_seconds',
      'How long the oldest delivery of each state has waited; 0 if there is none.',
      'state',
    ),
    lag: gauge(
      'publication_lag_seconds',
      'How long the newest post came after its commentary was published; NaN where that is unknown.',
    ),
    tokens: gauge('model_tokens_today', 'Tokens that the model used since midnight UTC.'),
    tokenLimit: gauge('model_tokens_daily_limit', 'Tokens that the model may use in a day.'),
    paused: gauge(
      'model_paused',
      '1 while nothing is sent to the model server, because it said that no request will succeed.',
    ),
    briefings: gauge('briefings', 'Briefings by the engine that wrote them.', 'engine'),
    modelFailures: gauge('model_failures', 'Briefings in a row for which the model failed.'),
    rebriefs: gauge('model_waiting_briefings', 'Extractive briefings for which the model will be asked again.'),
    delivered: new Histogram({
      name: 'rsis_delivery_seconds',
      help: 'From being enqueued to being accepted by the platform.',
      labelNames: ['platform', 'kind'] as const,
      buckets: deliveryBuckets,
      registers,
    }),
    failed: new Counter({
      name: 'rsis_delivery_failures_total',
      help: 'Attempts at a delivery that did not post it, by reason.',
      labelNames: ['platform', 'code'] as const,
      registers,
    }),
    answers: new Histogram({
      name: 'rsis_answer_seconds',
      help: 'How long an answer to a command took to make.',
      labelNames: ['command'] as const,
      buckets: answerBuckets,
      registers,
    }),
  }
}

/** The metrics for an operator's Prometheus: the state of the database at the scrape, and counts since the process began to count. */
export const createPrometheus = ({ version, db, status, troubles, isLeading, now }: MetricsDeps): Metrics => {
  const registry = new Registry()
  const metrics = declareMetrics(registry)
  metrics.build.set({ version }, 1)

  const setStatus = ({ sources, archive, model }: Status): void => {
    for (const byFeed of [metrics.lastPoll, metrics.lastSuccess, metrics.failures]) byFeed.reset()
    for (const source of sources) {
      metrics.lastPoll.set({ feed: source.id }, secondsOf(source.lastPollAt))
      metrics.lastSuccess.set({ feed: source.id }, secondsOf(source.lastSuccessAt))
      metrics.failures.set({ feed: source.id }, source.failures)
    }
    metrics.commentaries.set(archive.commentaries)
    metrics.unread.set(archive.unread.length)
    metrics.held.set(archive.held)
    metrics.gaps.set(archive.gaps.length)
    metrics.tokens.set(model?.tokensToday ?? 0)
    metrics.tokenLimit.set(model?.dailyTokens ?? 0)
    metrics.paused.set(model?.paused === undefined ? 0 : 1)
    metrics.modelFailures.set(model?.lastTry?.failures ?? 0)
    metrics.rebriefs.set(model?.rebriefs ?? 0)
  }

  const readDatabase = async (): Promise<void> => {
    setStatus(await status())
    for (const [state, count] of Object.entries(await deliveryCounts(db))) metrics.deliveries.set({ state }, count)
    const openSince = await oldestOpen(db)
    const at = now().getTime()
    for (const state of waitingStates)
      metrics.oldest.set({ state }, Math.max(0, at - (openSince.get(state) ?? at)) / 1000)
    for (const { engine, count } of await briefingsByEngine(db)) metrics.briefings.set({ engine }, count)
    metrics.lag.set(((await newestLag(db)) ?? Number.NaN) / 1000)
  }
  /** Removes values that are not known now: they are neither 0 nor the previous ones. */
  const forgetDatabase = (): void => {
    const { lastPoll, lastSuccess, failures, deliveries, oldest, briefings } = metrics
    for (const byLabel of [lastPoll, lastSuccess, failures, deliveries, oldest, briefings]) byLabel.reset()
    const { commentaries, unread, held, gaps, lag, tokens, paused, rebriefs } = metrics
    for (const one of [commentaries, unread, held, gaps, lag, tokens, paused, rebriefs]) one.set(Number.NaN)
  }

  return {
    attempted({ place: { platform }, kind, createdAt }, next) {
      if (next.state === 'sent') metrics.delivered.observe({ platform, kind }, (now().getTime() - createdAt) / 1000)
      else metrics.failed.inc({ platform, code: next.code })
    },
    answered: (command, tookMs) => metrics.answers.observe({ command }, tookMs / 1000),
    async scrape() {
      const found = await troubles()
      metrics.trouble.reset()
      for (const { code, isStopping } of found) metrics.trouble.set({ code, stops: String(isStopping) }, 1)
      metrics.leading.set(isLeading() ? 1 : 0)
      // Troubles are reported even while the database cannot be read, when they matter most.
      if (found.some(({ code }) => code === 'storage')) forgetDatabase()
      else await readDatabase()
      return { body: await registry.metrics(), contentType: registry.contentType }
    },
  }
}
