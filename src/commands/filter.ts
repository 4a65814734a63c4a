import { countCommentaries } from '../card/count.ts'
import { parseQuery } from '../archive/query/parse.ts'
import { shown } from '../archive/query/text.ts'
import { termsOf } from '../archive/query/tree.ts'
import { latestCommentaries } from '../archive/store/commentaries.ts'
import { topicsLike } from '../archive/store/completions.ts'
import type { Action, Card } from '../card/card.ts'
import { commentaryRow } from '../card/commentary-row.ts'
import { UserError } from '../errors.ts'
import { passes } from '../subscriptions/match.ts'
import { changeSubscription, subscriptionsOf } from '../subscriptions/store.ts'
import { postsTheSame, type Subscription } from '../subscriptions/subscription.ts'
import { filterField } from './form-values.ts'
import { channelOption } from './options.ts'
import type { CommandContext, CommandDefinition } from './command.ts'
import { noChange, describeFilter, gets, silencedBlocks } from './describe-subscription.ts'
import type { Asker, Command } from './port.ts'
import { unknownNames } from './search.ts'
import { resumeQuietly, subscribe, subscribePlace } from './subscribe.ts'
import { checkedFilter, describedFilter, parseSubscriptionRequest } from './subscription-request.ts'
import { isQuery, readCondition } from './understand/condition.ts'
import { isSubjectAlone } from './understand/namable.ts'

const lookedAt = 50
const [previewDays, mostInDays] = [30, 300]
const dayMs = 86_400_000

/** Whether a filter names only what to leave out. */
const onlyExcludes = (filter: string): boolean => {
  if (filter === '') return false
  const { clauses, without, since, until } = parseQuery(filter)
  return without.length > 0 && clauses.length === 0 && since === undefined && until === undefined
}

/**
 * The commentaries of the last 30 days that match a filter; of the last 50 commentaries if these days had none. Of a filter that only
 * excludes, or that is added to the present filter `kept`, those that it would have left out.
 */
const matchedLately = async (filter: string, { db, now }: CommandContext, kept?: string) => {
  const { items } = await latestCommentaries(db, { limit: mostInDays, offset: 0 })
  const since = new Date(now().getTime() - previewDays * dayMs).toISOString().slice(0, 10)
  const ofMonth = items.filter(({ commentary }) => (commentary.published ?? '') >= since)
  const looked = ofMonth.length > 0 ? ofMonth : items.slice(0, lookedAt)
  const isLess = kept !== undefined || onlyExcludes(filter)
  const listed = looked.filter((archived) =>
    isLess ? passes(kept ?? '', archived) && !passes(filter, archived) : passes(filter, archived),
  )
  if (looked.length === 0) return { listed, sentence: 'The archive is still empty, so nothing can be counted yet.' }
  const verb = isLess ? 'left out' : 'matched'
  const days = ofMonth.length > 0 ? ` of the last ${previewDays} days` : ''
  if (filter === '' && kept === undefined) {
    const sentence =
      days === ''
        ? `Nothing appeared in the last ${previewDays} days.`
        : `The last ${previewDays} days had ${countCommentaries(looked.length)}.`
    return { listed, sentence }
  }
  if (looked.length === 1) {
    const only = days === '' ? 'newest commentary' : `only commentary${days}`
    return { listed, sentence: `It would ${listed.length === 1 ? '' : 'not '}have ${verb} the ${only}.` }
  }
  const all = `${days === '' ? 'last ' : ''}${countCommentaries(looked.length)}${days}`
  return { listed, sentence: `It would have ${verb} ${listed.length} of the ${all}.` }
}

/**
 * Sentences about the terms of a filter that may not do what they seem to: names that the archive does not have, then words that are
 * also in a topic's name, because words are not compared with topics.
 */
const nameNotes = async (filter: string, { db }: CommandContext): Promise<readonly string[]> => {
  if (filter === '') return []
  const query = parseQuery(filter)
  const { clauses, without } = query
  const terms = await Promise.all(
    [...clauses, ...without].flatMap(termsOf).map(async ({ field, text }) => ({
      text: shown(text),
      topic: field === 'any' ? (await topicsLike(db, text, 1))[0] : undefined,
    })),
  )
  return [
    ...(await unknownNames(db, query)).map((note) => `${note} `),
    ...terms
      .filter(({ topic }) => topic !== undefined)
      .map(
        ({ text, topic }) =>
          `A plain word is not looked for in topics. For topics such as “${topic}” write topic:"${text}". `,
      ),
  ]
}

/** How many commentaries the filter would have let through lately, or left out of what is `kept`, and the first of them. */
export const filterPreview = async (
  filter: string,
  context: CommandContext,
  { mostRows = 2, kept }: { readonly mostRows?: number; readonly kept?: string | undefined } = {},
): Promise<Card['blocks']> => {
  const { listed, sentence } = await matchedLately(filter, context, kept)
  const rows = listed
    .slice(0, mostRows)
    .map(({ commentary }, index) => commentaryRow(commentary, { number: index + 1, text: undefined }))
  return [{ type: 'text', text: [...(await nameNotes(filter, context)), sentence] }, ...rows]
}

/** Whether at least one of the newest commentaries would have matched. */
export const matchesLately = async (filter: string, { db }: CommandContext): Promise<boolean> => {
  const { items } = await latestCommentaries(db, { limit: lookedAt, offset: 0 })
  return items.length === 0 || items.some((item) => passes(filter, item))
}

/** At most three words without query syntax, which may also be a phrase. */
export const arePlainWords = (text: string): boolean =>
  text.length <= 60 && /^[\p{L}\p{M}'’]+(?:[ -][\p{L}\p{M}'’]+){0,2}$/u.test(text) && !/\b(?:or|and|not)\b/iu.test(text)

/** The channel's subscription to the feed; undefined if there is none. */
export const feedSubscription = async ({ db }: CommandContext, { place }: Asker): Promise<Subscription | undefined> =>
  (await subscriptionsOf(db, place)).find(({ kind }) => kind === 'feed')

/** The sentence for a place without a subscription. */
export const noSubscription = (): UserError =>
  new UserError('Subscription', 'this channel has none', 'make one: /rsis subscribe instant')

/** A filter in a channel without a subscription makes the one that it needs. */
const subscribeWith = async (query: string, context: CommandContext, command: Command): Promise<Card> => {
  const card = await subscribePlace(
    parseSubscriptionRequest(`mode:instant filter:${query}`, subscribe.options),
    context,
    command,
  )
  const note = 'This channel had no subscription: one was made, which posts each commentary that matches as it appears.'
  return { ...card, blocks: [{ type: 'text', text: [note] }, ...card.blocks, ...(await filterPreview(query, context))] }
}

const changeFilter: Action = { label: 'Change…', form: 'filter' }

const nothingToFilter: Card = {
  title: { text: 'This channel has no subscription' },
  blocks: [
    { type: 'text', text: ['A filter makes one, which posts each commentary that matches as it appears:'] },
    { type: 'copy', text: '/rsis filter topic:maritime' },
  ],
  actions: [changeFilter],
}

const cleared = /^(?:clear|off|none|all|everything|remove|reset|delete)$/iu

/** Shows or sets what a channel's subscription lets through. */
export const filter: CommandDefinition = {
  verb: 'filter',
  synonyms: [],
  summary: 'Post here only what matches a search; says what would have matched in the last 30 days',
  options: [
    {
      name: 'query',
      description: 'A search, or clear for no filter; leave empty to see the present filter',
      writing: 'words',
      check: checkedFilter,
      field: { ...filterField, emptied: 'clear' },
    },
    channelOption,
  ],
  form: {
    fields: ['query'],
    async open(context, asker) {
      const before = await feedSubscription(context, asker)
      return { title: 'Filter this channel', submit: 'Save', values: { query: before?.filter ?? '' } }
    },
  },
  examples: ['/rsis filter topic:energy -nuclear', '/rsis filter nickel OR author:lim', '/rsis filter clear'],
  isManaging: (text) => !/^(?:show)?$/iu.test(text),
  madeSure: (text) =>
    arePlainWords(text) && !cleared.test(text) && !/^(?:set|to|for|add|show)\b/iu.test(text)
      ? `set ${text}`
      : undefined,
  reads: (text) => {
    if (/^(?:show|set .*)?$/iu.test(text) || cleared.test(text)) return true
    // A filter in words, such as `by lim, not china`, is shown as a search first.
    return (
      isSubjectAlone(text.replace(/(?<=\S) only$/iu, '')) &&
      (isQuery(text) || !isQuery(readCondition(text)?.query ?? ''))
    )
  },
  async run(text, context, command) {
    const subscription = await feedSubscription(context, command)
    if (text === '' || /^show$/iu.test(text)) {
      if (subscription === undefined) return nothingToFilter
      return {
        title: { text: `${gets(command.place)} ${describeFilter(subscription.filter)}` },
        blocks: await filterPreview(subscription.filter, context),
        actions: [changeFilter],
      }
    }
    const isCleared = cleared.test(text)
    const wanted = isCleared
      ? ''
      : /^set \S/iu.test(text)
        ? checkedFilter(text.replace(/^set /iu, ''))
        : describedFilter('Filter', text.replace(/^(?:to|for|add) (?=\S)/iu, '').replace(/(?<=\S) only$/iu, ''))
    if (subscription === undefined) {
      if (isCleared) throw noSubscription()
      return subscribeWith(wanted, context, command)
    }
    await changeSubscription(context.db, subscription.id, { filter: wanted })
    await resumeQuietly(context, subscription)
    const changed = { ...subscription, paused: undefined, filter: wanted }
    const isUnchanged = postsTheSame(subscription, changed)
    const isNow = `${gets(command.place).toLowerCase()} ${describeFilter(wanted)}`
    return {
      ...(isUnchanged && { isUnchanged }),
      title: {
        text: isUnchanged ? `${noChange}: ${isNow}` : `From now on ${isNow}`,
      },
      blocks: [...silencedBlocks(changed, context.now()), ...(await filterPreview(wanted, context))],
      actions: [changeFilter, ...(wanted === '' ? [] : [{ label: 'Clear the filter', command: '/rsis filter clear' }])],
    }
  },
}
