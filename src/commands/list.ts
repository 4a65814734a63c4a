import { shown } from '../archive/query/text.ts'
import type { Field, Text } from '../card/card.ts'
import { instantSpan } from '../card/dates.ts'
import { UserError } from '../errors.ts'
import type { Db } from '../store/connection.ts'
import type { Place } from '../subscriptions/place.ts'
import { allSubscriptions, subscriptionsOf, subscriptionsOfTenant } from '../subscriptions/store.ts'
import { lastChanges, type LastChange } from '../subscriptions/store-audit.ts'
import type { Subscription } from '../subscriptions/subscription.ts'
import { channelOption } from './options.ts'
import { pageActions, pageCount, pageNote, pageOption, takePage } from './page.ts'
import type { CommandDefinition } from './command.ts'
import { channelSpan } from '../delivery/channel-span.ts'
import { describeSubscription } from './describe-subscription.ts'
import { knownTo } from './visibility.ts'

/** Rows on one page; each row may be long. */
const listSize = 10

/** Who last changed the subscription, and how. */
const changedBy = (change: LastChange | undefined): Text =>
  change === undefined
    ? []
    : [
        { text: ` · changed by ${change.by}, `, style: 'quiet' },
        instantSpan(change.at),
        { text: ` (/rsis ${shown(change.command)})`, style: 'quiet' },
      ]

const fieldOf = (subscription: Subscription, isNamed: boolean, now: Date, change: LastChange | undefined): Field => ({
  label: `Number ${subscription.number}`,
  value: [
    ...(isNamed ? [channelSpan(subscription.place), ' · '] : []),
    ...describeSubscription(subscription, now),
    ...changedBy(change),
  ],
  state: subscription.paused === undefined ? 'good' : 'bad',
})

/** The subscriptions of the asker's workspace; on the operator's page, those of all workspaces. */
const ofAllPlaces = async (db: Db, place: Place): Promise<Subscription[]> =>
  place.platform === 'web' ? allSubscriptions(db) : subscriptionsOfTenant(db, place)

/** Lists what this channel, or the whole workspace, receives. */
export const list: CommandDefinition = {
  verb: 'list',
  synonyms: ['ls', 'subscriptions'],
  summary: 'What this channel gets, and when; with all: every channel of this workspace that you can see',
  options: [
    { name: 'all', description: 'Every channel of this workspace that you can see', writing: 'flag' },
    pageOption,
    channelOption,
  ],
  examples: ['/rsis list', '/rsis list all'],
  reads: (text) =>
    text === '' ||
    /^(?:(?:all|everything)(?: (?:the )?(?:channels|places|subscriptions))?|here|channels?|this channel|workspace|server)?(?: ?page:? ?\d+)?$/iu.test(
      text,
    ),
  async run(text, { db, now }, command) {
    const { place } = command
    const { page, rest } = takePage(text)
    const isAll =
      /^(?:all|everything)(?: (?:the )?(?:channels|places|subscriptions))?$|^(?:channels|workspace|server)$/iu.test(
        rest,
      )
    if (rest !== '' && !isAll && !/^(?:here|channel|this channel)$/iu.test(rest)) {
      throw new UserError('List', `“${shown(rest)}” is not known`, 'say /rsis list or /rsis list all')
    }
    const subscriptions = isAll
      ? await knownTo(await ofAllPlaces(db, place), (subscription) => subscription.place, command)
      : await subscriptionsOf(db, place)
    if (subscriptions.length === 0) {
      return {
        title: { text: isAll ? 'No channel that you can see is subscribed' : 'This channel is not subscribed' },
        blocks: [{ type: 'copy', text: '/rsis subscribe instant' }],
        actions: [{ label: 'Subscribe…', form: 'subscribe' }],
      }
    }
    const pages = pageCount(page, subscriptions.length, listSize)
    const from = (page - 1) * listSize
    const rows = subscriptions.slice(from, from + listSize)
    const changes = await lastChanges(
      db,
      rows.map(({ id }) => id),
    )
    const fields = rows.map((one) => fieldOf(one, isAll, now(), changes.get(one.id)))
    const title = isAll ? 'Subscriptions of this workspace' : 'Subscriptions of this channel'
    return {
      title: { text: `${title}${pageNote(page, pages)}` },
      blocks: [{ type: 'fields', fields }],
      actions: [
        ...pageActions(isAll ? '/rsis list all' : '/rsis list', page, pages),
        { label: 'Change…', form: 'subscribe' },
      ],
      ...(isAll ? { isShareable: false } : {}),
    }
  },
}
