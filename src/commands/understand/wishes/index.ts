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

/** Requests that change what is posted, or show the settings. */
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

/** The answer about a channel that words name, because another channel cannot be meant here. */
export const elsewhere = (channel: string): Extract<Wish, { kind: 'refuse' }> => ({
  kind: 'refuse',
  error: new UserError('Channel', `“${channel}” cannot be named here`, 'type the command in that channel'),
})

/** The request of a line to change or show settings; undefined if it is not such a request. */
export const readWish = (sentence: Sentence): Wish | undefined => {
  const channel = channelIn(sentence.text)
  if (channel === undefined) return intended(intents, sentence)
  const wish = intended(intents, {
    ...sentence,
    tokens: sentence.tokens.filter(({ concepts }) => !concepts.has('place')),
  })
  return wish && elsewhere(channel)
}

/** What a line says to the bot, also among polite words. */
export const readTalk = (sentence: Sentence): Wish | undefined => intended(talkWishes, sentence)

/** A subscription that `subscribe` alone could not read, because its words contain a search. */
export const readSubscription = (rest: string): Wish | undefined =>
  intended(subscriptionWishes, readSentence(`subscribe ${rest}`))

/** At most two commands that are nearest to a line without a clear request; none runs before a person chooses it. */
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
