// How fast the real process acknowledges and answers over Slack's Socket Mode while it fills its archive: fifty searches at
// once, repeatedly, compared with the same when it has nothing else to do.
// Run: node bench/ack/run.ts [pages | --smoke]
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { startProgram } from '../../tests/e2e/process.ts'
import { startFakeSlack } from '../../tests/fakes/slack/index.ts'
import { addChannel, addUser, addWorkspace } from '../../tests/fakes/slack/state.ts'
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
const program = startProgram({
  DATABASE_URL: `file:${join(folder, 'rsis.db')}`,
  FEED_URLS: site.feedUrls.join(','),
  ALLOW_PRIVATE_FEEDS: 'true',
  // One poll of the feeds briefs this many; the next one continues.
  POLL_CRON: '* * * * *',
  SLACK_BOT_TOKEN: workspace.botToken,
  SLACK_APP_TOKEN: 'xapp-fake',
  SLACK_API_URL: fake.apiUrl,
  LOG_LEVEL: 'error',
})
const url = await program.url

const statusSchema = z.object({ archive: z.object({ commentaries: z.number() }) })
const read = async (): Promise<number> => {
  const answer = await fetch(`${url}/status`, { headers: { accept: 'application/json' } })
  return statusSchema.parse(await answer.json()).archive.commentaries
}

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
  await Promise.all(Array.from({ length: atOnce }, async (_, index) => search(index, figures)))
}

while (fake.socket.open() === 0) await wait(10)
const busy: Figures = { acknowledgedMs: [], answeredMs: [] }
while ((await read()) < pages) {
  await burst(busy)
  await wait(pauseMs)
}
const quiet: Figures = { acknowledgedMs: [], answeredMs: [] }
for (let round = 0; round < quietBursts; round += 1) await burst(quiet)

const exit = await program.end('SIGTERM')
await fake.close()
site.close()
rmSync(folder, { recursive: true })

const row = (name: string, figures: readonly number[]): string[] => [
  name,
  ...[percentile(figures, 0.5), percentile(figures, 0.99), Math.max(...figures)].map(
    (value) => `${value.toFixed(0)} ms`,
  ),
]
printTable([
  [`${atOnce} searches at once`, 'p50', 'p99', 'longest'],
  row(`acknowledged, ${busy.acknowledgedMs.length} while ${pages} pages are read`, busy.acknowledgedMs),
  row('answered in full', busy.answeredMs),
  row('acknowledged, with nothing else to do', quiet.acknowledgedMs),
  row('answered in full', quiet.answeredMs),
])
const faults = [
  ...fake.state.violations,
  ...(exit === 0 ? [] : [`the program ended with ${exit}: ${program.output()}`]),
]
if (faults.length > 0) process.stdout.write(`${faults.join('\n')}\n`)
process.exitCode = faults.length === 0 ? 0 : 1
