import { z } from 'zod'
import { type Platform, platformIds } from './platforms.ts'

/** Where a post goes: platform, tenant (a Slack workspace, a Discord server), channel, and a thread if there is one. */
export type Place = {
  readonly platform: Platform
  readonly tenant: string
  /** The platform's id of the channel, or of the person if `isDirect`. */
  readonly channel: string
  readonly thread?: string
  /** A message to one person: `channel` is the person's id. */
  readonly isDirect?: true
}

/** A string that names exactly one place, for keys and comparisons. */
export const placeKey = (place: Place): string =>
  [place.platform, place.tenant, place.channel, place.thread ?? '', ...(place.isDirect ? ['direct'] : [])]
    .map(encodeURIComponent)
    .join('/')

/** The place that such a string names. */
export const placeOfKey = (key: string): Place | undefined => {
  const [platform, tenant, channel, thread, isDirect] = key.split('/').map(decodeURIComponent)
  return placeSchema.safeParse({
    platform,
    tenant,
    channel,
    ...(thread === '' || thread === undefined ? {} : { thread }),
    ...(isDirect === undefined ? {} : { isDirect: true }),
  }).data
}

/** A place as stored. */
export const placeSchema: z.ZodType<Place> = z.object({
  platform: z.enum(platformIds),
  tenant: z.string(),
  channel: z.string(),
  thread: z.string().exactOptional(),
  isDirect: z.literal(true).exactOptional(),
})

/** A string that names the workspace or Discord server of the place: `slack/T123`. */
export const tenantKey = ({ platform, tenant }: Pick<Place, 'platform' | 'tenant'>): string =>
  [platform, tenant].map(encodeURIComponent).join('/')
