// The program as `bench/ack/run.ts` starts it: archive, commands and journey as they are, one workspace over Socket Mode.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { pino } from 'pino'
import { createSlack } from '../../adapters/slack/index.ts'
import { createEngine } from '../../src/briefing/create-engine.ts'
import { createHandler } from '../../src/commands/registry.ts'
import { readSources } from '../../src/feed/source.ts'
import { createGet, type Validators } from '../../src/fetch/get.ts'
import { readStatus } from '../../src/ops/status.ts'
import { pollAndBrief } from '../../src/pipeline.ts'
import { openStore } from '../../src/store/connection.ts'
import { createKeyv } from '../../src/store/keyv.ts'

const [databasePath = '', apiUrl = '', feedUrls = ''] = process.argv.slice(2)
const now = (): Date => new Date()
const log = pino({ level: 'error' }, pino.destination(2))
const { db, close } = await openStore(databasePath)
const slack = createSlack({
  mode: 'socket',
  botToken: 'xoxb-fake-T1',
  appToken: 'xapp-fake',
  apiUrl,
  seen: createKeyv<string>(db, 'slack-seen', Date.now),
  log,
  now,
})
const context = {
  db,
  status: async () => readStatus(db, { version: 'bench', model: undefined, startedAt: now(), now: now() }),
  coverage: async () => '',
  onOwed: () => {},
  now,
}
await slack.start(createHandler(context, (error) => log.error(error)))
process.send?.({ state: 'ready' })

const journey = {
  db,
  sources: readSources(feedUrls.split(',')),
  validators: createKeyv<Validators>(db, 'validators', Date.now),
  get: createGet({ allowPrivate: true, userAgent: 'rsis-brief-bench' }),
  engine: await createEngine(undefined, { db, now, log }),
  readAgainAfterMs: 365 * 86_400_000,
  onOwed: () => {},
  now,
  log,
}
const told = new Promise<void>((resolve) => process.once('message', () => resolve()))
const { signal } = new AbortController()

const read = async (): Promise<number> => {
  const { count } = await db
    .selectFrom('commentaries')
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

const delay = monitorEventLoopDelay({ resolution: 5 })
delay.enable()
let before = -1
for (let count = 0; count > before; ) {
  before = count
  await pollAndBrief(journey, signal)
  count = await read()
}
process.send?.({ state: 'filled', read: await read(), longestMs: delay.max / 1e6, p99Ms: delay.percentile(99) / 1e6 })
await told
await slack.stop()
await close()
process.disconnect()
