import { UserError } from '../../../errors.ts'
import { intended, nearest } from '../intent.ts'
import { readSentence, type Sentence } from '../sentence.ts'
import { adjustWishes } from './adjust.ts'
import { archiveWishes } from './archive.ts'
import { digestWishes } from './digest.ts'
import { filterWishes } from './filter.ts'
import { silenceWishes } from './silence.ts'
import { subscriptionWishes } from './subscription.ts'
import { talkWishes } from './talk.ts'
import { watchWishes } from './watch.ts'
import type { Choice, Wish, WishIntent } from './wish.ts'

export type { Choice, Wish } from './wish.ts'

/** What changes what is posted, or shows what is. */
const managing: readonly WishIntent[] = [
  ...adjustWishes,
  ...subscriptionWishes,
  ...watchWishes,
  ...digestWishes,
  ...silenceWishes,
  ...filterWishes,
]

const intents: readonly WishIntent[] = [...talkWishes, ...archiveWishes, ...managing]

/** The channel that a text names: `#general`. */
export const channelIn = (text: string): string | undefined =>
  /(?<=^| )(?:#\p{L}[\p{L}\p{N}_-]*|<#[^>]+>)/u.exec(text)?.[0]

/** A channel that words name: it cannot be meant here. */
export const elsewhere = (channel: string): Extract<Wish, { kind: 'refuse' }> => ({
  kind: 'refuse',
  error: new UserError('Channel', `“${channel}” cannot be named here`, 'type the command in that channel'),
})

/** What a line asks to be changed, or to be told of what is set; undefined where it is no wish of that kind. */
export const readWish = (sentence: Sentence): Wish | undefined => {
  const wish = intended(intents, sentence)
  const channel = channelIn(sentence.text)
  return wish?.kind === 'ask' && channel !== undefined ? elsewhere(channel) : wish
}

/** What is said to the bot, be it among polite words. */
export const readTalk = (sentence: Sentence): Wish | undefined => intended(talkWishes, sentence)

/** A subscription that `subscribe` alone could not read: its words hold a search. */
export const readSubscription = (rest: string): Wish | undefined =>
  intended(subscriptionWishes, readSentence(`subscribe ${rest}`))

/** The commands that come nearest to a line which is no wish: two at most, none of which is done before it is chosen. */
export const nearestChoices = (sentence: Sentence): readonly Choice[] => {
  const chosen = new Map<string, Choice>()
  for (const wish of nearest([...managing, ...intents], sentence)) {
    const choice =
      wish.kind === 'run'
        ? { label: wish.command, command: wish.command }
        : wish.kind === 'ask'
          ? wish.choices[0]
          : undefined
    const verb = choice?.command.split(' ')[0]
    if (choice !== undefined && verb !== undefined && !chosen.has(verb)) chosen.set(verb, choice)
    if (chosen.size === 2) break
  }
  return [...chosen.values()]
}
