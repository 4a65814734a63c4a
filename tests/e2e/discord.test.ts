import { afterEach, beforeEach, expect, test } from 'vitest'
import { furnish } from '../adapters/discord/harness.ts'
import { type DiscordServer, manager, member, startDiscordServer, textOf } from '../fakes/discord-server.ts'
import type { Program } from './process.ts'
import { openScene, type Scene } from './scene.ts'
import { startTank } from './tank.ts'
import { eventually } from '../eventually.ts'

let discord: DiscordServer
let scene: Scene

const start = async (): Promise<Program> => {
  const connected = discord.gateway.connected()
  const program = scene.start()
  await program.url
  await connected
  return program
}

beforeEach(async () => {
  discord = await startDiscordServer()
  scene = await openScene(3, () => ({ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl }))
})

afterEach(async () => {
  await scene.close()
  await discord.close()
})

test('from the feed to a Discord channel: subscribed there, posted with its thread, once, through a SIGKILL', async () => {
  const { general } = furnish(discord)
  const told = (name: string) => general.messages.filter((message) => textOf(message).includes(name))
  const threadOf = (name: string) => discord.world.channels.get(told(name)[0]?.id ?? '')?.messages ?? []
  const program = await start()
  await scene.counted('select count(*) from commentaries', 3)

  const refused = await discord.person.type(['subscribe'], { mode: 'instant' }, { in: general, as: member })
  expect(textOf(refused.original ?? { content: '', components: [] })).toContain('Permission')
  const subscribed = await discord.person.type(['subscribe'], { mode: 'instant' }, { in: general, as: manager })
  expect(textOf(subscribed.original ?? { content: '', components: [] })).toContain('Subscribed')
  expect(told('set up here')).toHaveLength(1)
  const found = await discord.person.type(['show'], { id: 'CO26201' }, { in: general })
  expect(textOf(found.original ?? { content: '', components: [] })).toContain('CO26201')

  const first = scene.publish().id
  await eventually(() => expect(threadOf(first)).toHaveLength(1))

  // The channel has the second message, its answer was lost, and the process is dead.
  discord.script('POST /channels/:id/messages', 'hangAfter')
  const second = scene.publish().id
  await eventually(() => expect(told(second)).toHaveLength(1))
  await program.kill()
  discord.closeNonceWindow()
  const again = await start()
  await eventually(() => expect(threadOf(second)).toHaveLength(1))
  expect(told(second)).toHaveLength(1)
  expect(await again.end('SIGTERM')).toBe(0)
})

test('a feed that a manager adds is posted where it is named', async () => {
  const { general } = furnish(discord)
  const tank = await startTank()
  try {
    await start()
    await scene.counted('select count(*) from commentaries', 3)
    const empty = { content: '', components: [] }
    const typed = async (path: readonly string[], options: Record<string, string>, as = manager): Promise<string> =>
      textOf((await discord.person.type([...path], options, { in: general, as })).original ?? empty)
    expect(await typed(['feeds', 'add'], { address: tank.address }, member)).toContain('Permission')
    expect(await typed(['feeds', 'add'], { address: tank.address })).toContain('Added: Tank')
    expect(await typed(['watch', 'add'], { query: 'feed:tank' })).toContain('Watching for feed:tank')
    tank.publish('second')
    const told = (name: string) =>
      general.messages.filter((message) => textOf(message).includes(`The ${name} question`))
    await eventually(() => expect(told('second')).toHaveLength(1))
    expect(await typed(['feeds', 'remove'], { feed: 'tank' })).toContain('Removed: Tank')
    expect(told('first')).toHaveLength(0)
  } finally {
    await tank.close()
  }
})
