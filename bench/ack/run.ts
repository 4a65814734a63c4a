// How soon the program acknowledges and answers over Slack's Socket Mode while it fills its archive: bursts of fifty searches
// at once against the real process, next to the same bursts when it has nothing else to do.
// Run: node bench/ack/run.ts [pages | --smoke]
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { addChannel, addUser, addWorkspace } from '../../tests/fakes/slack/state.ts'
import { startFakeSlack } from '../../tests/fakes/slack/index.ts'
import { percentile, printTable } from '../figures.ts'
import { startSite } from './site.ts'

const isSmoke = process.argv.includes('--smoke')
const pages = isSmoke ? 60 : Number(process.argv[2] ?? 7000)
const atOnce = 50
const pauseMs = 1000
const quietBursts = isSmoke ? 3 : 20

const queries = [
  'undersea cable repair',
  'nickel export ban',
  '"open skies"',
  'asean centrality',
  'maritime security -piracy',
  'water treaty upstream',
  'author:tan trade',
  'energy transition coal',
]

const fake = await startFakeSlack()
const workspace = addWorkspace(fake.state, 'T1')
addChannel(workspace, 'C1')
addUser(workspace, 'U1')
const site = await startSite(pages)
const folder = mkdtempSync(join(tmpdir(), 'rsis-brief-ack-'))
const child = fork(fileURLToPath(new URL('process.ts', import.meta.url)), [
  join(folder, 'rsis.db'),
  fake.apiUrl,
  site.feedUrls.join(','),
])

const reportSchema = z.object({ state: z.string(), read: z.number(), longestMs: z.number(), p99Ms: z.number() })
const ready = new Promise<void>((resolve) => child.once('message', () => resolve()))
const filled = new Promise<z.infer<typeof reportSchema>>((resolve) =>
  child.on('message', (message) => {
    const report = reportSchema.safeParse(message)
    if (report.success) resolve(report.data)
  }),
)
const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))

const answered = new Map<string, (at: number) => void>()
fake.state.onAnswer = ({ url }) => {
  answered.get(url)?.(performance.now())
  answered.delete(url)
}

type Figures = { readonly acknowledgedMs: number[]; readonly answeredMs: number[] }

const search = async (index: number, figures: Figures): Promise<void> => {
  const payload = fake.payloads.command(`search ${queries[index % queries.length]}`)
  const startedAt = performance.now()
  const answer = new Promise<number>((resolve) => answered.set(new URL(payload.response_url).pathname, resolve))
  figures.acknowledgedMs.push(await fake.socket.deliver({ type: 'slash_commands', payload }))
  figures.answeredMs.push((await answer) - startedAt)
}

const burst = async (figures: Figures): Promise<void> => {
  await Promise.all(Array.from({ length: atOnce }, (_, index) => search(index, figures)))
}

await ready
const busy: Figures = { acknowledgedMs: [], answeredMs: [] }
let report: z.infer<typeof reportSchema> | undefined
void filled.then((value) => (report = value))
while (report === undefined) {
  await burst(busy)
  await Promise.race([filled, wait(pauseMs)])
}
const quiet: Figures = { acknowledgedMs: [], answeredMs: [] }
for (let round = 0; round < quietBursts; round += 1) await burst(quiet)
child.send('stop')
const exit = await ended
fake.socket.close()
await fake.close()
site.close()
rmSync(folder, { recursive: true })

const ms = (value: number): string => `${value.toFixed(0)} ms`
const row = (name: string, figures: readonly number[]): string[] => [
  name,
  ms(percentile(figures, 0.5)),
  ms(percentile(figures, 0.99)),
  ms(Math.max(...figures)),
]
printTable([
  [`${atOnce} searches at once`, 'p50', 'p99', 'longest'],
  row(`acknowledged, while ${report.read} pages are read`, busy.acknowledgedMs),
  row('answered in full', busy.answeredMs),
  row('acknowledged, with nothing else to do', quiet.acknowledgedMs),
  row('answered in full', quiet.answeredMs),
])
process.stdout.write(
  `event loop held up while pages are read: p99 ${ms(report.p99Ms)}, longest ${ms(report.longestMs)}\n`,
)
if (fake.state.violations.length > 0)
  process.stdout.write(`against Slack's rules: ${fake.state.violations.join('; ')}\n`)
process.exitCode = exit === 0 && fake.state.violations.length === 0 ? 0 : 1
