import { UserError } from '../../../errors.ts'
import { createReader } from '../intent.ts'
import { readSentence, type Sentence } from '../sentence.ts'
import { adjustRequests } from './adjust.ts'
import { archiveRequests } from './archive.ts'
import { digestRequests } from './digest.ts'
import { filterRequests } from './filter.ts'
import { silenceRequests } from './silence.ts'
import { subscriptionRequests } from './subscription.ts'
import { talkRequests } from './talk.ts'
import { watchRequests } from './watch.ts'
import type { UserRequest, RequestIntent } from './request.ts'

export type { Choice, UserRequest } from './request.ts'

const read = createReader<UserRequest>([
  ...talkRequests,
  ...archiveRequests,
  ...adjustRequests,
  ...subscriptionRequests,
  ...watchRequests,
  ...digestRequests,
  ...silenceRequests,
  ...filterRequests,
] satisfies readonly RequestIntent[])

/** The channel that a text names as a place for something: `#general`, not `we have #general for that`. */
export const channelIn = (text: string): string | undefined =>
  /(?<=^| )(?<!\b(?:have|has|got|use|is|are|was) )(?:#\p{L}[\p{L}\p{N}_-]*|<#[^>]+>)/u.exec(text)?.[0]

/** The answer about a channel that words name, because another channel cannot be meant here. */
export const elsewhere = (channel: string): Extract<UserRequest, { kind: 'refuse' }> => ({
  kind: 'refuse',
  error: new UserError('Channel', `“${channel}” cannot be named here`, 'type the command in that channel'),
})

/** The line as one request that uses all of its words; undefined if it is not one. */
export const readRequest = (sentence: Sentence): UserRequest | undefined => {
  const channel = channelIn(sentence.text)
  if (channel === undefined) return read(sentence)
  const tokens = sentence.tokens.filter(({ concepts }) => !concepts.has('place'))
  return read({ ...sentence, tokens }) === undefined ? undefined : elsewhere(channel)
}

/** A subscription that `subscribe` alone could not read, because its words contain a search. */
export const readSubscription = (rest: string): UserRequest | undefined =>
  readRequest(readSentence(`subscribe ${rest}`))
