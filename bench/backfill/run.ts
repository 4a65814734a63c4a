// How fast saved pages get into the archive, compared with only reading and parsing them; how fast they are briefed
// afterwards; and how large the archive is with all briefings.
// Run: node bench/backfill/run.ts [--pages 5000] [--smoke]
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { makeBriefing } from '../../src/archive/make-briefings.ts'
import { countUnbriefed, unbriefedIds } from '../../src/archive/store/briefings.ts'
import { documentsIn } from '../../src/backfill/documents.ts'
import { extractive } from '../../src/briefing/create-engine.ts'
import { readDocument } from '../../src/commentary/import.ts'
import { backfillFiles } from '../../src/pipeline/backfill-files.ts'
import { readAhead } from '../../src/pipeline/read-ahead.ts'
import { openStore } from '../../src/store/connection.ts'
import { printTable } from '../figures.ts'
import { makePages } from './pages.ts'

const { values } = parseArgs({ options: { pages: { type: 'string' }, smoke: { type: 'boolean' } } })
const count = values.smoke === true ? 60 : Number(values.pages ?? 5000)
const goal = { perSecond: 300, megabytes: 150, pages: 5000 }

const folder = mkdtempSync(join(tmpdir(), 'rsis-brief-bench-'))
const pages = join(folder, 'pages')
mkdirSync(pages)
let bytes = 0
let written = 0
for await (const page of makePages(count)) {
  bytes += Buffer.byteLength(page)
  writeFileSync(join(pages, `${String(written).padStart(5, '0')}.html`), page)
  written += 1
}
process.stdout.write(`${count} pages of ${Math.round(bytes / count / 1000)} kB on average\n`)

type Timed = { readonly perSecond: number; readonly cpuMs: number }

/** How many pages a second, and the processor time of all threads for each page, which is more reliable on a busy machine. */
const timed = async (work: () => Promise<void>): Promise<Timed> => {
  const [began, before] = [performance.now(), process.cpuUsage()]
  await work()
  const { user, system } = process.cpuUsage(before)
  return { perSecond: count / ((performance.now() - began) / 1000), cpuMs: (user + system) / 1000 / count }
}

const reading = await timed(async () => {
  for (const name of readdirSync(pages)) await readFile(join(pages, name))
})
const read = async (found: Parameters<typeof readDocument>[0]) => readDocument(found)
const documents = async function* () {
  for await (const found of documentsIn([pages])) if ('bytes' in found) yield found
}
// The threads are started before the measurement.
for await (const _read of readAhead(documents(), read, 16)) break
const parsing = await timed(async () => {
  for await (const _read of readAhead(documents(), read, 16));
})

const database = join(folder, 'rsis.db')
const { db, close } = await openStore(database)
let added = 0
const deps = { db, engine: extractive, now: () => new Date() }
const filling = await timed(async () => {
  for await (const taken of backfillFiles(deps, documentsIn([pages]), new AbortController().signal)) added = taken.added
})
const briefing = await timed(async () => {
  for (const id of await unbriefedIds(db, count)) await makeBriefing(deps, id, new AbortController().signal)
})
const left = await countUnbriefed(db)
await close()
if (left > 0) throw new Error(`${left} of ${count} commentaries have no briefing`)
if (added !== count) throw new Error(`only ${added} of ${count} pages were taken in`)
const megabytes = statSync(database).size / 1e6

const row = (name: string, { perSecond, cpuMs }: Timed): string[] => [
  name,
  `${Math.round(perSecond)}`,
  cpuMs.toFixed(1),
  (filling.perSecond / perSecond).toFixed(2),
]
printTable([
  ['', 'pages/s', 'CPU ms a page', 'backfill is × of it'],
  row('reading the files', reading),
  row('reading and parsing them', parsing),
  row('backfill: parsed and kept', filling),
  row('briefed in the background', briefing),
])
process.stdout.write(
  `goal: ${goal.perSecond} pages/s taken in; database with all briefings ${megabytes.toFixed(1)} MB for ${count} (goal: at most ${goal.megabytes} MB for ${goal.pages})\n`,
)
rmSync(folder, { recursive: true })
