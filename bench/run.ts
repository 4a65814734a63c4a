// Every benchmark, one after another. Run: npm run bench [-- --smoke]
import { spawnSync } from 'node:child_process'

for (const name of [
  'start',
  'discord-start',
  'journey',
  'fanout',
  'ack',
  'search',
  'relevance',
  'briefing',
  'faithfulness',
  'model',
]) {
  process.stdout.write(`\n— bench/${name} —\n`)
  const { status } = spawnSync(process.execPath, [`bench/${name}/run.ts`, ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  if (status !== 0) process.exit(status ?? 1)
}
