import { expect, test } from 'vitest'
import { openTestStore } from '../open-store.ts'
import { forgetExpired } from '../../src/store/keyv.ts'
import { createMemory } from '../../src/store/memory.ts'

const open = async () => {
  const { db, close } = await openTestStore()
  let at = Date.UTC(2026, 10, 28)
  const now = (): Date => new Date(at)
  return {
    db,
    close,
    now,
    pass: (ms: number): void => {
      at += ms
    },
    memory: createMemory(db, 'here', now),
  }
}

test('of many that ask at the same moment one is first, and what it said stays', async () => {
  const { memory, close } = await open()
  const asked = await Promise.all(Array.from({ length: 20 }, async (_, index) => memory.add('id', `${index}`, 1000)))
  expect(asked.filter((isFirst) => isFirst)).toHaveLength(1)
  expect(await memory.get('id')).toBe(String(asked.indexOf(true)))
  expect(await memory.add('id', 'late', 1000)).toBe(false)
  expect(await memory.get('id')).toBe(String(asked.indexOf(true)))
  await close()
})

test('what has expired or was deleted is free again', async () => {
  const { memory, db, now, pass, close } = await open()
  await memory.add('id', 'first', 1000)
  pass(1000)
  expect(await memory.get('id')).toBeUndefined()
  expect(await memory.add('id', 'second', 1000)).toBe(true)
  expect(await memory.get('id')).toBe('second')
  await memory.delete('id')
  expect(await memory.add('id', 'third', 1000)).toBe(true)
  pass(1000)
  expect(await forgetExpired(db, now())).toBe(1)
  await close()
})

test('namespaces do not see each other', async () => {
  const { memory, db, now, close } = await open()
  await memory.add('id', 'here', 1000)
  expect(await createMemory(db, 'there', now).get('id')).toBeUndefined()
  expect(await createMemory(db, 'there', now).add('id', 'there', 1000)).toBe(true)
  await close()
})
