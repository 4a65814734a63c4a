import { expect, test } from 'vitest'
import { withoutNulls } from '../../src/platform/without-nulls.ts'

test('a field that is null is a field that is missing, at any depth', () => {
  const payload = { name: null, place: { thread: null }, rows: [{ id: 1, label: null }] }
  expect(withoutNulls(payload)).toStrictEqual({ place: {}, rows: [{ id: 1 }] })
})

test.each([false, 0, '', 'text', [], {}, [false, 0, '', null], { name: '', rows: [] }])(
  '%j stays as it is',
  (value) => {
    expect(withoutNulls(value)).toStrictEqual(value)
  },
)

test.each([null, undefined])('%s is nothing', (value) => {
  expect(withoutNulls(value)).toBeUndefined()
})
