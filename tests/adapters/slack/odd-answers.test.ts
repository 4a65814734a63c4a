import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createRateLimit } from '../../../adapters/slack/post/rate-limit.ts'
import { RetryableError } from '../../../src/errors.ts'
import type { Fault, Message } from '../../fakes/slack/state.ts'
import { cableCard, nickelCard } from '../web/samples.ts'
import { channel, type Running, startSocket } from './harness.ts'
import { failureOf } from '../../failure-of.ts'

let running: Running

beforeEach(async () => {
  running = await startSocket()
})
afterEach(async () => running.stop())

const messages = (): Message[] => running.fake.state.workspaces.get('T1')?.channels.get('C1')?.messages ?? []
const refuse = (error: string): Fault => ({ kind: 'refuse', error })
const answer = (body: unknown): Fault => ({ kind: 'answer', body, isAccepted: true })

describe('a wait that Slack cannot mean', () => {
  test.each([
    ['999999999', 3_600_000],
    ['1e12', 3_600_000],
    ['Infinity', 3_600_000],
    ['0.4', 1000],
    ['-5', 30_000],
    ['Wed, 21 Oct 2026 07:28:00 GMT', 30_000],
  ])('Retry-After: %s is taken for %i ms', async (retryAfter, retryAfterMs) => {
    running.fake.fail('chat.postMessage', { kind: 'rate-limit', retryAfter })
    expect(await failureOf(running.slack.post(channel, cableCard, 'key-1'))).toMatchObject({
      code: 'ratelimited',
      notAccepted: true,
      retryAfterMs,
    })
  })
})

test('a channel that many wait for lets nobody wait longer than the outbox does: the others come again', async () => {
  let at = 0
  const limit = createRateLimit(() => at)
  let sent = 0
  const outcomes = Array.from({ length: 30 }, async () =>
    limit({ tenant: 'T1', channel: 'C1' }, async () => {
      sent += 1
    }).then(
      () => 'sent',
      (error: unknown) => error,
    ),
  )
  // Posts whose turn comes within the allowed wait are waiting; the others are refused at once.
  const refused = await Promise.all(outcomes.slice(10))
  for (const error of refused) expect(error).toMatchObject({ code: 'ratelimited', notAccepted: true })
  const waits = refused.map((error) => (error instanceof RetryableError ? (error.retryAfterMs ?? 0) : 0))
  expect(Math.min(...waits)).toBeGreaterThan(1000)
  at = 60_000
  await Promise.all(outcomes)
  expect(sent).toBeGreaterThanOrEqual(1)
})

describe('an answer of another shape', () => {
  test.each<[string, Fault]>([
    ['null', answer(null)],
    ['a list', answer([])],
    ['a word', answer('ok')],
    ['ok that is no truth value', answer({ ok: 'true', channel: 'C1', ts: '1.1' })],
    ['a ts that is a number', answer({ ok: true, channel: 'C1', ts: 1.5 })],
    ['no error beside ok: false', answer({ ok: false })],
    ['a redirect', { kind: 'status', status: 302, body: '', isAccepted: true }],
    [
      'a refusal behind a 502',
      { kind: 'status', status: 502, body: '{"ok":false,"error":"is_archived"}', isAccepted: true },
    ],
    ['an empty body', { kind: 'status', status: 200, body: '', isAccepted: true }],
  ])('%s proves nothing: it is looked for', async (_, fault) => {
    running.fake.fail('chat.postMessage', fault)
    expect(await failureOf(running.slack.post(channel, cableCard, 'key-1'))).toMatchObject({
      name: 'RetryableError',
      notAccepted: false,
    })
    expect(await running.slack.find(channel, 'key-1')).toEqual({ id: expect.stringContaining('C1/') })
    expect(messages()).toHaveLength(1)
  })

  test.each<[string, Fault]>([
    ['null', answer(null)],
    ['a word', answer('ok')],
    ['messages that are no list', answer({ ok: true, messages: {} })],
    ['no messages', answer({ ok: true })],
  ])('%s to a look is no empty channel', async (_, fault) => {
    running.fake.fail('conversations.history', fault)
    expect(await failureOf(running.slack.find(channel, 'key-1'))).toMatchObject({
      name: 'RetryableError',
      notAccepted: false,
    })
  })
})

describe('a refusal that is about one message', () => {
  test.each(['duplicate_message_not_found', 'duplicate_channel_not_found'])(
    '%s: our id of the message is what Slack does not know; it goes out without',
    async (code) => {
      running.fake.fail('chat.postMessage', refuse(code))
      const receipt = await running.slack.post(channel, cableCard, 'key-1')
      expect(messages()).toHaveLength(1)
      expect(running.fake.callsOf('chat.postMessage').map((call) => 'client_msg_id' in call.arguments)).toEqual([
        true,
        false,
      ])
      expect(await running.slack.find(channel, 'key-1')).toEqual(receipt)
    },
  )

  test.each([
    'message_not_found',
    'thread_not_found',
    'cannot_reply_to_message',
    'restricted_action_thread_locked',
    'restricted_action_non_threadable_channel',
  ])('%s to a reply ends this reply, and the channel goes on', async (code) => {
    const parent = await running.slack.post(channel, cableCard, 'key-1')
    running.fake.fail('chat.postMessage', refuse(code))
    const reply = running.slack.post(channel, { blocks: cableCard.thread ?? [] }, 'key-2', parent)
    expect(await failureOf(reply)).toMatchObject({ name: 'RefusedError', code })
  })

  test.each([
    ['new_word', true],
    ['team_added_to_org', false],
    ['org_login_required', false],
  ])('%s is tried again later; it is about this message: %s', async (code, isRefusal) => {
    running.fake.fail('chat.postMessage', refuse(code))
    expect(await failureOf(running.slack.post(channel, cableCard, 'key-1'))).toMatchObject({
      name: 'RetryableError',
      notAccepted: true,
      isRefusal,
    })
  })

  test('a thread that was deleted holds no reply: the look says so', async () => {
    const parent = await running.slack.post(channel, cableCard, 'key-1')
    running.fake.fail('conversations.replies', refuse('thread_not_found'))
    expect(await failureOf(running.slack.find(channel, 'key-2', parent))).toMatchObject({ name: 'RefusedError' })
  })

  test.each(['cant_update_message', 'edit_window_closed', 'msg_too_long'])(
    '%s to a correction ends the correction alone',
    async (code) => {
      const receipt = await running.slack.post(channel, cableCard, 'key-1')
      running.fake.fail('chat.update', refuse(code), refuse(code))
      expect(await failureOf(running.slack.edit(channel, receipt, nickelCard, 'key-1'))).toMatchObject({
        name: 'RefusedError',
        code,
      })
    },
  )

  test('is_archived to a correction is about the channel', async () => {
    const receipt = await running.slack.post(channel, cableCard, 'key-1')
    running.fake.fail('chat.update', refuse('is_archived'))
    expect(await failureOf(running.slack.edit(channel, receipt, nickelCard, 'key-1'))).toMatchObject({
      name: 'GoneError',
      code: 'is_archived',
      scope: 'place',
    })
  })
})
