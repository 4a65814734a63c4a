/** The facts about a platform that the core needs. */
type PlatformFacts = {
  /** The platform's name as people write it. */
  readonly name: string
  /** What the platform calls a tenant; undefined for a platform with only one. */
  readonly tenant: string | undefined
  /** The most posts under way at once: enough that slow places do not hold up the others. */
  readonly mostAtOnce: number
  /** How long after an attempt a message that arrived may still be missing from the platform's history, in milliseconds. */
  readonly graceMs: number
}

/** Which adapter posts to a place. */
export type Platform = 'web' | 'slack' | 'discord'

export const platforms: Readonly<Record<Platform, PlatformFacts>> = {
  // Our own database.
  web: { name: 'this page', tenant: undefined, mostAtOnce: 64, graceMs: 0 },
  // Most posts wait because a channel takes one message a second. The history may be seconds behind.
  slack: { name: 'Slack', tenant: 'workspace', mostAtOnce: 256, graceMs: 10_000 },
  // So few posts at once that no request waits in discord.js's queue longer than its time-out: 50 requests a second, up to four for each post. The
  // nonce is remembered longer than any of our time-outs.
  discord: { name: 'Discord', tenant: 'server', mostAtOnce: 64, graceMs: 2000 },
}

/** The platforms by their ids, as stored and as shown in a place's key. */
export const platformIds = Object.keys(platforms) as readonly Platform[]

/** One of the facts, by platform. */
export const factOf = <Key extends keyof PlatformFacts>(key: Key): Record<Platform, PlatformFacts[Key]> =>
  Object.fromEntries(platformIds.map((id) => [id, platforms[id][key]])) as Record<Platform, PlatformFacts[Key]>
