import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Store } from '../../src/store/connection.ts'
import { openTestStore } from '../open-store.ts'
import { createKeyv, forgetExpired } from '../../src/store/keyv.ts'

let store: Store
let now = 1_000

beforeEach(async () => {
  now = Date.now()
  store = await openTestStore()
})
afterEach(() => store.close())

test('keeps values by namespace and key', async () => {
  const one = createKeyv<{ n: number }>(store.db, 'one', () => now)
  const two = createKeyv<{ n: number }>(store.db, 'two', () => now)
  await one.set('a', { n: 1 })
  await two.set('a', { n: 2 })
  expect(await one.get('a')).toEqual({ n: 1 })
  expect(await two.get('a')).toEqual({ n: 2 })
  expect(await one.getMany(['a', 'b'])).toEqual([{ n: 1 }, undefined])
  await one.clear()
  expect(await one.has('a')).toBe(false)
  expect(await two.has('a')).toBe(true)
})

test('overwrites, deletes and says what was there', async () => {
  const keyv = createKeyv<string>(store.db, 'x', () => now)
  await keyv.set('a', 'old')
  await keyv.set('a', 'new')
  expect(await keyv.get('a')).toBe('new')
  expect(await keyv.delete('a')).toBe(true)
  expect(await keyv.delete('a')).toBe(false)
})

test('a value is gone when its time is over', async () => {
  const keyv = createKeyv<string>(store.db, 'x', () => now)
  await keyv.set('a', 'value', 60_000)
  expect(await keyv.get('a')).toBe('value')
  now += 61_000
  expect(await keyv.get('a')).toBe(undefined)
})

test('a broken database is an error, not a miss', async () => {
  const keyv = createKeyv<string>(store.db, 'x', () => now)
  await store.db.schema.dropTable('kv').execute()
  await expect(keyv.get('a')).rejects.toThrow(/kv/u)
})

test('what has expired is deleted, and nothing else', async () => {
  const keyv = createKeyv<string>(store.db, 'x', () => now)
  await keyv.set('for a while', 'value', 60_000)
  await keyv.set('for ever', 'value')
  expect(await forgetExpired(store.db, new Date(now + 59_000))).toBe(0)
  expect(await forgetExpired(store.db, new Date(now + 61_000))).toBe(1)
  expect(await keyv.get('for ever')).toBe('value')
})
