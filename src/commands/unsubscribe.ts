import { shown } from '../archive/query/text.ts'
import { withdraw } from '../delivery/store.ts'
import { UserError } from '../errors.ts'
import type { Action, Block } from '../card/card.ts'
import { removeSubscription, subscriptionsOf } from '../subscriptions/store.ts'
import type { Subscription } from '../subscriptions/subscription.ts'
import { noSubscription } from './filter.ts'
import { channelOption } from './options.ts'
import type { CommandDefinition } from './command.ts'
import { describeFilter, describePosts, requestText, sameQuery } from './describe-subscription.ts'

const bare = (typed: string): string =>
  typed
    .replaceAll(/\b(?:please|pls|me|us|here|from|this channel)\b/giu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim()

/** The subscriptions that are meant: by number, `all`, or the subscription to the feed. @throws UserError if that is not clear. */
const meant = (typed: string, here: readonly Subscription[]): readonly Subscription[] => {
  const text = bare(typed)
  if (/^(?:all|everything|(?:from )?all of (?:them|it))$/iu.test(text)) return here
  if (
    /^(?:(?:from |in )?(?:all|every|the other) (?:of )?(?:the |our )?(?:channels?|places?|rooms?)|everywhere)$/iu.test(
      text,
    )
  ) {
    throw new UserError(
      'Subscription',
      'this command ends only the subscriptions of this channel',
      'say /rsis unsubscribe all here, and in every channel of /rsis list all',
    )
  }
  const number = text.replace(/^(?:number |no\.? ?|#)/iu, '')
  const feed = here.find(({ kind }) => kind === 'feed') ?? (here.length === 1 ? here[0] : undefined)
  const named = (one: Subscription): boolean => String(one.number) === number || sameQuery(one.filter, text)
  const ended = text === '' ? feed : here.find(named)
  if (ended !== undefined) return [ended]
  const numbers = here.map((one) => one.number).join(', ')
  const problem = text === '' ? `there are several here: ${numbers}` : `there is no number “${shown(number)}” here`
  throw new UserError(
    'Subscription',
    problem,
    `see /rsis list for the numbers, e.g. /rsis unsubscribe ${here[0]?.number}; all ends all of them`,
  )
}

const lineOf = (ended: Subscription): string =>
  ended.kind === 'watch' ? `/rsis watch add ${ended.filter}` : `/rsis subscribe ${requestText(ended)}`

/** The subscriptions that still post here, so that nobody expects silence. */
const remaining = (left: readonly Subscription[]): { readonly blocks: Block[]; readonly actions: Action[] } => {
  if (left.length === 0) return { blocks: [], actions: [] }
  const what = left.map((one) => (one.kind === 'watch' ? `the watch for ${one.filter}` : describeFilter(one.filter)))
  return {
    blocks: [{ type: 'text', text: [`Still posted here: ${what.join('; ')}.`] }],
    actions: [{ label: 'End these too', command: '/rsis unsubscribe all' }],
  }
}

/** Ends the channel's subscription to the feed, the one with that number, or all of them. */
export const unsubscribe: CommandDefinition = {
  verb: 'unsubscribe',
  synonyms: ['unsub', 'remove', 'rm', 'unfollow', 'stop'],
  summary: 'End this channel’s subscription, or the one with that number in /rsis list; all ends everything',
  options: [
    { name: 'number', description: 'One of several: its number in /rsis list; all ends all of them', writing: 'words' },
    channelOption,
  ],
  examples: ['/rsis unsubscribe', '/rsis unsubscribe 2', '/rsis unsubscribe all'],
  isManaging: () => true,
  reads: (text, verb) =>
    /^(?:(?:number |no\.? ?|#)?\d{1,4}|(?:from )?(?:all|everything|all of (?:them|it))|)$/iu.test(bare(text)) &&
    (verb.startsWith('unsub') || bare(text) !== ''),
  async run(text, { db }, { place }) {
    const here = await subscriptionsOf(db, place)
    if (here.length === 0) throw noSubscription()
    const ended = meant(text, here)
    await db.transaction().execute(async (tx) => {
      for (const { id } of ended) {
        await removeSubscription(tx, id)
        await withdraw(tx, id, { code: 'unsubscribed', reason: 'the channel was unsubscribed before it was sent' })
      }
    })
    const { blocks, actions } = remaining(here.filter((one) => !ended.includes(one)))
    return {
      title: { text: 'Unsubscribed' },
      blocks: [
        ...ended.map((one): Block => ({ type: 'text', text: [`Ended: ${describePosts(one)}.`] })),
        ...blocks,
        { type: 'text', text: [{ text: 'To restore it:', style: 'quiet' }] },
        ...ended.map((one): Block => ({ type: 'copy', text: lineOf(one) })),
      ],
      actions,
    }
  },
}
