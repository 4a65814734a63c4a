import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createClient } from '../../../adapters/slack/connect/client.ts'
import { createSlackClock } from '../../../adapters/slack/connect/clock.ts'
import { createFind } from '../../../adapters/slack/post/find.ts'
import { GoneError, RefusedError, RetryableError } from '../../../src/errors.ts'
import type { Fault, Message } from '../../fakes/slack/state.ts'
import { addChannel } from '../../fakes/slack/state.ts'
import { cableCard, nickelCard } from '../web/samples.ts'
import { channel, person, type Running, startSocket, until } from './harness.ts'

let running: Running

beforeEach(async () => {
  running = await startSocket()
})
afterEach(async () => running.stop())

const messagesIn = (id: string): Message[] => running.fake.state.workspaces.get('T1')?.channels.get(id)?.messages ?? []

const thrownBy = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  )

/** Looks like the outbox: repeatedly, until the look is finished. */
const lookUntilDone = async (key: string): Promise<unknown> => {
  for (;;) {
    try {
      return await running.slack.find(channel, key)
    } catch (error) {
      if (!(error instanceof RetryableError && error.code === 'still-looking')) throw error
    }
  }
}

describe('a post', () => {
  test('is once in the channel, with its key, no preview and no broadcast', async () => {
    const receipt = await running.slack.post(channel, cableCard, 'key-1')
    expect(messagesIn('C1')).toHaveLength(1)
    expect(messagesIn('C1')[0]).toMatchObject({
      metadata: { event_type: 'rsis_brief_delivery', event_payload: { key: 'key-1' } },
      clientMessageId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-5/u),
    })
    expect(receipt.id).toBe(`C1/${messagesIn('C1')[0]?.ts}`)
    expect(running.fake.callsOf('chat.postMessage')[0]?.arguments).toMatchObject({
      unfurl_links: false,
      unfurl_media: false,
    })
  })

  test('goes into the thread of its parent', async () => {
    const parent = await running.slack.post(channel, cableCard, 'key-1')
    await running.slack.post(channel, { blocks: cableCard.thread ?? [] }, 'key-2', parent)
    expect(messagesIn('C1').map(({ thread_ts }) => thread_ts)).toEqual([undefined, messagesIn('C1')[0]?.ts])
    expect(running.fake.callsOf('chat.postMessage')[1]?.arguments).toMatchObject({ reply_broadcast: false })
  })

  test('to a person is in their direct messages, and its receipt names that conversation', async () => {
    const receipt = await running.slack.post(person, cableCard, 'key-1')
    expect(receipt.id).toMatch(/^D1\//u)
    const parent = await running.slack.post(person, { blocks: cableCard.thread ?? [] }, 'key-2', receipt)
    expect(parent.id).toMatch(/^D1\//u)
    expect(await running.slack.find(person, 'key-1')).toEqual(receipt)
  })

  test('is found under its key, in the channel and in the thread, and nowhere else', async () => {
    const { slack } = running
    const parent = await slack.post(channel, cableCard, 'key-1')
    const reply = await slack.post(channel, { blocks: cableCard.thread ?? [] }, 'key-2', parent)
    expect(await slack.find(channel, 'key-1')).toEqual(parent)
    expect(await slack.find(channel, 'key-2', parent)).toEqual(reply)
    expect(await slack.find(channel, 'key-2')).toBeUndefined()
    expect(await slack.find(channel, 'key-3')).toBeUndefined()
  })

  test('is found before hundreds of later messages', async () => {
    const receipt = await running.slack.post(channel, cableCard, 'key-1')
    const first = messagesIn('C1')[0]
    if (first === undefined) throw new Error('nothing was posted')
    for (let later = 1; later <= 450; later += 1) {
      messagesIn('C1').push({ ...first, ts: `${Math.floor(Number(first.ts)) + later}.000000`, metadata: undefined })
    }
    expect(await lookUntilDone('key-1')).toEqual(receipt)
    expect(await lookUntilDone('key-2')).toBeUndefined()
    const limits = running.fake.callsOf('conversations.history').map((call) => Number(call.arguments['limit']))
    expect(Math.max(...limits)).toBe(15)
  })

  test('is looked for at one page a minute: each look continues where Slack’s limit ended the one before', async () => {
    const receipt = await running.slack.post(channel, cableCard, 'key-1')
    const first = messagesIn('C1')[0]
    if (first === undefined) throw new Error('nothing was posted')
    for (let later = 1; later <= 100; later += 1) {
      messagesIn('C1').push({ ...first, ts: `${Math.floor(Number(first.ts)) + later}.000000`, metadata: undefined })
    }
    const pages = () => running.fake.callsOf('conversations.history').map((call) => call.arguments['cursor'])
    let found: unknown
    for (let minute = 0; minute < 20 && found === undefined; minute += 1) {
      running.fake.failAfter('conversations.history', 1, { kind: 'rate-limit', retryAfter: '60' })
      found = await running.slack.find(channel, 'key-1').catch((error: unknown) => {
        expect(error).toMatchObject({ code: 'ratelimited', notAccepted: false, retryAfterMs: 60_000 })
      })
    }
    expect(found).toEqual(receipt)
    const read = pages().filter((cursor, index, all) => cursor !== all[index - 1] || index === 0)
    expect(read).toEqual([undefined, '15', '30', '45', '60', '75', '90'])
  })

  test('is not looked for further back than it was enqueued, by Slack’s clock and not by ours', async () => {
    await running.stop()
    const ourClockIsBehindMs = 3 * 3_600_000
    running = await startSocket({ now: () => new Date(Date.now() - ourClockIsBehindMs) })
    await running.slack.post(channel, cableCard, 'key-1')
    const owed = new Date(Date.now() - ourClockIsBehindMs)
    await running.slack.find(channel, 'key-1', undefined, owed)
    const oldest = Number(running.fake.callsOf('conversations.history')[0]?.arguments['oldest'])
    expect(Math.abs(oldest - (Date.now() / 1000 - 300))).toBeLessThan(60)
  })

  test('is found by the first question that a process asks Slack, though our clock is hours ahead', async () => {
    const receipt = await running.slack.post(channel, cableCard, 'key-1')
    const now = () => new Date(Date.now() + 3 * 3_600_000)
    const clock = createSlackClock(now)
    const client = createClient('xoxb-fake-T1', { apiUrl: running.fake.apiUrl, clock, log: pino({ level: 'silent' }) })
    const clients = { of: async () => client, confirm: async (_: string, failure: Error) => failure, stop: () => {} }
    expect(await createFind({ clients, clock, now })(channel, 'key-1', undefined, now())).toEqual(receipt)
  })

  test('is edited in its place, as often as one likes', async () => {
    const { slack } = running
    const receipt = await slack.post(channel, cableCard, 'key-1')
    await slack.edit(channel, receipt, nickelCard, 'key-1')
    await slack.edit(channel, receipt, nickelCard, 'key-1')
    expect(messagesIn('C1')).toHaveLength(1)
    expect(messagesIn('C1')[0]?.text).toContain('Nickel Without Neighbours')
    expect(await slack.find(channel, 'key-1')).toEqual(receipt)
  })

  test('that a person deleted is not edited, and nothing is made of it', async () => {
    const receipt = await running.slack.post(channel, cableCard, 'key-1')
    messagesIn('C1').length = 0
    await expect(running.slack.edit(channel, receipt, nickelCard, 'key-1')).resolves.toBeUndefined()
    expect(messagesIn('C1')).toHaveLength(0)
  })

  test('keeps to one message a second in a channel, while another channel does not wait', async () => {
    running.fake.state.isRateLimited = true
    const workspace = running.fake.state.workspaces.get('T1')
    if (workspace === undefined) throw new Error('no workspace')
    addChannel(workspace, 'C9')
    const { slack, fake } = running
    await Promise.all([
      slack.post(channel, cableCard, 'key-1'),
      slack.post(channel, nickelCard, 'key-2'),
      slack.post({ ...channel, channel: 'C9' }, nickelCard, 'key-3'),
    ])
    const order = fake.callsOf('chat.postMessage').map((call) => String(call.arguments['channel']))
    expect(order.toSorted((one, other) => one.localeCompare(other))).toEqual(['C1', 'C1', 'C9'])
    expect(order.at(-1)).toBe('C1')
  })

  test('to another workspace than the token’s is gone, and nothing is sent', async () => {
    const error = await thrownBy(running.slack.post({ ...channel, tenant: 'T2', channel: 'C2' }, cableCard, 'key-1'))
    expect(error).toBeInstanceOf(GoneError)
    expect(running.fake.callsOf('chat.postMessage')).toHaveLength(0)
  })
})

type Expected = { error: object; code?: string; notAccepted?: boolean; retryAfterMs?: number; posts: number }

const retryable = (fields: Omit<Expected, 'error'>): Expected => ({ error: RetryableError, ...fields })
const refuse = (error: string): Fault => ({ kind: 'refuse', error })

/** The fault, what the outbox gets, and what is in the channel. */
const faults: readonly [name: string, fault: Fault, expected: Expected][] = [
  [
    '429 with its wait',
    { kind: 'rate-limit', retryAfter: '7' },
    retryable({ code: 'ratelimited', notAccepted: true, retryAfterMs: 7000, posts: 0 }),
  ],
  [
    '429 without a wait',
    { kind: 'rate-limit', retryAfter: undefined },
    retryable({ code: 'ratelimited', notAccepted: true, retryAfterMs: 30_000, posts: 0 }),
  ],
  [
    '429 with a wait of nothing',
    { kind: 'rate-limit', retryAfter: '0' },
    retryable({ code: 'ratelimited', notAccepted: true, retryAfterMs: 30_000, posts: 0 }),
  ],
  [
    '429 with garbage',
    { kind: 'rate-limit', retryAfter: 'soon' },
    retryable({ code: 'ratelimited', notAccepted: true, retryAfterMs: 30_000, posts: 0 }),
  ],
  ['a reset before acting', { kind: 'reset', isAccepted: false }, retryable({ notAccepted: false, posts: 0 })],
  ['a reset after acting', { kind: 'reset', isAccepted: true }, retryable({ notAccepted: false, posts: 1 })],
  [
    '503 after acting',
    { kind: 'status', status: 503, body: 'busy', isAccepted: true },
    retryable({ notAccepted: false, posts: 1 }),
  ],
  [
    'a page with status 200',
    { kind: 'status', status: 200, body: '<html>hello</html>', isAccepted: true },
    retryable({ notAccepted: false, posts: 1 }),
  ],
  ['an answer cut in half', { kind: 'cut', isAccepted: true }, retryable({ notAccepted: false, posts: 1 })],
  [
    'ok without ts',
    { kind: 'answer', body: { ok: true }, isAccepted: true },
    retryable({ code: 'unreadable-answer', notAccepted: false, posts: 1 }),
  ],
  [
    'the id of another channel',
    { kind: 'answer', body: { ok: true, channel: 'C7', ts: '1.1' }, isAccepted: true },
    retryable({ code: 'unreadable-answer', notAccepted: false, posts: 1 }),
  ],
  ['fatal_error', refuse('fatal_error'), retryable({ code: 'fatal_error', notAccepted: false, posts: 0 })],
  ['internal_error', refuse('internal_error'), retryable({ notAccepted: false, posts: 0 })],
  ['service_unavailable', refuse('service_unavailable'), retryable({ notAccepted: false, posts: 0 })],
  ['request_timeout', refuse('request_timeout'), retryable({ notAccepted: false, posts: 0 })],
  ['org_login_required', refuse('org_login_required'), retryable({ notAccepted: true, posts: 0 })],
  ['a word that we do not know', refuse('new_word'), retryable({ code: 'new_word', notAccepted: true, posts: 0 })],
  ...['invalid_auth', 'not_authed', 'token_revoked', 'account_inactive', 'token_expired'].map(
    (code): [string, Fault, Expected] => [
      `${code} of one call, while Slack accepts the token`,
      refuse(code),
      retryable({ code, notAccepted: true, posts: 0 }),
    ],
  ),
  ...['not_in_channel', 'channel_not_found', 'is_archived', 'restricted_action', 'missing_scope'].map(
    (code): [string, Fault, Expected] => [code, refuse(code), { error: GoneError, code, posts: 0 }],
  ),
]

describe('a fault', () => {
  test.each(faults)('%s: the outbox learns what is certain, and nothing is sent again', async (_, fault, expected) => {
    running.fake.fail('chat.postMessage', fault)
    const error = await thrownBy(running.slack.post(channel, cableCard, 'key-1'))
    const { error: kind, posts, ...fields } = expected
    expect(error).toBeInstanceOf(kind)
    expect(error).toMatchObject(fields)
    expect(messagesIn('C1')).toHaveLength(posts)
    expect(running.fake.callsOf('chat.postMessage')).toHaveLength(1)
    expect(await running.slack.find(channel, 'key-1')).toEqual(posts === 0 ? undefined : { id: expect.any(String) })
  })

  test('of the network before anything is sent proves that nothing was accepted', async () => {
    const away = await startSocket({ apiUrl: 'http://127.0.0.1:9/api/' })
    const error = await thrownBy(away.slack.post(channel, cableCard, 'key-1'))
    expect(error).toMatchObject({ name: 'RetryableError', notAccepted: true })
    await away.stop()
  })

  test('of the token counts when Slack confirms it; it works again by itself, and the core is notified', async () => {
    await running.stop()
    running = await startSocket({ retryMs: 20 })
    const { fake, slack, core } = running
    const workspace = fake.state.workspaces.get('T1')
    if (workspace === undefined) throw new Error('no workspace')
    await slack.post(channel, cableCard, 'key-0')
    workspace.refusal = 'account_inactive'
    expect(await thrownBy(slack.post(channel, cableCard, 'key-1'))).toMatchObject({
      name: 'GoneError',
      code: 'account_inactive',
      scope: 'tenant',
    })
    expect(slack.state().fault?.fix).toContain('install the app again')
    workspace.refusal = undefined
    await until(() => slack.state().fault === undefined, 'the token is accepted again')
    expect(core.joinedTenants).toEqual(['T1'])
    await slack.post(channel, cableCard, 'key-1')
    expect(messagesIn('C1')).toHaveLength(2)
  })

  test('of the token that nobody can confirm proves nothing', async () => {
    await running.slack.post(channel, cableCard, 'key-0')
    running.fake.fail('chat.postMessage', refuse('token_revoked'))
    running.fake.fail('auth.test', { kind: 'reset', isAccepted: false })
    expect(await thrownBy(running.slack.post(channel, cableCard, 'key-1'))).toMatchObject({
      name: 'RetryableError',
      code: 'token_revoked',
      notAccepted: true,
    })
    await running.slack.post(channel, cableCard, 'key-1')
  })

  test('names the fix where a person has to act', async () => {
    const place = running.fake.state.workspaces.get('T1')?.channels.get('C1')
    if (place !== undefined) place.isMember = false
    const error = await thrownBy(running.slack.post(channel, cableCard, 'key-1'))
    expect(error).toMatchObject({ code: 'not_in_channel', fix: expect.stringContaining('/invite @rsis') })
  })
})

describe('content that Slack refuses', () => {
  test.each(['invalid_blocks', 'msg_blocks_too_long'])(
    '%s: it goes out once more as plain text, under the same key',
    async (code) => {
      running.fake.fail('chat.postMessage', refuse(code))
      const receipt = await running.slack.post(channel, cableCard, 'key-1')
      expect(messagesIn('C1')).toHaveLength(1)
      expect(messagesIn('C1')[0]?.blocks).toEqual([])
      expect(messagesIn('C1')[0]?.text).toContain('Who Mends the Cable')
      expect(await running.slack.find(channel, 'key-1')).toEqual(receipt)
      const ids = running.fake.callsOf('chat.postMessage').map((call) => call.arguments['client_msg_id'])
      expect(new Set(ids).size).toBe(1)
    },
  )

  test('also as plain text is given up', async () => {
    running.fake.fail('chat.postMessage', refuse('invalid_blocks'), refuse('msg_too_long'))
    const error = await thrownBy(running.slack.post(channel, cableCard, 'key-1'))
    expect(error).toBeInstanceOf(RefusedError)
    expect(messagesIn('C1')).toHaveLength(0)
  })
})

describe('a look that cannot be had', () => {
  test.each([
    ['without the history scope', refuse('missing_scope')],
    ['where the bot is not a member', refuse('not_in_channel')],
  ])('%s says so, and that a person has to decide', async (_, fault) => {
    running.fake.fail('conversations.history', fault)
    const error = await thrownBy(running.slack.find(channel, 'key-1'))
    expect(error).toMatchObject({ name: 'RetryableError', code: 'cannot-look', notAccepted: false })
  })

  test.each<[string, Fault]>([
    ['too many looks', { kind: 'rate-limit', retryAfter: '60' }],
    ['a reset', { kind: 'reset', isAccepted: false }],
    ['a refusal of the workspace', refuse('org_login_required')],
    ['a refusal of the token by this call alone', refuse('token_revoked')],
  ])('%s never says that the post was not accepted', async (_, fault) => {
    running.fake.fail('conversations.history', fault)
    const error = await thrownBy(running.slack.find(channel, 'key-1'))
    expect(error).toMatchObject({ name: 'RetryableError', notAccepted: false })
  })
})
