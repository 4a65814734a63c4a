import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { collectSpans, type Spans } from '../../src/ops/spans.ts'
import { takeEndedJourneys } from '../../src/ops/store-journeys.ts'
import { journeyFacts, onJourney, stage } from '../../src/trace.ts'
import { scriptedPoster, webDispatcher } from '../delivery/harness.ts'
import { startJourney } from '../pipeline/harness.ts'

const attributeSchema = z.object({
  key: z.string(),
  value: z.union([z.object({ stringValue: z.string() }), z.object({ intValue: z.union([z.number(), z.string()]) })]),
})
const spanSchema = z.object({
  name: z.string(),
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  attributes: z.array(attributeSchema),
  status: z.object({ code: z.number(), message: z.string().optional() }),
})
const requestSchema = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: z.array(attributeSchema) }),
      scopeSpans: z.array(z.object({ spans: z.array(spanSchema) })),
    }),
  ),
})

/** A collector for OTLP over HTTP, like the OpenTelemetry Collector on port 4318. */
const startCollector = async () => {
  const bodies: string[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (data: Buffer) => (body += data.toString()))
    request.on('end', () => {
      if (request.method === 'POST' && request.url === '/v1/traces') bodies.push(body)
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bodies,
    spans: () =>
      bodies.flatMap((body) =>
        requestSchema
          .parse(JSON.parse(body))
          .resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
      ),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const lines: string[] = []
const log = pino({ level: 'info', mixin: journeyFacts }, { write: (line: string) => void lines.push(line) })
let collector: Awaited<ReturnType<typeof startCollector>>

beforeEach(async () => {
  lines.length = 0
  collector = await startCollector()
})
afterEach(() => collector.close())

const collect = (installation = 'rsis-brief:1'): Spans =>
  collectSpans({ endpoint: collector.endpoint, version: '1.2.3', installation, log })

const attributesOf = ({ attributes }: z.infer<typeof spanSchema>) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]))

test('a commentary’s way from its feed to its message is one trace, and one number in the log', async () => {
  const sending = collect()
  const running = await startJourney()
  const poster = scriptedPoster().poster
  const dispatcher = webDispatcher(running.db, poster, { now: running.now, log })
  const polling = { ...running.journey, log }
  const poll = async (): Promise<void> => {
    const { pollAndBrief } = await import('../../src/pipeline.ts')
    running.clock.at += 60_000
    await pollAndBrief(polling, new AbortController().signal)
  }
  const [first, next] = [running.sample('CO26201'), running.sample('CO26202')]
  await running.publish([first])
  await poll()
  await running.publish([first, next])
  await poll()
  dispatcher.wake()
  await expect.poll(async () => (await running.rows()).every(({ state }) => state === 'sent')).toBe(true)
  await dispatcher.stop()
  const endedAt = new Date(running.clock.at)
  sending.journeysEnded(await takeEndedJourneys(running.db, endedAt))
  // The next call, in this process or another, has nothing more to send.
  expect(await takeEndedJourneys(running.db, endedAt)).toEqual([])
  await sending.stop()

  const journey = 2
  const spans = collector.spans()
  const own = spans.filter((span) => attributesOf(span)['rsis.journey'] === journey)
  expect([...new Set(own.map(({ name }) => name))].toSorted()).toEqual([
    'attempt',
    'brief',
    'enqueue',
    'journey',
    'read',
  ])
  const roots = own.filter(({ name }) => name === 'journey')
  const [root] = roots
  expect(roots).toHaveLength(1)
  expect(root?.parentSpanId ?? '').toBe('')
  const stages = own.filter(({ name }) => name !== 'journey')
  expect(new Set(own.map(({ traceId }) => traceId))).toEqual(new Set([root?.traceId]))
  expect(new Set(stages.map(({ parentSpanId }) => parentSpanId))).toEqual(new Set([root?.spanId]))
  expect(attributesOf(root ?? expect.fail('no root'))).toMatchObject({
    'rsis.commentary': 'CO26202',
    'rsis.places': 1,
  })
  // The baseline's journey has one as well, though nothing was posted.
  expect(spans.filter(({ name }) => name === 'journey')).toHaveLength(2)
  expect(attributesOf(own.find(({ name }) => name === 'attempt') ?? expect.fail('no attempt'))).toMatchObject({
    'rsis.platform': 'web',
    'rsis.kind': 'post',
    'rsis.commentary': 'CO26202',
    'rsis.state': 'sent',
  })
  expect(spans.filter(({ name }) => name === 'poll')).toHaveLength(2)
  // No text of the commentaries, and no address of a page.
  for (const { title, slug } of [first, next])
    expect(collector.bodies.join('')).not.toMatch(new RegExp(`${title}|${slug}`, 'u'))

  const told = lines.map((line) => JSON.parse(line) as { msg: string; journey?: number; journeys?: number[] })
  expect(told.filter((line) => line.journey === journey).map(({ msg }) => msg)).toEqual(
    expect.arrayContaining(['briefed', 'posted']),
  )
  expect(told.find(({ journeys }) => journeys?.includes(journey) === true)).toMatchObject({ msg: 'polled' })
})

test('a stage that fails gives only the kind of the error, and of an address no key', async () => {
  const sending = collect()
  const failing = onJourney(7, () =>
    stage('poll', { source: 'https://feeds.example/rss?key=hunter2' }, async () => {
      await stage('model', { model: 'writer-1' }, async (note) => note({ state: 'time-out' }))
      throw new TypeError('the minister said hunter3')
    }),
  )
  await expect(failing).rejects.toThrow('hunter3')
  await sending.stop()
  const [model, poll] = collector.spans()
  expect(poll).toMatchObject({ name: 'poll', status: { code: 2, message: 'TypeError' } })
  expect(model).toMatchObject({ name: 'model', parentSpanId: poll?.spanId, traceId: poll?.traceId })
  expect(collector.bodies.join('')).not.toMatch(/hunter/u)
  expect(collector.bodies.join('')).toContain('feeds.example/rss')

  // The same journey of another installation is another trace.
  const others = collect('rsis-brief:2')
  await onJourney(7, () => stage('read', {}, async () => {}))
  await others.stop()
  expect(collector.spans().at(-1)?.traceId).not.toBe(poll?.traceId)
})

test('a command is one trace: its span is the parent of all work done for it', async () => {
  const sending = collect()
  const ask = () => stage('command', { command: 'search' }, () => stage('model', {}, async () => {}))
  await Promise.all([ask(), ask()])
  await sending.stop()
  const spans = collector.spans()
  const commands = spans.filter(({ name }) => name === 'command')
  expect(commands).toHaveLength(2)
  expect(new Set(commands.map(({ traceId }) => traceId)).size).toBe(2)
  for (const { spanId, traceId, parentSpanId } of commands) {
    expect(parentSpanId ?? '').toBe('')
    expect(spans.find((span) => span.parentSpanId === spanId)).toMatchObject({ name: 'model', traceId })
  }
})

test('a journey ends with the last of its messages: not while one waits, and once only', async () => {
  const running = await startJourney()
  await running.publish([running.sample('CO26201')])
  await running.poll()
  await running.publish([running.sample('CO26201'), running.sample('CO26202')])
  await running.poll()
  const startedAt = running.clock.at
  const ended = async () => takeEndedJourneys(running.db, new Date(running.clock.at))
  expect((await ended()).map(({ commentary }) => commentary)).toEqual(['CO26201'])
  running.clock.at += 90_000
  await running.db
    .updateTable('deliveries')
    .set({ state: 'sent', sent_at: running.clock.at - 1000 })
    .where('kind', '=', 'post')
    .execute()
  expect(await ended()).toEqual([])
  await running.db
    .updateTable('deliveries')
    .set({ state: 'dead', attempted_at: running.clock.at })
    .where('kind', '=', 'thread')
    .execute()
  const [journey, ...more] = await ended()
  expect(more).toEqual([])
  expect(journey).toEqual({ journey: 2, commentary: 'CO26202', startedAt, endedAt: running.clock.at, places: 1 })
  // Sending it again by hand does not make another journey.
  await running.db
    .updateTable('deliveries')
    .set({ state: 'sent', sent_at: running.clock.at + 1 })
    .execute()
  expect(await ended()).toEqual([])
  // It was reported before the restart a week ago, and is not reported again.
  running.clock.at += 7 * 86_400_000
  expect(await ended()).toEqual([])
})

test('an unreachable collector delays nothing, and is logged once', async () => {
  const away = await startCollector()
  await away.close()
  const sending = collectSpans({ endpoint: away.endpoint, version: '1', installation: 'one', log })
  for (let round = 0; round < 3; round += 1) expect(await stage('command', {}, async () => round)).toBe(round)
  await sending.stop()
  expect(lines.filter((line) => line.includes('does not take traces')).length).toBeLessThanOrEqual(1)
  expect(await stage('command', {}, async () => 'still works')).toBe('still works')
})
