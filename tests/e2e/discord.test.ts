import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readSamples } from '../../src/demo/samples.ts'
import { type DemoSite, startDemoSite } from '../../src/demo/site.ts'
import { furnish } from '../adapters/discord/harness.ts'
import { type DiscordServer, manager, member, startDiscordServer, textOf } from '../fakes/discord-server.ts'
import { type Program, startProgram } from './process.ts'
import { startTank } from './tank.ts'

let folder = ''
let site: DemoSite
let discord: DiscordServer
let program: Program | undefined

const start = async (): Promise<Program> => {
  const connected = discord.gateway.connected()
  program = startProgram({
    FEED_URLS: site.feedUrl,
    ALLOW_PRIVATE_FEEDS: 'true',
    POLL_CRON: '* * * * * *',
    DATABASE_URL: `file:${join(folder, 'rsis.db')}`,
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
  })
  await program.url
  await connected
  return program
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rsis-brief-discord-'))
  site = await startDemoSite(await readSamples(), 3)
  discord = await startDiscordServer()
})

afterEach(async () => {
  await program?.kill()
  await discord.close()
  await site.close()
  rmSync(folder, { recursive: true })
})

const later = { timeout: 30_000, interval: 50 }

test('from the feed to a Discord channel: subscribed there, posted with its thread, once, through a SIGKILL', {
  timeout: 90_000,
}, async () => {
  const { general } = furnish(discord)
  const told = (name: string) => general.messages.filter((message) => textOf(message).includes(name))
  const threadOf = (name: string) => discord.world.channels.get(told(name)[0]?.id ?? '')?.messages ?? []
  await start()
  await vi.waitFor(() => expect(program?.output()).toContain('"fresh":3'), later)

  const refused = await discord.person.type(['subscribe'], { mode: 'instant' }, { in: general, as: member })
  expect(textOf(refused.original ?? { content: '', components: [] })).toContain('Permission')
  const subscribed = await discord.person.type(['subscribe'], { mode: 'instant' }, { in: general, as: manager })
  expect(textOf(subscribed.original ?? { content: '', components: [] })).toContain('Subscribed')
  expect(told('set up here')).toHaveLength(1)
  const found = await discord.person.type(['show'], { id: 'CO26201' }, { in: general })
  expect(textOf(found.original ?? { content: '', components: [] })).toContain('CO26201')

  const first = site.publishNext()?.id ?? ''
  await vi.waitFor(() => expect(threadOf(first)).toHaveLength(1), later)

  // The channel has the second one, its answer never came back, and the process is gone.
  discord.script('POST /channels/:id/messages', 'hangAfter')
  const second = site.publishNext()?.id ?? ''
  await vi.waitFor(() => expect(told(second)).toHaveLength(1), later)
  await program?.kill()
  discord.closeNonceWindow()
  await start()
  await vi.waitFor(() => expect(threadOf(second)).toHaveLength(1), later)
  expect(told(second)).toHaveLength(1)
  expect(await program?.end('SIGTERM')).toBe(0)
  program = undefined
})

test('a feed that a manager adds is posted where it is named', { timeout: 60_000 }, async () => {
  const { general } = furnish(discord)
  const tank = await startTank()
  try {
    await start()
    await vi.waitFor(() => expect(program?.output()).toContain('"fresh":3'), later)
    const empty = { content: '', components: [] }
    const typed = async (path: readonly string[], options: Record<string, string>, as = manager): Promise<string> =>
      textOf((await discord.person.type([...path], options, { in: general, as })).original ?? empty)
    expect(await typed(['feeds', 'add'], { address: tank.address }, member)).toContain('Permission')
    expect(await typed(['feeds', 'add'], { address: tank.address })).toContain('Added: Tank')
    expect(await typed(['watch', 'add'], { query: 'feed:tank' })).toContain('Watching for feed:tank')
    tank.publish('second')
    const told = (name: string) =>
      general.messages.filter((message) => textOf(message).includes(`The ${name} question`))
    await vi.waitFor(() => expect(told('second')).toHaveLength(1), later)
    expect(await typed(['feeds', 'remove'], { feed: 'tank' })).toContain('Removed: Tank')
    expect(told('first')).toHaveLength(0)
  } finally {
    await tank.close()
  }
})
