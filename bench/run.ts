// Benchmarks: one with its own options, or all of them one after another.
// Run: npm run bench [-- [NAME] [OPTIONS]]
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const all = [
  'start',
  'discord-start',
  'journey',
  'fanout',
  'ack',
  'ack-posting',
  'search',
  'capacity',
  'relevance',
  'briefing',
  'faithfulness',
  'rules',
  'model',
  'feeds',
  'pages',
  'backfill',
]

const [first, ...rest] = process.argv.slice(2)
const isNamed = first !== undefined && !first.startsWith('-')
const names = isNamed ? [first] : all
const options = isNamed ? rest : process.argv.slice(2)

for (const [index, name] of names.entries()) {
  const file = `bench/${name}/run.ts`
  if (!existsSync(file)) {
    process.stderr.write(`there is no benchmark ${name}: take one of ${all.join(', ')}\n`)
    process.exit(2)
  }
  process.stdout.write(`\n— bench/${name} (${index + 1} of ${names.length}) —\n`)
  const started = performance.now()
  const { status } = spawnSync(process.execPath, [file, ...options], { stdio: 'inherit' })
  process.stdout.write(`bench/${name} took ${Math.round((performance.now() - started) / 1000)} s\n`)
  if (status !== 0) process.exit(status ?? 1)
}
