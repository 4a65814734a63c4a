import { describe, expect, it } from 'vitest'
import { ApplicationCommandOptionType } from 'discord.js'
import { member, textOf } from '../../fakes/discord-server.ts'
import type { Interacted } from '../../fakes/discord/interactions.ts'
import { contextOf, botPermissions } from '../../fakes/discord/people.ts'
import type { Json } from '../../fakes/discord/world.ts'
import { createRequests } from '../../../adapters/discord/connect/requests.ts'
import { createDirectMessages } from '../../../adapters/discord/receive/direct-message.ts'
import { createReceive } from '../../../adapters/discord/receive/receive.ts'
import { createLog } from '../../../src/log.ts'
import { createTestMemory } from '../../fakes/memory.ts'
import { startForTest } from './harness.ts'

/** The handlers of gateway events, without a gateway. */
const start = async ({ memory = createTestMemory() } = {}) => {
  const started = await startForTest()
  const { server, handler } = started
  const log = await createLog('silent', false)
  const now = (): Date => new Date()
  const { send } = createRequests({ token: server.token, apiUrl: server.apiUrl, log, now })
  const context = { handler, send, memory, now, log }
  return { ...started, receive: createReceive(context), receiveMessage: createDirectMessages(context) }
}
type Started = Awaited<ReturnType<typeof start>>

const option = (name: string, value: unknown, type: number = ApplicationCommandOptionType.String): Json => ({
  name,
  type,
  value,
})
const typed = (verb: string, ...options: Json[]): Json => ({
  type: 2,
  data: { id: '1', type: 1, name: 'rsis', options: [{ name: verb, type: 1, options }] },
})
const filledIn = (...components: Json[]): Json => ({ type: 5, data: { custom_id: '1f - subscribe', components } })
const usedOn = (message: Json): Json => ({
  type: 2,
  data: { id: '2', type: 3, name: 'Find on RSIS', target_id: '5', resolved: { messages: { '5': message } } },
})

/** Sends the interaction with these fields, and waits for its answer. */
const send = async ({ server, general, receive }: Started, fields: Json): Promise<Interacted> => {
  const context = contextOf(server.world, general, member, botPermissions)
  const interacted = server.interactions.open({ ...context, ...fields }, general, undefined)
  await receive(interacted.payload)
  return interacted
}
const shown = ({ original }: Interacted): string => textOf(original ?? { content: '', components: [] })

describe('a field that is null is treated as missing', () => {
  for (const name of ['app_permissions', 'authorizing_integration_owners', 'channel_id', 'user', 'message', 'channel'])
    it(`in an interaction: ${name}`, async () => {
      const started = await start()
      await send(started, { ...typed('latest'), [name]: null })
      expect(started.heard.commands.map(({ text }) => text)).toEqual(['latest'])
    })

  it('in a command, its options and its message', async () => {
    const started = await start()
    await send(started, typed('search', option('query', null)))
    await send(started, { type: 2, data: { id: '1', type: 1, name: 'rsis', options: null, resolved: null } })
    await send(started, usedOn({ content: 'nord stream', embeds: [{ title: null }], components: null }))
    expect(started.heard.commands.map(({ text }) => text)).toEqual(['search', '', 'search nord stream'])
  })

  it('in a form', async () => {
    const started = await start()
    await send(started, filledIn({ type: 18, component: { type: 4, custom_id: 'time', value: null } }))
    expect(started.heard.commands.map(({ text }) => text)).toEqual(['subscribe  time: filter:'])
  })

  it('in a direct message', async () => {
    const { server, heard, receiveMessage } = await start()
    const message = server.person.write(
      'latest',
      { in: server.direct(member.id) },
      { guild_id: null, webhook_id: null },
    )
    await receiveMessage(message)
    expect(heard.commands.map(({ text }) => text)).toEqual(['latest'])
  })
})

describe('a value of a kind that we do not know', () => {
  it('is left out of a command', async () => {
    const started = await start()
    await send(started, typed('search', option('file', { id: 1 }, 42), option('query', 'nickel')))
    expect(started.heard.commands.map(({ text }) => text)).toEqual(['search nickel'])
  })

  it('is left out of a form', async () => {
    const started = await start()
    const box = { type: 18, component: { type: 23, custom_id: 'mode', value: true } }
    const time = { type: 18, component: { type: 4, custom_id: 'time', value: '09:00' } }
    await send(started, filledIn({ type: 10, id: 1 }, box, time))
    expect(started.heard.commands.map(({ text }) => text)).toEqual(['subscribe  time:09:00 filter:'])
  })

  it('in who installed the app does not matter: the place counts', async () => {
    const started = await start()
    await send(started, { ...typed('latest'), authorizing_integration_owners: { '0': 0 } })
    expect(started.heard.commands.map(({ place }) => place.channel)).toEqual([started.general.id])
  })
})

it('a channel that a command names need not say what the person may do there', async () => {
  const started = await start()
  const { general, heard } = started
  const { data, ...rest } = typed('test', option('channel', general.id, ApplicationCommandOptionType.Channel))
  const resolved = { channels: { [general.id]: { id: general.id, type: 0 } } }
  await send(started, { ...rest, data: { ...(data as Json), resolved } })
  expect(await heard.commands[0]?.person.mayManage()).toBe(false)
})

it('a forwarded message is found by the words that were forwarded', async () => {
  const started = await start()
  const message_snapshots = [{ message: { content: 'the nord stream pipes', embeds: [{ description: 'a study' }] } }]
  await send(started, usedOn({ content: '', embeds: [], message_snapshots }))
  expect(started.heard.commands.map(({ text }) => text)).toEqual(['search the nord stream pipes a study'])
})

describe('an interaction that failed on the way', () => {
  const failing = async () => {
    const memory = { ...createTestMemory(), get: async () => Promise.reject(new Error('the database is away')) }
    return start({ memory })
  }
  for (const [what, custom_id] of [
    ['a button, after it was acknowledged', '0k - abc'],
    ['a form, before it was', '0f - =abc'],
  ] as const)
    it(`is answered: ${what}`, async () => {
      const press = { type: 3, data: { component_type: 2, custom_id }, message: { id: '7' } }
      expect(shown(await send(await failing(), press))).toContain('Something went wrong on our side')
    })
})

describe('an interaction that cannot be read', () => {
  for (const [what, fields] of [
    ['a press without its message', { type: 3, data: { component_type: 2, custom_id: '0r - latest' } }],
    ['a command without data', { type: 2, data: null }],
    ['a form without fields', { type: 5, data: { custom_id: '1f - subscribe' } }],
    ['a command of nobody', { ...typed('latest'), member: null, user: null }],
    ['a press of nobody', { type: 3, data: { custom_id: '0r - latest' }, message: { id: '7' }, member: null }],
    ['a command in a server, in no channel', { ...typed('latest'), channel: null, channel_id: null }],
    ['a person’s permissions that are no number', { ...typed('latest'), member: { permissions: 'all' } }],
  ] as const)
    it(`is answered: ${what}`, async () => {
      expect(shown(await send(await start(), fields))).toContain('sent something that this program cannot read')
    })

  it('is left alone if it takes no message', async () => {
    const started = await start()
    const { server } = started
    for (const type of [1, 4, 99]) await send(started, { type, data: 1 })
    await send(started, typed('latest'))
    expect(server.of('POST /interactions/:id/:token/callback')).toHaveLength(1)
  })
})
