import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Fault } from '../../fakes/slack/state.ts'
import { channel, type Running, startSocket, until } from './harness.ts'
import { failureOf } from '../../failure-of.ts'

let running: Running

beforeEach(async () => {
  running = await startSocket()
})
afterEach(async () => running.stop())

type Envelope = 'slash_commands' | 'interactive' | 'events_api'
const deliver = async (payload: unknown, type: Envelope = 'slash_commands') =>
  running.fake.socket.deliver({ type, payload })

const texts = (): string[] => running.core.commands.map(({ text }) => text)
const asked = async (text: string) => until(() => texts().includes(text), `the core was asked “${text}”`)
const calls = (method: string) => running.fake.callsOf(method).map((call) => call.arguments)
const shown = (): string => JSON.stringify(running.fake.state.answers.map(({ body }) => body))
const answered = async (part: string) => until(() => shown().includes(part), `“${part}” was shown`)

/** The value with `null` at the path, whose parts are separated by dots. */
const withNull = (value: object, path: string): object => {
  const copy = structuredClone(value) as Record<string, unknown>
  const names = path.split('.')
  let inner = copy
  for (const name of names.slice(0, -1)) inner = inner[name] as Record<string, unknown>
  inner[names.at(-1) ?? ''] = null
  return copy
}

describe('a field that is null is treated as missing', () => {
  test.each(['channel_name', 'user_name', 'trigger_id', 'enterprise_id', 'response_url'])(
    'in a command: %s',
    async (path) => {
      await deliver(withNull(running.fake.payloads.command('latest'), path))
      await asked('latest')
    },
  )

  test('in a command: its text', async () => {
    await deliver(withNull(running.fake.payloads.command('latest'), 'text'))
    await asked('')
  })

  test.each([
    'team',
    'channel',
    'view',
    'enterprise',
    'response_url',
    'user.username',
    'user.name',
    'user.team_id',
    'container.is_ephemeral',
    'container.thread_ts',
    'container.message_ts',
    'actions.0.block_id',
  ])('in a press: %s', async (path) => {
    const press = running.fake.payloads.press({ action_id: 'run.0', value: '/rsis latest' })
    await deliver(withNull(press, path), 'interactive')
    await asked('latest')
  })

  test.each(['event.thread_ts', 'event.bot_id', 'event.subtype', 'authorizations'])(
    'in a message: %s',
    async (path) => {
      await deliver(withNull(running.fake.payloads.directMessage('latest'), path), 'events_api')
      await asked('latest')
    },
  )

  test('in the fields of a form', async () => {
    const view = {
      type: 'modal',
      callback_id: 'form',
      private_metadata: JSON.stringify({ form: 'subscribe', isHome: false }),
    }
    const sent = running.fake.payloads.submit(view, { filter: 'x' })
    const values = { cadence: { value: { selected_option: null } }, filter: { value: { value: null } } }
    await deliver({ ...sent, view: { ...sent.view, state: { values } } }, 'interactive')
    await asked('subscribe')
  })
})

describe('a request that cannot be read is answered', () => {
  const unreadable = 'sent something that this program cannot read'

  test.each(['user', 'container', 'trigger_id', 'actions'])('a press without its %s', async (name) => {
    const press = running.fake.payloads.press({ action_id: 'run.0', value: '/rsis latest' })
    await deliver(withNull(press, name), 'interactive')
    await answered(unreadable)
  })

  test.each(['user_id', 'channel_id'])('a command without its %s', async (name) => {
    await deliver(withNull(running.fake.payloads.command('latest'), name))
    await answered(unreadable)
  })

  test('a form without its fields, in a direct message', async () => {
    const view = { type: 'modal', callback_id: 'form', private_metadata: '' }
    await deliver(withNull(running.fake.payloads.submit(view, {}), 'view.state'), 'interactive')
    await until(() => calls('chat.postMessage').length > 0, 'the answer came')
    expect(JSON.stringify(calls('chat.postMessage'))).toContain(unreadable)
  })

  test('and what nobody waits for is left alone', async () => {
    await deliver(withNull(running.fake.payloads.mention('latest'), 'event.user'), 'events_api')
    await deliver(withNull(running.fake.payloads.homeOpened(), 'event.tab'), 'events_api')
    for (const body of [1, 'text', {}, { command: '/other', response_url: 'x' }]) await deliver(body, 'interactive')
    await deliver(running.fake.payloads.command('help'))
    await asked('help')
    await until(() => running.fake.state.answers.length === 1, 'help was answered')
    expect([...calls('chat.postMessage'), ...calls('chat.postEphemeral')]).toEqual([])
  })
})

test('a briefing that Slack does not show under its link is answered', async () => {
  running.fake.fail('chat.unfurl', { kind: 'refuse', error: 'cannot_unfurl_url' })
  running.fake.fail('chat.unfurl', { kind: 'refuse', error: 'cannot_unfurl_url' })
  const value = JSON.stringify({ ts: '1700000000.000400', url: 'https://www.rsis.edu.sg/rsis-publication/x' })
  await deliver(running.fake.payloads.press({ action_id: 'unfurl.0', value }), 'interactive')
  await answered('Something went wrong on our side')
})

describe('something of an earlier version', () => {
  test('a button is answered: it has expired', async () => {
    await deliver(running.fake.payloads.press({ action_id: 'vote.3', value: 'x' }), 'interactive')
    await answered('This button has expired')
  })

  test('a form is answered: it has expired', async () => {
    for (const private_metadata of ['', '{"form":"subscribe"}', '{']) {
      const view = { type: 'modal', callback_id: 'form', private_metadata }
      await deliver(running.fake.payloads.submit(view, { filter: 'x' }), 'interactive')
    }
    await until(() => calls('chat.postMessage').length === 3, 'three answers came')
    expect(JSON.stringify(calls('chat.postMessage'))).toContain('This form has expired')
    expect(texts()).toEqual([])
  })

  test('a button that opens an address asks for nothing', async () => {
    await deliver(running.fake.payloads.press({ action_id: 'open.1' }), 'interactive')
    await deliver(running.fake.payloads.command('help'))
    await asked('help')
    await until(() => running.fake.state.answers.length === 1, 'help was answered')
  })
})

test('a command that is longer than any search reaches the core, which says so', async () => {
  const text = `search ${'ab '.repeat(8500)}`.trim()
  await deliver(running.fake.payloads.command(text))
  await asked(text)
})

test('a direct message with a file is read, and a file alone is not', async () => {
  const withFile = running.fake.payloads.directMessage('latest')
  const alone = running.fake.payloads.directMessage('')
  for (const payload of [alone, withFile])
    await deliver({ ...payload, event: { ...payload.event, subtype: 'file_share', files: [{}] } }, 'events_api')
  await asked('latest')
  expect(texts()).toEqual(['latest'])
})

test('a direct message in a thread is answered in the thread', async () => {
  const payload = running.fake.payloads.directMessage('latest')
  await deliver(running.fake.payloads.directMessage('help'), 'events_api')
  await until(() => calls('chat.postMessage').length === 1, 'the first answer came')
  const thread_ts = running.fake.state.workspaces.get('T1')?.channels.get('D1')?.messages[0]?.ts
  await deliver({ ...payload, event: { ...payload.event, thread_ts } }, 'events_api')
  await until(() => calls('chat.postMessage').length === 2, 'the second answer came')
  expect(calls('chat.postMessage')[1]).toMatchObject({ thread_ts, blocks: expect.any(Array) })
})

test('an event in a channel that workspaces share belongs to the workspace that installed the app', async () => {
  const authorizations = [{ team_id: 'T1', enterprise_id: null, user_id: 'UBOTT1', is_bot: true }]
  await deliver({ ...running.fake.payloads.mention('latest'), team_id: 'T2', authorizations }, 'events_api')
  await until(() => calls('chat.postEphemeral').length > 0, 'the answer came')
  expect(running.core.commands.map(({ place }) => place.tenant)).toEqual(['T1'])
})

test('the workspace that removed the app is the one in the event, whoever else received it', async () => {
  const authorizations = [{ team_id: 'T1', enterprise_id: null, user_id: 'UBOTT1', is_bot: true }]
  for (const payload of [running.fake.payloads.uninstalled(), running.fake.payloads.tokensRevoked()])
    await deliver({ ...payload, team_id: 'T2', authorizations }, 'events_api')
  await until(() => running.core.leftTenants.length === 2, 'the core was told')
  expect(running.core.leftTenants).toEqual(['T2', 'T2'])
})

describe('an answer that Slack does not take', () => {
  const status = (code: number): Fault => ({ kind: 'status', status: code, body: '<html>', isAccepted: false })
  const refuse = (error: string): Fault => ({ kind: 'refuse', error })

  test.each([status(404), status(500), status(302), { kind: 'reset', isAccepted: false } as const])(
    'at the address of the interaction is shown in the channel: %j',
    async (fault) => {
      for (const payload of [
        running.fake.payloads.command('latest'),
        running.fake.payloads.press({ action_id: 'run.0', value: '/rsis latest' }),
      ]) {
        running.fake.fail('response_url', fault)
        await deliver(payload, 'command' in payload ? 'slash_commands' : 'interactive')
      }
      await until(() => calls('chat.postEphemeral').length === 2, 'both answers came')
      expect(calls('chat.postEphemeral')).toMatchObject([
        { channel: 'C1', user: 'U1' },
        { channel: 'C1', user: 'U1' },
      ])
    },
  )

  test('in the channel comes in a direct message', async () => {
    running.fake.fail('chat.postEphemeral', refuse('user_not_in_channel'))
    await deliver(running.fake.payloads.mention('latest'), 'events_api')
    await until(() => calls('chat.postMessage').length > 0, 'the answer came')
    expect(calls('chat.postMessage')).toMatchObject([{ channel: 'U1', blocks: expect.any(Array) }])
  })

  test('for its blocks comes without them', async () => {
    running.fake.fail('chat.postMessage', refuse('invalid_blocks'))
    await deliver(running.fake.payloads.directMessage('search nord stream'), 'events_api')
    await until(() => calls('chat.postMessage').length === 2, 'the answer came twice')
    expect(calls('chat.postMessage')[1]).toMatchObject({ text: expect.stringContaining('nord stream') })
    expect(calls('chat.postMessage')[1]).not.toHaveProperty('blocks')
  })

  test.each([
    ['views.open', 'expired_trigger_id'],
    ['views.update', 'not_found'],
  ])('in a modal comes in a direct message: %s says %s', async (method, code) => {
    running.fake.fail(method, refuse(code))
    const press = running.fake.payloads.press({ action_id: 'run.0', value: '/rsis help' }, { view: 'home' })
    await deliver(press, 'interactive')
    await until(() => calls('chat.postMessage').length > 0, 'the answer came')
    expect(calls('chat.postMessage')).toMatchObject([{ channel: 'U1' }])
  })
})

test.each([{ has_more: true }, { has_more: true, response_metadata: { next_cursor: '' } }])(
  'a history that goes on nowhere is not the whole history: %j',
  async (more) => {
    running.fake.fail('conversations.history', {
      kind: 'answer',
      body: { ok: true, messages: [], ...more },
      isAccepted: true,
    })
    expect(await failureOf(running.slack.find(channel, 'key-1'))).toMatchObject({
      name: 'RetryableError',
      notAccepted: false,
    })
  },
)
