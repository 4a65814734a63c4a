import { expect, test } from 'vitest'
import { boundRetryAfter, isBeforeSending } from '../../src/platform/network.ts'

const withCode = (code: string, cause?: unknown): Error => Object.assign(new Error(code, { cause }), { code })

const failures: readonly [what: string, error: unknown, isBefore: boolean][] = [
  ['a refused connection', withCode('ECONNREFUSED'), true],
  ['an unknown name behind “fetch failed”', new TypeError('fetch failed', { cause: withCode('ENOTFOUND') }), true],
  ['a certificate that has expired', withCode('CERT_HAS_EXPIRED'), true],
  ['a certificate that signed itself', withCode('DEPTH_ZERO_SELF_SIGNED_CERT'), true],
  ['all addresses refused', new AggregateError([withCode('ECONNREFUSED'), withCode('EHOSTUNREACH')]), true],
  ['one address refused and one cut', new AggregateError([withCode('ECONNREFUSED'), withCode('ECONNRESET')]), false],
  ['a connection cut in the middle', withCode('ECONNRESET'), false],
  ['an answer that did not come in time', withCode('UND_ERR_HEADERS_TIMEOUT'), false],
  ['a code that only begins like one', withCode('ENOTFOUNDATION'), false],
  ['something that is no error', 'ECONNREFUSED', false],
]
test.each(failures)('%s: before sending %#', (_what, error, isBefore) => {
  expect(isBeforeSending(error)).toBe(isBefore)
})

const waits: readonly [header: string | null, shortest: number, seconds: number][] = [
  [null, 0, 30],
  ['', 0, 30],
  ['soon', 0, 30],
  ['0', 0, 30],
  ['-5', 0, 30],
  ['0.3', 0, 0.3],
  ['0.3', 1, 1],
  ['12', 1, 12],
  ['1e9', 0, 3600],
  ['Infinity', 0, 3600],
]
test.each(waits)('Retry-After %j, at least %d: %d seconds', (header, shortest, seconds) => {
  expect(boundRetryAfter(header, shortest)).toBe(seconds)
})
