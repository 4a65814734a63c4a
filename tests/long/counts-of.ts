import { campaignNamed } from '../chaos/campaigns.ts'
import type { Verdict } from '../chaos/check.ts'
import { runCampaign } from '../chaos/run-campaign.ts'
import type { Swap } from '../chaos/world.ts'

const seed = 1

/** What a campaign found on the plainest platform, which remembers no key. */
export const countsOf = async (name: string, kills: number, swaps: readonly Swap[] = []): Promise<Verdict> => {
  const result = await runCampaign({ platform: 'wire', campaign: campaignNamed(name), seed, kills, swaps })
  if (result.state !== 'judged') throw new Error(result.reason)
  return result.verdict
}
