import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash } from 'node:crypto'
import {
  type Context,
  diag,
  DiagLogLevel,
  ROOT_CONTEXT,
  type SpanContext,
  SpanStatusCode,
  trace,
  TraceFlags,
} from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, RandomIdGenerator, TracerProvider } from '@opentelemetry/sdk-trace'
import { waitAtMost } from '../limits.ts'
import type { Log } from '../log.ts'
import { type Facts, type Recorder, recordStages } from '../trace.ts'
import type { EndedJourney } from './store-journeys.ts'

export type SpansOptions = {
  /** The collector's address for OTLP over HTTP, without `/v1/traces`. */
  readonly endpoint: string
  readonly version: string
  /** Names the installation, so that different installations have different traces. */
  readonly installation: string
  readonly log: Log
}

const stopWithinMs = 1000
const exportWithinMs = 5000

/** The parent span of all stages of a journey, in every process and after every restart. */
const rootOf = (installation: string, journey: number): SpanContext => {
  const hash = createHash('sha256').update(`${installation} ${journey}`).digest('hex')
  return {
    traceId: hash.slice(0, 32),
    spanId: hash.slice(32, 48),
    traceFlags: TraceFlags.SAMPLED,
    isRemote: true,
  }
}

/** Random ids, except for a span whose ids were determined before it began. */
const createIds = () => {
  const random = new RandomIdGenerator()
  let decided: SpanContext | undefined
  return {
    generateTraceId: () => decided?.traceId ?? random.generateTraceId(),
    generateSpanId: () => decided?.spanId ?? random.generateSpanId(),
    /** The next span that `begin` starts gets these ids. */
    having<Value>(ids: SpanContext, begin: () => Value): Value {
      decided = ids
      try {
        return begin()
      } finally {
        decided = undefined
      }
    },
  }
}

/** The address without its query, because some feeds have a key there. */
const withoutQuery = (address: string): string => {
  const url = URL.parse(address)
  return url === null ? address : `${url.host}${url.pathname}`
}

const attributesOf = ({ source, ...facts }: Facts): Record<string, string | number | undefined> =>
  Object.fromEntries(
    Object.entries({ ...facts, ...(source !== undefined && { source: withoutQuery(source) }) }).map(([name, value]) => [
      `rsis.${name}`,
      value,
    ]),
  )

/** Only the kind of an error, never its message, which may quote the text that was processed. */
const kindOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown')

export type Spans = {
  /** Sends the parent spans of these journeys. */
  readonly journeysEnded: (journeys: readonly EndedJourney[]) => void
  /** Sends the remaining spans and stops. */
  readonly stop: () => Promise<void>
}

/** Sends a span for each stage, and for each journey that ended, to the collector. An unreachable collector is logged once. */
export const collectSpans = ({ endpoint, version, installation, log }: SpansOptions): Spans => {
  let isSaid = false
  const onTrouble = (): void => {
    if (!isSaid)
      log.warn(
        { collector: withoutQuery(endpoint) },
        'the collector of OTEL_EXPORTER_OTLP_ENDPOINT does not take traces',
      )
    isSaid = true
  }
  const quiet = (): void => {}
  diag.setLogger(
    { error: onTrouble, warn: quiet, info: quiet, debug: quiet, verbose: quiet },
    { logLevel: DiagLogLevel.ERROR, suppressOverrideMessage: true },
  )
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/$/u, '')}/v1/traces`,
    timeoutMillis: exportWithinMs,
  })
  const ids = createIds()
  const provider = new TracerProvider({
    idGenerator: ids,
    resource: resourceFromAttributes({ 'service.name': 'rsis-brief', 'service.version': version }),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  })
  const tracer = provider.getTracer('rsis-brief', version)
  const above = new AsyncLocalStorage<Context>()
  const record: Recorder = async (name, facts, journey, work) => {
    const root =
      journey === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, rootOf(installation, journey))
    const parent: Context = above.getStore() ?? root
    const attributes = { ...attributesOf(facts), ...(journey !== undefined && { 'rsis.journey': journey }) }
    const span = tracer.startSpan(name, { attributes }, parent)
    try {
      return await above.run(trace.setSpan(parent, span), () => work((more) => span.setAttributes(attributesOf(more))))
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: kindOf(error) })
      throw error
    } finally {
      span.end()
    }
  }
  recordStages(record)
  return {
    journeysEnded(journeys) {
      for (const { journey, commentary, places, startedAt, endedAt } of journeys) {
        const attributes = { ...attributesOf({ commentary, places }), 'rsis.journey': journey }
        ids
          .having(rootOf(installation, journey), () =>
            tracer.startSpan('journey', { attributes, startTime: startedAt }, ROOT_CONTEXT),
          )
          .end(endedAt)
      }
    },
    async stop() {
      recordStages(undefined)
      await waitAtMost(provider.shutdown(), stopWithinMs).catch(quiet)
      diag.disable()
    },
  }
}
