import { campaignNamed } from '../chaos/campaigns.ts'
import type { Verdict } from '../chaos/check.ts'
import { type CampaignRun, runCampaign } from '../chaos/run-campaign.ts'

const seed = 1

/** What a campaign found on the simplest platform, which remembers no keys. */
export const countsOf = async (name: string, kills: number, more: Partial<CampaignRun> = {}): Promise<Verdict> => {
  const campaign = campaignNamed(name)
  const result = await runCampaign({ platform: 'wire', campaign, seed, kills, swaps: [], ...more })
  if (result.state !== 'judged') throw new Error(result.reason)
  return result.verdict
}
