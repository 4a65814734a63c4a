import { describe, expect, test } from 'vitest'
import { type Settled, settleFailure, settleNotFound } from '../../src/delivery/settle.ts'
import { GoneError, RetryableError } from '../../src/errors.ts'

const now = Date.parse('2026-11-24T08:00:00Z')
const hourMs = 3_600_000
const fresh = { attempts: 0, looks: 0, createdAt: now }
const half = (): number => 0.5
const notAccepted = (retryAfterMs?: number): RetryableError =>
  new RetryableError('rate-limited', 'slow down', { notAccepted: true, retryAfterMs })

describe('a post that failed', () => {
  const cases: readonly [name: string, row: typeof fresh, error: unknown, expected: Settled][] = [
    [
      'was surely not accepted: due again after the back-off',
      fresh,
      new RetryableError('refused', 'connection refused', { notAccepted: true }),
      { state: 'due', reason: 'refused: connection refused', dueAt: now + 1000, attempts: 1 },
    ],
    [
      'was told when to come back: due then, and the attempt is not counted',
      { ...fresh, attempts: 3 },
      notAccepted(30_000),
      { state: 'due', reason: 'rate-limited: slow down', dueAt: now + 30_000, attempts: 3 },
    ],
    [
      'was told to come back in a week: an hour is the most',
      fresh,
      notAccepted(7 * 24 * hourMs),
      { state: 'due', reason: 'rate-limited: slow down', dueAt: now + hourMs, attempts: 0 },
    ],
    [
      'got no answer: uncertain, looked for after the grace',
      fresh,
      new RetryableError('timeout', 'no answer in 10 s'),
      { state: 'uncertain', reason: 'no answer in 10 s', dueAt: now + 10_000, attempts: 1 },
    ],
    [
      'threw something unheard of: uncertain as well',
      fresh,
      new TypeError('terminated'),
      { state: 'uncertain', reason: 'terminated', dueAt: now + 10_000, attempts: 1 },
    ],
    [
      'has no place any more: dead, with the fix',
      fresh,
      new GoneError('channel-gone', 'the channel was deleted', 'subscribe another one'),
      { state: 'dead', reason: 'channel-gone: the channel was deleted; subscribe another one' },
    ],
    [
      'failed twenty times within a day: still tried, at the longest wait',
      { attempts: 19, looks: 0, createdAt: now - 23 * hourMs },
      new RetryableError('refused', 'connection refused', { notAccepted: true }),
      { state: 'due', reason: 'refused: connection refused', dueAt: now + 450_000, attempts: 20 },
    ],
    [
      'failed twenty times over more than a day: given up, and said so',
      { attempts: 19, looks: 0, createdAt: now - 25 * hourMs },
      new RetryableError('refused', 'connection refused', { notAccepted: true }),
      { state: 'dead', reason: 'gave up after 20 attempts: connection refused' },
    ],
  ]
  test.each(cases)('%s', (_name, row, error, expected) => {
    expect(settleFailure(row, error, now, 10_000, half)).toEqual(expected)
  })
})

describe('an uncertain post that was looked for and not found', () => {
  test('is sent again under the same key', () => {
    expect(settleNotFound({ ...fresh, looks: 1, attempts: 1 }, now)).toEqual({
      state: 'due',
      reason: 'looked for and not found',
      dueAt: now,
      attempts: 1,
    })
  })

  test('is left to a person after the third time', () => {
    expect(settleNotFound({ ...fresh, looks: 3, attempts: 3 }, now)).toEqual({
      state: 'unconfirmed',
      reason: 'sent 3 times and never seen; look in the channel',
    })
  })
})
