/**
 * The documented limits. Slack (Rate Limits): one message a second for each channel, “several hundred” a minute for each
 * workspace, here 300. Discord (Rate Limits): 50 requests a second for each bot, and by its headers 5 messages in 5 seconds
 * for each channel.
 */
export type Limits = {
  /** How many requests are accepted in a time, for all channels together. */
  readonly all: { readonly count: number; readonly perMs: number }
  readonly channel: { readonly count: number; readonly perMs: number }
  /** Requests that post one briefing with its thread. */
  readonly requestsAPlace: number
}

export const documented: Readonly<Record<'slack' | 'discord', Limits>> = {
  slack: { all: { count: 300, perMs: 60_000 }, channel: { count: 1, perMs: 1000 }, requestsAPlace: 2 },
  // The message, its thread, the message in it.
  discord: { all: { count: 50, perMs: 1000 }, channel: { count: 5, perMs: 5000 }, requestsAPlace: 3 },
}

/** The shortest time in which the limits allow that many places to be served, in milliseconds. */
export const floorMs = ({ all, channel, requestsAPlace }: Limits, places: number): number => {
  const bucketsFilled = Math.ceil((places * requestsAPlace) / all.count) - 1
  const channelWaits = Math.ceil(requestsAPlace / channel.count) - 1
  return Math.max(bucketsFilled * all.perMs, channelWaits * channel.perMs)
}
