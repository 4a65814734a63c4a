import { expect, test } from 'vitest'
import { countsOf } from './counts-of.ts'

test('15 SIGKILLs, at random points and at the worst ones: nothing lost, nothing twice, in order', async () => {
  const { owed, worstDelayMs: _, ...faults } = await countsOf('F1', 15)
  expect(Object.values(faults).flat()).toEqual([])
  // One publication for every kill, so that the program is not killed while it has nothing to do.
  expect(owed).toBeGreaterThan(15)
}, 900_000)
