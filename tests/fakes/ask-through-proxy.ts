// Started by a test with a proxy in its environment: every client except that for feeds and pages asks its server once.
import type { EventEmitter } from 'node:events'
import { createRequire } from 'node:module'
import { pino } from 'pino'
import '../../adapters/discord/index.ts'
import { createRequests } from '../../adapters/discord/connect/requests.ts'
import { createClient } from '../../adapters/slack/connect/client.ts'
import { createSlackClock } from '../../adapters/slack/connect/clock.ts'
import { configure } from '../../src/cli/configure.ts'
import { checkModel } from '../../src/ops/check-model.ts'

const config = configure({ ...process.env, OPENAI_MODEL: 'm', OPENAI_API_KEY: 'k' })
const { WebSocket } = createRequire(import.meta.url)('ws') as { WebSocket: new (url: string) => EventEmitter }
const log = pino({ level: 'silent' })
const now = (): Date => new Date()
const slack = createClient('xoxb-1', { apiUrl: undefined, clock: createSlackClock(now), log })
const discord = createRequests({ token: 'a.b.c', log, now, requestMs: 2000 })
await Promise.allSettled([
  slack.auth.test(),
  discord.send('get', '/gateway/bot'),
  checkModel(config.model, fetch),
  // The class of discord.js's gateway connections, after the adapter is loaded.
  new Promise((resolve) => new WebSocket('wss://gateway.discord.gg').on('error', resolve)),
])
process.stdout.write('asked\n')
process.exit()
