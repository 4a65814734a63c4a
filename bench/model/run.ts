// What a commentary costs with a language model, in requests and tokens: the first time, and again from the cache.
// Run: node bench/model/run.ts [--smoke]. With OPENAI_MODEL it asks that model; otherwise the tests' counterpart, whose
// answers are as long as a model's and whose tokens are counted by words.
import { createEngine, extractive } from '../../src/briefing/create-engine.ts'
import { readConfig } from '../../src/config/config.ts'
import { readSamples } from '../../src/demo/samples.ts'
import { createLog } from '../../src/log.ts'
import type { Model } from '../../src/model/port.ts'
import { databaseCaches } from '../../src/store/caches.ts'
import { openStore } from '../../src/store/connection.ts'
import { startOpenAi } from '../../tests/fakes/openai-server.ts'
import { commentaryOf } from '../briefing/texts.ts'
import { median, printTable } from '../figures.ts'

const { model: configured } = readConfig(process.env)
const counterpart = configured === undefined ? await startOpenAi() : undefined
const model: Model = configured ?? {
  name: 'counterpart',
  apiKey: 'none',
  baseUrl: counterpart?.baseUrl,
  judge: undefined,
  dailyTokens: 10_000_000,
  timeoutMs: 30_000,
  retries: 2,
  readsCommands: false,
}

const { db, close } = await openStore(':memory:')
const engine = await createEngine(model, {
  offline: extractive,
  db,
  caches: databaseCaches(db, () => new Date()),
  now: () => new Date(),
  log: await createLog('error', true),
})
const samples = (await readSamples()).slice(0, process.argv.includes('--smoke') ? 2 : undefined)

const briefAll = async () =>
  Promise.all(samples.map((sample) => engine(commentaryOf(sample), new AbortController().signal)))

const first = await briefAll()
const again = await briefAll()
const recordsOf = (briefings: typeof first) => briefings.flatMap(({ record }) => record ?? [])
const records = recordsOf(first)

printTable([
  ['commentary', 'engine', 'requests', 'tokens in', 'tokens out', 'claims', 'extracted'],
  ...first.map(({ engine: wrote, claims, record }, index) => [
    samples[index]?.id ?? '',
    wrote,
    String(record?.calls ?? 0),
    String(record?.tokens.in ?? 0),
    String(record?.tokens.out ?? 0),
    String(claims.length),
    String(claims.filter(({ origin }) => origin === 'extract').length),
  ]),
  [
    'median',
    '',
    String(median(records.map(({ calls }) => calls))),
    String(median(records.map(({ tokens }) => tokens.in))),
    String(median(records.map(({ tokens }) => tokens.out))),
    '',
    '',
  ],
])
const repeated = recordsOf(again).reduce((sum, { calls }) => sum + calls, 0)
process.stdout.write(`\nrequests of a second run over the same commentaries: ${repeated}\n`)
await close()
await counterpart?.close()
