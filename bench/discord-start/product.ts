// Only the Discord adapter, on the counterpart of the benchmark; it prints when it receives commands.
import { enableCompileCache } from 'node:module'

// The program and the plain client do the same.
enableCompileCache()
const [{ createDiscord }, { createLog }] = await Promise.all([
  import('../../adapters/discord/index.ts'),
  import('../../src/log.ts'),
])

const discord = createDiscord({
  token: process.env['DISCORD_TOKEN'] ?? '',
  apiUrl: process.env['DISCORD_API_URL'],
  memory: { add: async () => true, get: async () => undefined, delete: async () => {} },
  log: await createLog('silent', false),
  now: () => new Date(),
})
await discord.start({
  grammar: async () => [],
  formErrors: async () => ({}),
  answer: async () => ({ blocks: [] }),
  form: async () => ({ refusal: { blocks: [] } }),
  suggest: async () => [],
  share: async () => undefined,
  left: async () => undefined,
  joined: async () => undefined,
  reopened: async () => undefined,
  changes: async () => false,
})
const look = setInterval(() => {
  if (!discord.state().isReady) return
  clearInterval(look)
  process.stdout.write('ready\n')
}, 5)
process.on('SIGTERM', () => void discord.stop().then(() => process.exit(0)))
