// Cold start to ready and idle memory, next to a bare process that only loads the same libraries.
// Run: node bench/start/run.ts [--smoke]
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSamples } from '../../src/demo/samples.ts'
import { startDemoSite } from '../../src/demo/site.ts'
import { median, printTable } from '../figures.ts'
import { measureStart, type StartFigures } from '../measure-start.ts'

const runs = process.argv.includes('--smoke') ? 2 : 9

const program = 'src/start.mjs'

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

// The first start makes the database and reads the feed; the later, usual starts are measured.
await measureStart(program, env)
const product: StartFigures[] = []
const bare: StartFigures[] = []
for (let run = 0; run < runs; run += 1) {
  product.push(await measureStart(program, env))
  bare.push(await measureStart('bench/start/bare.ts', env))
}
await site.close()
rmSync(folder, { recursive: true })

const row = (name: string, pick: (figures: StartFigures) => number, unit: string) => {
  const [ours, theirs] = [median(product.map(pick)), median(bare.map(pick))]
  return [name, `${ours.toFixed(0)} ${unit}`, `${theirs.toFixed(0)} ${unit}`, (ours / theirs).toFixed(2)]
}
printTable([
  [`median of ${runs}`, 'rsis-brief', 'bare', 'ratio'],
  row('cold start to ready', (figures) => figures.readyMs, 'ms'),
  row('idle memory after a poll', (figures) => figures.idleMb, 'MB'),
])
