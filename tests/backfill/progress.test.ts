import { expect, test } from 'vitest'
import { progressText } from '../../src/cli/progress.ts'

test.each([
  [0, 100, 0, '░░░░░░░░░░░░░░░░░░░░ 0 of 100 read'],
  [25, 100, 60_000, '█████░░░░░░░░░░░░░░░ 25 of 100 read, about 3 min left'],
  [90, 100, 60_000, '██████████████████░░ 90 of 100 read, less than a minute left'],
  [100, 100, 60_000, '████████████████████ 100 of 100 read'],
  [120, 100, 60_000, '████████████████████ 120 of 100 read'],
  [7, undefined, 1000, '7 read'],
])('%i of %s after %i ms is “%s”', (done, total, spentMs, text) => {
  expect(progressText(done, { total, spentMs, what: 'read' })).toBe(text)
})
