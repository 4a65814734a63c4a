import { expect, test } from 'vitest'
import { readBylines } from '../../bench/pages/score.ts'

test('at least 95 of 112 bylines are read, and at most two name somebody else', async () => {
  const outcomes = await readBylines()
  expect(outcomes).toHaveLength(112)
  expect(outcomes.filter(({ is }) => is === 'right').length).toBeGreaterThanOrEqual(95)
  expect(outcomes.filter(({ is }) => is === 'wrong').length).toBeLessThanOrEqual(2)
})
