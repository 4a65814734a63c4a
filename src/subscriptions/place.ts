import { z } from 'zod'

/** Which adapter speaks to the place. */
export type Platform = 'web'

/** Where a post goes: platform, tenant (a Slack workspace, a Discord guild), channel, and thread where there is one. */
export type Place = {
  readonly platform: Platform
  readonly tenant: string
  readonly channel: string
  readonly thread?: string
}

/** One string for one place, for keys and comparisons. */
export const placeKey = (place: Place): string =>
  [place.platform, place.tenant, place.channel, place.thread ?? ''].map(encodeURIComponent).join('/')

/** A place as stored. */
export const placeSchema: z.ZodType<Place> = z.object({
  platform: z.literal('web'),
  tenant: z.string(),
  channel: z.string(),
  thread: z.string().exactOptional(),
})
