import fc from 'fast-check'
import { expect, test } from 'vitest'
import { retryAfterMs } from '../../src/model/guarded-fetch.ts'

const now = new Date('2026-10-02T08:00:00Z')

test.each<[Record<string, string>, number | undefined]>([
  [{}, undefined],
  [{ 'retry-after': '7' }, 7_000],
  [{ 'retry-after': ' 1.5 ' }, 1_500],
  [{ 'retry-after': '0' }, 0],
  [{ 'retry-after': 'Fri, 02 Oct 2026 08:02:00 GMT' }, 120_000],
  [{ 'retry-after': 'Fri, 02 Oct 2026 07:00:00 GMT' }, 0],
  [{ 'retry-after': 'soon' }, undefined],
  [{ 'retry-after': '' }, undefined],
  [{ 'retry-after-ms': '250', 'retry-after': '7' }, 250],
  [{ 'retry-after-ms': '-5' }, 0],
  [{ 'retry-after-ms': 'soon', 'retry-after': '7' }, 7_000],
])('a server that says %o wants a wait of %s ms', (headers, wait) => {
  expect(retryAfterMs(new Headers(headers), now)).toBe(wait)
})

test('whatever a server says, the wait is not negative, or unknown', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii' }), fc.string({ unit: 'grapheme-ascii' }), (seconds, ms) => {
      const wait = retryAfterMs(new Headers({ 'retry-after': seconds, 'retry-after-ms': ms }), now)
      expect(wait === undefined || wait >= 0).toBe(true)
    }),
  )
})
