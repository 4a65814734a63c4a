// Start to ready and idle memory of the Discord adapter, compared with a plain discord.js client; and how long a completion takes.
// Run: node bench/discord-start/run.ts [--smoke]
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { createDiscord } from '../../adapters/discord/index.ts'
import { createLog } from '../../src/log.ts'
import { startDiscordServer } from '../../tests/fakes/discord-server.ts'
import { median, percentile, printTable } from '../figures.ts'
import { measureStart, type StartFigures } from '../measure-start.ts'

const isSmoke = process.argv.includes('--smoke')
const runs = isSmoke ? 2 : 9
const servers = isSmoke ? 10 : 200
const completions = isSmoke ? 20 : 300

const server = await startDiscordServer({ acknowledgeWithinMs: 3000 })
for (let index = 0; index < servers; index += 1) server.world.addGuild(`Server ${index}`)
const env = { PATH: process.env['PATH'] ?? '', DISCORD_API_URL: server.apiUrl, DISCORD_TOKEN: server.token }

// The first start registers the commands; the later, usual starts are measured.
await measureStart('bench/discord-start/product.ts', env)
const product: StartFigures[] = []
const bare: StartFigures[] = []
for (let run = 0; run < runs; run += 1) {
  product.push(await measureStart('bench/discord-start/product.ts', env))
  bare.push(await measureStart('bench/discord-start/bare.ts', env))
}

const discord = createDiscord({
  ...server,
  memory: { add: async () => true, get: async () => undefined, delete: async () => {} },
  log: await createLog('silent', false),
  now: () => new Date(),
})
await discord.start({
  grammar: async () => [],
  formErrors: async () => ({}),
  answer: async () => ({ blocks: [] }),
  form: async () => ({ refusal: { blocks: [] } }),
  suggest: async () => Array.from({ length: 25 }, (_, index) => ({ label: `Zone ${index}`, value: `Zone/${index}` })),
  share: async () => undefined,
  left: async () => undefined,
  joined: async () => undefined,
  reopened: async () => undefined,
  changes: async () => false,
})
while (!discord.state().isReady) await wait(5)
const [guild] = server.world.guilds.values()
const room = server.world.addChannel({ type: 0, ...(guild === undefined ? {} : { guild: guild.id }) })
const completionMs: number[] = []
for (let index = 0; index < completions; index += 1) {
  const startedAt = performance.now()
  await server.person.complete(['digest', 'set'], { zone: 'Asi' }, 'zone', { in: room })
  completionMs.push(performance.now() - startedAt)
}
await discord.stop()
await server.close()

const row = (name: string, pick: (figures: StartFigures) => number, unit: string) => {
  const [ours, theirs] = [median(product.map(pick)), median(bare.map(pick))]
  return [name, `${ours.toFixed(0)} ${unit}`, `${theirs.toFixed(0)} ${unit}`, (ours / theirs).toFixed(2)]
}
printTable([
  [`median of ${runs}, ${servers} servers`, 'adapter', 'bare client', 'ratio'],
  row('start to ready', (figures) => figures.readyMs, 'ms'),
  row('idle memory', (figures) => figures.idleMb, 'MB'),
  ['completion, 95th percentile', `${percentile(completionMs, 0.95).toFixed(1)} ms`, '', ''],
])
