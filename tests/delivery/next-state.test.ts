import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Attempted,
  type NextState,
  afterFailedLook,
  afterFailure,
  afterNotFound,
} from '../../src/delivery/next-state.ts'
import { GoneError, RefusedError, RetryableError } from '../../src/errors.ts'

const now = Date.parse('2026-11-24T08:00:00Z')
const hourMs = 3_600_000
const fresh: Attempted = { attempts: 0, looks: 0, unseen: 0, createdAt: now, isRepeatable: false }
const edit: Attempted = { ...fresh, isRepeatable: true }
const dayOld: Attempted = { ...fresh, attempts: 19, createdAt: now - 25 * hourMs }
const half = (): number => 0.5
const notAccepted = (retryAfterMs?: number): RetryableError =>
  new RetryableError('rate-limited', 'slow down', { notAccepted: true, retryAfterMs })
const refusedConnection = new RetryableError('refused', 'connection refused', { notAccepted: true })

describe('a post that failed', () => {
  const cases: readonly [name: string, row: Attempted, error: unknown, expected: NextState][] = [
    [
      'was surely not accepted: due again after the back-off',
      fresh,
      refusedConnection,
      { state: 'due', code: 'refused', reason: 'connection refused', dueAt: now + 1000, attempts: 1 },
    ],
    [
      'was told when to come back: due then, and the attempt is not counted',
      { ...fresh, attempts: 3 },
      notAccepted(30_000),
      { state: 'due', code: 'rate-limited', reason: 'slow down', dueAt: now + 30_000, attempts: 3 },
    ],
    [
      'was told to come back at once: due now',
      fresh,
      notAccepted(0),
      { state: 'due', code: 'rate-limited', reason: 'slow down', dueAt: now, attempts: 0 },
    ],
    [
      'was told to come back in a week: an hour is the most',
      fresh,
      notAccepted(7 * 24 * hourMs),
      { state: 'due', code: 'rate-limited', reason: 'slow down', dueAt: now + hourMs, attempts: 0 },
    ],
    [
      'got no answer: uncertain, looked for after the grace',
      fresh,
      new RetryableError('timeout', 'no answer in 10 s'),
      { state: 'uncertain', code: 'timeout', reason: 'no answer in 10 s', dueAt: now + 10_000, attempts: 1 },
    ],
    [
      'got no answer but a time to come back: uncertain all the same',
      fresh,
      new RetryableError('http-503', 'unavailable', { retryAfterMs: 5000 }),
      { state: 'uncertain', code: 'http-503', reason: 'unavailable', dueAt: now + 10_000, attempts: 1 },
    ],
    [
      'threw something unheard of: uncertain as well',
      fresh,
      new TypeError('terminated'),
      { state: 'uncertain', code: 'no-answer', reason: 'terminated', dueAt: now + 10_000, attempts: 1 },
    ],
    [
      'threw what is no error: uncertain as well',
      fresh,
      'a string',
      { state: 'uncertain', code: 'no-answer', reason: 'a string', dueAt: now + 10_000, attempts: 1 },
    ],
    [
      'has no place any more: dead, with the fix, and the place with it',
      fresh,
      new GoneError('channel-gone', 'the channel was deleted', 'subscribe another one'),
      {
        state: 'dead',
        code: 'channel-gone',
        reason: 'the channel was deleted; subscribe another one',
        gone: 'place',
      },
    ],
    [
      'has no workspace any more: dead, and the whole tenant with it',
      fresh,
      new GoneError('token-revoked', 'the token was revoked', 'install it again', { scope: 'tenant' }),
      { state: 'dead', code: 'token-revoked', reason: 'the token was revoked; install it again', gone: 'tenant' },
    ],
    [
      'was refused for what it holds: dead, and nothing else with it',
      fresh,
      new RefusedError('too-long', 'the message is too long'),
      { state: 'dead', code: 'too-long', reason: 'refused: the message is too long' },
    ],
    [
      'failed twenty times within a day: still tried, at the longest wait',
      { ...dayOld, createdAt: now - 23 * hourMs },
      refusedConnection,
      { state: 'due', code: 'refused', reason: 'connection refused', dueAt: now + 450_000, attempts: 20 },
    ],
    [
      'failed nineteen times over more than a day: still tried',
      { ...dayOld, attempts: 18 },
      refusedConnection,
      { state: 'due', code: 'refused', reason: 'connection refused', dueAt: now + 450_000, attempts: 19 },
    ],
    [
      'failed twenty times over more than a day: given up, and said so',
      dayOld,
      refusedConnection,
      { state: 'dead', code: 'gave-up', reason: 'gave up after 20 attempts in 24 hours: connection refused' },
    ],
    [
      'was told to wait over more than a day: never given up for that',
      dayOld,
      notAccepted(30_000),
      { state: 'due', code: 'rate-limited', reason: 'slow down', dueAt: now + 30_000, attempts: 19 },
    ],
  ]
  test.each(cases)('%s', (_name, row, error, expected) => {
    expect(afterFailure(row, error, now, 10_000, half)).toEqual(expected)
  })
})

describe('an edit that failed', () => {
  const cases: readonly [name: string, row: Attempted, error: unknown, expected: Partial<NextState>][] = [
    [
      'got no answer: repeated, for a second one does no more',
      edit,
      new RetryableError('reset', 'reset'),
      { state: 'due', dueAt: now + 1000 },
    ],
    [
      'threw something unheard of: repeated as well',
      edit,
      new TypeError('terminated'),
      { state: 'due', code: 'no-answer', attempts: 1 },
    ],
    [
      'was refused for a reason that nobody knows: repeated, and counted, so that others pass it',
      edit,
      new RetryableError('30046', 'too many edits', { notAccepted: true, isRefusal: true }),
      { state: 'due', unseen: 1, attempts: 1 },
    ],
    ['was told to wait: repeated then', edit, notAccepted(30_000), { state: 'due', dueAt: now + 30_000, attempts: 0 }],
    ['has no place any more: dead', edit, new GoneError('gone', 'deleted', 'fix'), { state: 'dead', gone: 'place' }],
    [
      'was refused: dead',
      edit,
      new RefusedError('gone-message', 'it was deleted'),
      { state: 'dead', code: 'gone-message' },
    ],
    [
      'failed for more than a day: given up',
      { ...dayOld, isRepeatable: true },
      new TypeError('terminated'),
      { state: 'dead', code: 'gave-up' },
    ],
  ]
  test.each(cases)('%s', (_name, row, error, expected) => {
    expect(afterFailure(row, error, now, 10_000, half)).toMatchObject(expected)
  })
})

describe('an uncertain post that was looked for and not found', () => {
  test('is sent again under the same key', () => {
    expect(afterNotFound({ ...fresh, looks: 1, unseen: 1, attempts: 1 }, now)).toEqual({
      state: 'due',
      code: 'not-found',
      reason: 'looked for and not found',
      dueAt: now,
      attempts: 1,
      unseen: 1,
    })
  })

  test.each([3, 30, 300])(
    'is sent again also after %i looks in vain: a history that can be read is proof',
    (unseen) => {
      const row = { ...fresh, looks: unseen, unseen, attempts: unseen, createdAt: now - 23 * hourMs }
      expect(afterNotFound(row, now)).toMatchObject({ state: 'due', dueAt: now })
    },
  )

  test('is given up after a day of it', () => {
    expect(afterNotFound({ ...dayOld, unseen: 19 }, now)).toEqual({
      state: 'dead',
      code: 'gave-up',
      reason: 'gave up after 19 attempts in 24 hours: each got no answer and did not arrive',
    })
  })

  test('is sent after a day in which the program did not run', () => {
    expect(afterNotFound({ ...dayOld, attempts: 0, unseen: 0 }, now)).toMatchObject({ state: 'due' })
  })

  test.each([
    [0, 10],
    [1, 20],
    [2, 40],
    [5, 320],
    [9, 900],
    [300, 900],
  ])('after %i looks in vain, waits %i seconds for the next', (unseen, seconds) => {
    expect(
      afterFailure({ ...fresh, unseen }, new RetryableError('http-502', 'bad gateway'), now, 10_000, half),
    ).toMatchObject({ state: 'uncertain', dueAt: now + seconds * 1000 })
  })
})

describe('an uncertain post that cannot be looked for', () => {
  const uncertain: Attempted = { ...fresh, attempts: 1, looks: 1 }
  const cases: readonly [name: string, row: Attempted, error: unknown, expected: Partial<NextState>][] = [
    [
      'because the platform is away: looked for later, never sent again meanwhile',
      uncertain,
      new RetryableError('reset', 'connection reset'),
      {
        state: 'uncertain',
        code: 'reset',
        reason: 'cannot be looked for: connection reset',
        dueAt: now + 10_000,
        attempts: 1,
      },
    ],
    [
      'because the platform says when to come back: looked for then',
      uncertain,
      notAccepted(60_000),
      { state: 'uncertain', dueAt: now + 60_000, attempts: 1 },
    ],
    [
      'told to come back in a week: an hour is the most',
      uncertain,
      notAccepted(7 * 24 * hourMs),
      { dueAt: now + hourMs },
    ],
    ['told to come back at once: never before the grace', uncertain, notAccepted(0), { dueAt: now + 10_000 }],
    [
      'for a reason unheard of: looked for later',
      uncertain,
      new TypeError('terminated'),
      { state: 'uncertain', code: 'no-answer' },
    ],
    [
      'for want of a right: left to a person at once',
      uncertain,
      new RetryableError('cannot-look', 'no right to read the history'),
      { state: 'unconfirmed' },
    ],
    [
      'three times within a day: still looked for',
      { ...uncertain, looks: 3 },
      new RetryableError('reset', 'reset'),
      { state: 'uncertain' },
    ],
    [
      'three times over more than a day: left to a person',
      { ...uncertain, looks: 3, createdAt: now - 25 * hourMs },
      new RetryableError('reset', 'reset'),
      { state: 'unconfirmed' },
    ],
    [
      'because the place is gone: ended with it, until it can be looked for again',
      uncertain,
      new GoneError('gone', 'deleted', 'fix'),
      { state: 'unconfirmed', code: 'gone', gone: 'place' },
    ],
  ]
  test.each(cases)('%s', (_name, row, error, expected) => {
    expect(afterFailedLook(row, error, now, 10_000, half)).toMatchObject(expected)
  })
})

describe('whatever is thrown, whenever', () => {
  const errors = fc.oneof(
    fc
      .record({
        notAccepted: fc.boolean(),
        retryAfterMs: fc.option(fc.double({ min: -1e6, max: 1e15 }), { nil: undefined }),
      })
      .map((options) => new RetryableError('code', 'message', options)),
    fc.string().map((message) => new Error(message)),
    fc.anything(),
  )
  const attempted = fc.record({
    attempts: fc.nat(100),
    looks: fc.nat(10),
    unseen: fc.nat(10),
    createdAt: fc.integer({ min: now - 100 * hourMs, max: now }),
    isRepeatable: fc.boolean(),
  })
  const random = fc.double({ min: 0, max: 1, noNaN: true })

  test('only what surely was not accepted, or does no harm twice, is due again without a look', () => {
    fc.assert(
      fc.property(attempted, errors, random, (row, error, value) => {
        const settled = afterFailure(row, error, now, 10_000, () => value)
        const isSafe = row.isRepeatable || (error instanceof RetryableError && error.notAccepted)
        if (!isSafe) expect(settled.state).toBe('uncertain')
        if ('dueAt' in settled) {
          expect(settled.dueAt).toBeGreaterThanOrEqual(now)
          expect(settled.dueAt).toBeLessThanOrEqual(now + hourMs)
          // A server keeps no fraction of a millisecond.
          expect(Number.isInteger(settled.dueAt)).toBe(true)
        }
        if (settled.state !== 'sent') expect(settled.code).not.toBe('')
      }),
    )
  })

  test('a look that fails never makes a post due', () => {
    fc.assert(
      fc.property(attempted, errors, random, (row, error, value) => {
        const settled = afterFailedLook(row, error, now, 10_000, () => value)
        expect(['uncertain', 'unconfirmed']).toContain(settled.state)
      }),
    )
  })
})
