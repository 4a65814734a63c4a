// Cold start to ready and idle memory, next to a bare process that only loads the same libraries.
// Run: node bench/start/run.ts [--smoke]
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { readSamples } from '../../src/demo/samples.ts'
import { startDemoSite } from '../../src/demo/site.ts'
import { median, printTable } from '../figures.ts'

const runs = process.argv.includes('--smoke') ? 2 : 9
const settleMs = 1500

const residentMb = (child: ChildProcess): number => {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/u.exec(status)?.[1]) / 1024
}

type Figures = { readonly readyMs: number; readonly idleMb: number }

const measure = async (script: string, env: Readonly<Record<string, string>>): Promise<Figures> => {
  const startedAt = performance.now()
  const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'ignore'] })
  await once(child.stdout, 'data')
  const readyMs = performance.now() - startedAt
  await wait(settleMs)
  const idleMb = residentMb(child)
  child.kill('SIGTERM')
  await once(child, 'exit')
  return { readyMs, idleMb }
}

const folder = mkdtempSync(join(tmpdir(), 'rsis-brief-bench-'))
const site = await startDemoSite(await readSamples(), 24)
const env = {
  PATH: process.env['PATH'] ?? '',
  PORT: '0',
  LOG_LEVEL: 'silent',
  FEED_URLS: site.feedUrl,
  ALLOW_PRIVATE_FEEDS: 'true',
  DATABASE_URL: `file:${join(folder, 'rsis.db')}`,
}

// The first start makes the database and reads the feed; what is measured is the everyday start after it.
await measure('src/main.ts', env)
const product: Figures[] = []
const bare: Figures[] = []
for (let run = 0; run < runs; run += 1) {
  product.push(await measure('src/main.ts', env))
  bare.push(await measure('bench/start/bare.ts', env))
}
await site.close()
rmSync(folder, { recursive: true })

const row = (name: string, pick: (figures: Figures) => number, unit: string) => {
  const [ours, theirs] = [median(product.map(pick)), median(bare.map(pick))]
  return [name, `${ours.toFixed(0)} ${unit}`, `${theirs.toFixed(0)} ${unit}`, (ours / theirs).toFixed(2)]
}
printTable([
  [`median of ${runs}`, 'rsis-brief', 'bare', 'ratio'],
  row('cold start to ready', (figures) => figures.readyMs, 'ms'),
  row('idle memory after a poll', (figures) => figures.idleMb, 'MB'),
])
