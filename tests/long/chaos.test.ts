import { describe, expect, test } from 'vitest'
import { breakages } from '../chaos/broken/breakages.ts'
import { campaignNamed } from '../chaos/campaigns.ts'
import { runCampaign } from '../chaos/run-campaign.ts'

const seed = 1

/** The counts of a campaign on the plainest platform, which remembers no key. */
const countsOf = async (name: string, kills: number, breakage?: string) => {
  const swaps = breakage === undefined ? [] : breakages(breakage)
  // What a broken outbox lost never comes.
  const impatience = breakage === undefined ? {} : { patienceMs: 5000 }
  const result = await runCampaign({
    platform: 'wire',
    campaign: campaignNamed(name),
    seed,
    kills,
    swaps,
    ...impatience,
  })
  if (result.state !== 'judged') throw new Error(result.reason)
  const { owed, lost, duplicated, outOfOrder, unverified } = result.verdict
  return { owed, lost, duplicated, outOfOrder, unverified }
}

const nothing = { lost: [], duplicated: [], outOfOrder: [], unverified: [] }

test('50 SIGKILLs, at random points and at the worst ones: nothing lost, nothing twice, in order', async () => {
  const { owed, ...faults } = await countsOf('F1', 50)
  expect(faults).toEqual(nothing)
  expect(owed).toBeGreaterThan(100)
}, 240_000)

describe('an outbox broken on purpose is caught', () => {
  test('that sends again what is uncertain', async () => {
    const { duplicated } = await countsOf('F3', 0, 'resend')
    expect(duplicated.length).toBeGreaterThan(0)
  }, 120_000)

  test('that marks as sent what is not sent yet', async () => {
    const { lost } = await countsOf('F1', 12, 'mark-first')
    expect(lost.length).toBeGreaterThan(0)
  }, 120_000)

  test('that lets a later post overtake one that waits', async () => {
    const { outOfOrder } = await countsOf('F3', 0, 'skip-held')
    expect(outOfOrder.length).toBeGreaterThan(0)
  }, 120_000)
})
