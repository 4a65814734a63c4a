import { latestCommentaries } from '../archive/store/commentaries.ts'
import type { Card } from '../card/card.ts'
import { commentaryRow } from '../card/commentary-row.ts'
import { UserError } from '../errors.ts'
import { passes } from '../subscriptions/match.ts'
import { changeSubscription, subscriptionsOf } from '../subscriptions/store.ts'
import type { Subscription } from '../subscriptions/subscription.ts'
import { channelOption } from './options.ts'
import type { CommandContext, CommandDefinition } from './command.ts'
import { describeFilter } from './describe-subscription.ts'
import type { Command } from './port.ts'
import { checkedFilter } from './subscription-request.ts'

const lookedAt = 50

/** What the filter would have let through lately: how many, and two of them. */
export const filterPreview = async (filter: string, { db }: CommandContext): Promise<Card['blocks']> => {
  const { items } = await latestCommentaries(db, { limit: lookedAt, offset: 0 })
  const through = items.filter(({ commentary }) => passes(filter, commentary))
  const rows = through
    .slice(0, 2)
    .map(({ commentary }, index) => commentaryRow(commentary, { number: index + 1, text: undefined }))
  return [{ type: 'text', text: [`It would have matched ${through.length} of the last ${items.length}.`] }, ...rows]
}

/** The channel's subscription to the feed. @throws UserError where there is none. */
export const feedSubscription = async ({ db }: CommandContext, { place }: Command): Promise<Subscription> => {
  const found = (await subscriptionsOf(db, place)).find(({ kind }) => kind === 'feed')
  if (found === undefined)
    throw new UserError('Subscription', 'this channel has none', 'make one: /rsis subscribe instant')
  return found
}

/** What a channel's subscription lets through. */
export const filter: CommandDefinition = {
  verb: 'filter',
  synonyms: ['only'],
  summary: 'Post here only what matches a search; says what would have matched of the last 50',
  options: [
    { name: 'query', description: 'The search; clear for all. Without it: what the filter is', writing: 'words' },
    channelOption,
  ],
  examples: [
    '/rsis filter topic:maritime -piracy',
    '/rsis filter "nord stream" OR author:cheang',
    '/rsis filter clear',
  ],
  isManaging: (text) => text !== '',
  async run(text, context, command) {
    const subscription = await feedSubscription(context, command)
    if (text === '') {
      return {
        title: { text: `This channel gets ${describeFilter(subscription.filter)}` },
        blocks: await filterPreview(subscription.filter, context),
      }
    }
    const wanted = /^(?:clear|off|none|all)$/iu.test(text) ? '' : checkedFilter(text)
    await changeSubscription(context.db, subscription.id, { filter: wanted })
    return {
      title: { text: `From now on this channel gets ${describeFilter(wanted)}` },
      blocks: await filterPreview(wanted, context),
      ...(wanted === '' ? {} : { actions: [{ label: 'Clear the filter', command: '/rsis filter clear' }] }),
    }
  },
}
