import { expect, test } from 'vitest'
import { breakages } from '../chaos/broken/breakages.ts'
import { countsOf } from './counts-of.ts'

// A checker that misses these breakages could not find faults in the real outbox either.
test.each([
  { breakage: 'resend', what: 'sends again what is uncertain', campaign: 'F3', fault: 'duplicated' },
  { breakage: 'mark-first', what: 'marks as sent what is not sent yet', campaign: 'F1', fault: 'lost' },
  { breakage: 'skip-held', what: 'lets a later post overtake one that waits', campaign: 'F3', fault: 'outOfOrder' },
] as const)('an outbox that $what is caught', { timeout: 900_000 }, async ({ breakage, campaign, fault }) => {
  const { [fault]: found } = await countsOf(campaign, 9, { swaps: breakages(breakage) })
  expect(found.length).toBeGreaterThan(0)
})
