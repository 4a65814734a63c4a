// The real program among counterparts that record everything, kill it and fail it; judged by their records alone.
// Run: npm run chaos [-- --campaign F1,F3 --seed 7 --kills 50 --speed 4 --platform web|wire|slack|discord|all --break resend
//   --database postgres --replicas 3]
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { breakages } from './broken/breakages.ts'
import { campaigns } from './campaigns.ts'
import { printResults, type Result } from './print.ts'
import { platforms } from './platforms/index.ts'
import { runCampaign } from './run-campaign.ts'

const { values } = parseArgs({
  options: {
    /** By default some different ones; on a server those for replicas. */
    campaign: { type: 'string' },
    database: { type: 'string', default: 'file' },
    replicas: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    kills: { type: 'string', default: '20' },
    platform: { type: 'string', default: 'slack,discord' },
    /** At most this many of the program's seconds in a real one: a busy machine needs fewer. */
    speed: { type: 'string', default: '100' },
    /** How many real seconds a run waits without progress; by default it depends on the speed. */
    patience: { type: 'string' },
    break: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  // The comment at the top of this file.
  process.stdout.write(
    readFileSync(import.meta.filename, 'utf8')
      .split('\nimport ')[0]
      ?.replaceAll(/^\/\/ ?/gmu, '') ?? '',
  )
  process.stdout.write(`\n\nCampaigns: all, ${campaigns.map(({ name }) => name).join(', ')}\n`)
  process.exit(0)
}
const { seed, kills, speed, patience, database, replicas } = z
  .object({
    seed: z.coerce.number().int().min(0),
    kills: z.coerce.number().int().min(0).max(100_000),
    speed: z.coerce.number().min(1),
    database: z.enum(['file', 'postgres']),
    replicas: z.coerce.number().int().min(1).max(8),
    patience: z.coerce.number().min(1).optional(),
  })
  .parse(values)
if (database === 'file' && replicas > 1) throw new Error('on a file one process runs: --database postgres')
const wanted = (values.campaign ?? (database === 'file' ? 'F1,F3,F4,F5,F11,F12' : 'R1')).split(',')
const patienceMs = patience === undefined ? undefined : patience * 1000
const chosen = values.platform === 'all' ? Object.keys(platforms) : values.platform.split(',')
const unknown = chosen.find((name) => !(name in platforms))
if (unknown !== undefined) throw new Error(`no platform ${unknown}; there are ${Object.keys(platforms).join(', ')}`)

const isWanted = (name: string): boolean =>
  wanted.includes('all') || wanted.some((one) => name === one || name.startsWith(`${one}-`))
const runs = chosen.flatMap((platform) =>
  campaigns
    .filter(({ name }) => isWanted(name))
    .map((campaign) => ({ platform, campaign: { ...campaign, speed: Math.min(campaign.speed, speed) } })),
)
const swaps = values.break === undefined ? [] : breakages(values.break)

const results: Result[] = []
const queue = [...runs]
// Two at a time, because each waits most of the time.
await Promise.all(
  [1, 2].map(async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const result = await runCampaign({ ...next, seed, kills, database, replicas, swaps, patienceMs })
      results.push(result)
      process.stderr.write(`${JSON.stringify({ ...result, campaign: next.campaign.name })}\n`)
    }
  }),
)
// Open requests of a counterpart must not delay the verdict.
process.exit(printResults(results, { seed, kills, database, replicas }) ? 0 : 1)
