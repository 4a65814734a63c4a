import { UserError } from '../../../errors.ts'
import { intended, nearest } from '../intent.ts'
import { readSentence, type Sentence } from '../sentence.ts'
import { adjustRequests } from './adjust.ts'
import { archiveRequests } from './archive.ts'
import { digestRequests } from './digest.ts'
import { filterRequests } from './filter.ts'
import { silenceRequests } from './silence.ts'
import { subscriptionRequests } from './subscription.ts'
import { talkRequests } from './talk.ts'
import { watchRequests } from './watch.ts'
import type { Choice, UserRequest, RequestIntent } from './request.ts'

export type { Choice, UserRequest } from './request.ts'

/** Requests that change what is posted, or show the settings. */
const managing: readonly RequestIntent[] = [
  ...adjustRequests,
  ...subscriptionRequests,
  ...watchRequests,
  ...digestRequests,
  ...silenceRequests,
  ...filterRequests,
]

const intents: readonly RequestIntent[] = [...talkRequests, ...archiveRequests, ...managing]

/** The channel that a text names: `#general`. */
export const channelIn = (text: string): string | undefined =>
  /(?<=^| )(?:#\p{L}[\p{L}\p{N}_-]*|<#[^>]+>)/u.exec(text)?.[0]

/** The answer about a channel that words name, because another channel cannot be meant here. */
export const elsewhere = (channel: string): Extract<UserRequest, { kind: 'refuse' }> => ({
  kind: 'refuse',
  error: new UserError('Channel', `“${channel}” cannot be named here`, 'type the command in that channel'),
})

/** The request of a line to change or show settings; undefined if it is not such a request. */
export const readRequest = (sentence: Sentence): UserRequest | undefined => {
  const channel = channelIn(sentence.text)
  if (channel === undefined) return intended(intents, sentence)
  const request = intended(intents, {
    ...sentence,
    tokens: sentence.tokens.filter(({ concepts }) => !concepts.has('place')),
  })
  return request && elsewhere(channel)
}

/** What a line says to the bot, also among polite words. */
export const readTalk = (sentence: Sentence): UserRequest | undefined => intended(talkRequests, sentence)

/** A subscription that `subscribe` alone could not read, because its words contain a search. */
export const readSubscription = (rest: string): UserRequest | undefined =>
  intended(subscriptionRequests, readSentence(`subscribe ${rest}`))

/** At most two commands that are nearest to a line without a clear request; none runs before a person chooses it. */
export const nearestChoices = (sentence: Sentence): readonly Choice[] => {
  const chosen = new Map<string, Choice>()
  for (const request of nearest([...managing, ...intents], sentence)) {
    const choice =
      request.kind === 'run'
        ? { label: request.command, command: request.command }
        : request.kind === 'ask'
          ? request.choices[0]
          : undefined
    const verb = choice?.command.split(' ')[0]
    if (choice !== undefined && verb !== undefined && !chosen.has(verb)) chosen.set(verb, choice)
    if (chosen.size === 2) break
  }
  return [...chosen.values()]
}
