import { Routes, ThreadAutoArchiveDuration } from 'discord.js'
import { clip, visibleLine } from '../../../src/card/text.ts'
import { GoneError, RefusedError, RetryableError } from '../../../src/errors.ts'
import type { Log } from '../../../src/log.ts'
import type { Card, Poster, Receipt } from '../../../src/delivery/port.ts'
import type { Target, Targets } from './channels.ts'
import { answerCode } from '../connect/errors.ts'
import type { Memory } from '../../../src/store/port.ts'
import { type Posted, readForumPost, readMessage, readReceipt, receiptOf } from './receipt.ts'
import { inLayoutOrPlain } from './plain-or-layout.ts'
import type { Requests, Send } from '../connect/requests.ts'
import { notPermitted, threadOf } from './thread.ts'

export type PostDeps = {
  readonly requests: Pick<Requests, 'together'>
  readonly targets: Targets
  readonly memory: Memory
  readonly log: Log
}

/** Discord's limit for a forum post's name. */
const longestName = 100

/** A thread is named after its commentary, so that a channel's threads can be distinguished in its list. */
const threadName = ({ commentaries: [id] = [] }: Card): string =>
  id === undefined ? 'Further claims' : `${id} · further claims`

/** The channel of a message, and the message that it replies to. */
type Spot = { readonly channel: string; readonly replyTo?: string }

const spotOf = async (send: Send, target: Target, parent: Receipt | undefined, card: Card): Promise<Spot> => {
  if (parent === undefined) return { channel: target.channel }
  const posted = readReceipt(parent)
  // A forum post is itself a thread.
  if (target.kind === 'forum') return { channel: posted.channel }
  const isThreaded = target.kind === 'text' || target.kind === 'announcement'
  const thread = isThreaded ? await threadOf(send, posted, threadName(card)) : undefined
  return thread === undefined ? { channel: posted.channel, replyTo: posted.message } : { channel: thread }
}

/** A failure of a step before the message is sent proves that it was not posted. */
const beforeSending = async <Value>(step: Promise<Value>): Promise<Value> =>
  step.catch((error: unknown) => {
    if (!(error instanceof RetryableError)) throw error
    const { code, message, retryAfterMs, isRefusal } = error
    throw new RetryableError(code, message, { notAccepted: true, retryAfterMs, isRefusal })
  })

const createMessage = async (send: Send, { channel, replyTo }: Spot, payload: object, key: string): Promise<Posted> => {
  const reference =
    replyTo === undefined ? {} : { message_reference: { message_id: replyTo, fail_if_not_exists: false } }
  const body = { ...payload, ...reference, nonce: key, enforce_nonce: true }
  return readMessage(await send('post', Routes.channelMessages(channel), { body }), channel)
}

/**
 * Posts into the message's thread; `own` is the place's own channel. A fault of the thread ends only this message, not the place: without the right to write
 * in the thread it is sent as a reply, and nothing is posted in a thread that was deleted or locked.
 */
const createBelow = async (send: Send, spot: Spot, own: string, parent: Receipt, payload: object, key: string) =>
  createMessage(send, spot, payload, key).catch(async (error: unknown) => {
    if (!(error instanceof GoneError) || spot.channel === own) throw error
    if (!notPermitted.has(Number(error.code))) throw new RefusedError(error.code, `below its message: ${error.message}`)
    const { channel, message } = readReceipt(parent)
    if (spot.channel === channel) throw error
    return createMessage(send, { channel, replyTo: message }, payload, key)
  })

/** The post stays active as long as it may be looked for. */
const createForumPost = async (send: Send, target: Target, payload: object, card: Card): Promise<Posted> => {
  const name = clip(visibleLine(card.title?.text ?? card.context ?? ''), longestName) || 'Briefing'
  const tags = target.tags.length === 0 ? {} : { applied_tags: target.tags }
  const body = { name, message: payload, auto_archive_duration: ThreadAutoArchiveDuration.OneWeek, ...tags }
  return readForumPost(await send('post', Routes.threads(target.channel), { body }), target.channel)
}

/** Posts a card; a repetition with the same key makes no second message as long as Discord remembers the nonce. */
export const createPost =
  ({ requests, targets, ...deps }: PostDeps): Poster['post'] =>
  async (place, card, key, parent, checkLease) => {
    const send = requests.together(checkLease)
    const target = await beforeSending(targets.of(send, place))
    const spot = await beforeSending(spotOf(send, target, parent, card))
    const create = async (payload: object): Promise<Posted> => {
      if (parent !== undefined) return createBelow(send, spot, target.channel, parent, payload, key)
      return target.kind === 'forum'
        ? createForumPost(send, target, payload, card)
        : createMessage(send, spot, payload, key)
    }
    const posted = await inLayoutOrPlain(deps, card, { key }, async (body) =>
      create(body).catch((error: unknown) => {
        if (answerCode(error) !== undefined) targets.forget(place)
        throw error
      }),
    )
    return receiptOf(posted)
  }
