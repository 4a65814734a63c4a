import { plainWish } from '../phrases.ts'
import { UserError } from '../../../errors.ts'
import { readAdjustment } from './adjust.ts'
import { readDigestWish } from './digest.ts'
import { readFilterWish } from './filter.ts'
import { readSilence } from './silence.ts'
import { askSubscription, readSubscriptionWish } from './subscription.ts'
import { readWatchWish } from './watch.ts'
import type { Wish } from './wish.ts'

export type { Choice, Wish } from './wish.ts'

const readers = [readAdjustment, readWatchWish, readDigestWish, readSilence, readFilterWish, readSubscriptionWish]

/** A channel that words name: it cannot be meant here. */
export const elsewhere = (channel: string): Extract<Wish, { kind: 'refuse' }> => ({
  kind: 'refuse',
  error: new UserError('Channel', `“${channel}” cannot be named here`, 'type the command in that channel'),
})

/** The channel that a text names: `#general`. */
export const channelIn = (text: string): string | undefined =>
  /(?<=^| )(?:#\p{L}[\p{L}\p{N}_-]*|<#[^>]+>)/u.exec(text)?.[0]

/** What a text asks to be changed, or to be told of what is set; undefined where it is no wish of that kind. `text`: without manners. */
export const readWish = (text: string): Wish | undefined => {
  const plain = plainWish(text)
  const channelNamed = channelIn(text)
  for (const read of readers) {
    const wish = read(plain)
    if (wish !== undefined) return wish.kind === 'ask' && channelNamed !== undefined ? elsewhere(channelNamed) : wish
  }
  return undefined
}

/** A subscription that `subscribe` alone could not read: its words hold a search. */
export const readSubscription = (rest: string): Wish | undefined =>
  askSubscription(plainWish(rest).replace(/^(?:me|us|to|for|up)(?: (?:to|for|up))? /iu, ''))
