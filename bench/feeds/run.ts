// How many feeds of four public test collections are read, next to the bare libraries.
// Run: node bench/feeds/run.ts [--smoke] [--list]
import { printTable } from '../figures.ts'
import { hasCollection, readCases } from './cases.ts'
import { mutations } from './mutate.ts'
import { read, readerNames } from './readers.ts'

if (!hasCollection) {
  process.stdout.write('bench/feeds: the feed collections are not at hand, nothing was measured\n')
  process.exit(0)
}

const isSmoke = process.argv.includes('--smoke')
const all = readCases()
const cases = isSmoke ? all.filter((_, index) => index % 20 === 0) : all
const mutated = mutations(all, isSmoke ? 100 : 5000)
const fair = cases.filter(({ items }) => items !== undefined).length

const rows: string[][] = []
const missed: string[] = []
for (const reader of readerNames) {
  const count = { refused: 0, found: 0, hung: 0, mutatedRead: 0, slowestMs: 0 }
  for (const { name, body, items } of cases) {
    const reading = await read({ reader, body })
    if (reading.state === 'hung') count.hung += 1
    if (reading.state !== 'read') count.refused += 1
    const isFound = reading.state === 'read' && reading.items === items
    if (isFound) count.found += 1
    if (reader === 'product' && (reading.state !== 'read' || (items !== undefined && !isFound)))
      missed.push(`${name}\t${items}\t${JSON.stringify(reading)}`)
  }
  for (const body of mutated) {
    const startedAt = performance.now()
    const reading = await read({ reader, body })
    count.slowestMs = Math.max(count.slowestMs, performance.now() - startedAt)
    if (reading.state === 'hung') count.hung += 1
    if (reading.state === 'read') count.mutatedRead += 1
  }
  rows.push([
    reader,
    `${count.refused}`,
    `${count.found} (${((100 * count.found) / fair).toFixed(1)} %)`,
    `${count.hung}`,
    `${count.mutatedRead}`,
    `${count.slowestMs.toFixed(0)} ms`,
  ])
}
printTable([
  [
    `${cases.length} files, ${fair} with usable entries`,
    'refused',
    'entries found',
    'hung',
    `read of ${mutated.length} mutations`,
    'slowest',
  ],
  ...rows,
])
if (process.argv.includes('--list')) process.stdout.write(`${missed.join('\n')}\n`)
