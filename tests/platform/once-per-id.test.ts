import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { createOnce } from '../../src/platform/once-per-id.ts'
import { createTestMemory } from '../fakes/memory.ts'

const log = pino({ level: 'silent' })
const away = (): Promise<never> => Promise.reject(new Error('the database is away'))

describe('work for an id', () => {
  test('is done once, also while it is under way', async () => {
    const once = createOnce(createTestMemory(), log)
    const done: string[] = []
    const work = async (): Promise<void> => {
      await Promise.resolve()
      done.push('work')
    }
    await Promise.all([once('one', work), once('one', work), once('two', work)])
    await once('one', work)
    expect(done).toHaveLength(2)
  })

  test('that failed is done by a repetition, whose success counts', async () => {
    const once = createOnce(createTestMemory(), log)
    let tries = 0
    const work = async (): Promise<void> => {
      tries += 1
      if (tries < 3) await away()
    }
    for (const _try of [1, 2]) await expect(once('one', work)).rejects.toThrow('the database is away')
    for (const _try of [3, 4]) await once('one', work)
    expect(tries).toBe(3)
  })

  test('is done where nothing can be remembered, and its own error is thrown', async () => {
    const once = createOnce({ add: away, get: away, delete: async () => Promise.reject(new Error('other')) }, log)
    let tries = 0
    await once('one', async () => void (tries += 1))
    await expect(once('one', away)).rejects.toThrow('the database is away')
    expect(tries).toBe(1)
  })
})
