import { authorsLike } from '../../archive/store/completions.ts'
import { shown } from '../../archive/query/text.ts'
import type { Block, Card } from '../../card/card.ts'
import { UserError } from '../../errors.ts'
import { inWeekOrder } from '../../subscriptions/cadence.ts'
import { shiftedTime } from '../../subscriptions/schedule/parse-time.ts'
import type { CommandContext } from '../command.ts'
import { daysText } from '../describe-days.ts'
import { describeCadence, describeFilter, describeTimes, gets } from '../describe-subscription.ts'
import { feedSubscription, filterPreview } from '../filter.ts'
import { lastList } from '../last-list.ts'
import type { Command } from '../port.ts'
import { definitionOf, splitVerb } from '../understand/command-line.ts'
import type { Meaning } from '../understand/meaning.ts'
import type { Choice } from '../understand/requests/index.ts'
import { withKnownTopics } from './known-names.ts'
import { type Asked, isChange, notAllowed, runLine } from './asked.ts'

/** The choice for an author whom the words may name: `only lim`. */
const authorChoice = async (
  query: string,
  [first]: readonly Choice[],
  { db }: CommandContext,
): Promise<readonly Choice[]> => {
  if (first === undefined || !/^[\p{L}\p{M}'’. -]+$/u.test(query) || query.startsWith('-')) return []
  const words = query.toLowerCase().split(' ')
  const authors = (await authorsLike(db, query, 1)).filter((name) =>
    words.every((word) => name.toLowerCase().split(/[ -]/u).includes(word)),
  )
  const field = `author:${words.length > 1 ? `"${query}"` : query}`
  return authors.map((name) => ({ label: `By ${shown(name)}`, command: first.command.replace(query, field) }))
}

/** Whether somebody asks for a direct message by name. */
const saysPrivately = (text: string): boolean =>
  /\b(?:dm|pm|privately|in private|(?:direct|private) messages?)\b|\bmessage me\b/iu.test(text)

/** Whether somebody wants something for themselves: `send me`, `I’d like`. */
export const saysMe = (text: string): boolean =>
  /\b(?:me|my|mine|myself|i|i'm|i'd|i'll|personal(?:ly)?)\b/iu.test(text) || saysPrivately(text)

/** Whether others see what is posted in the place, so that a person may prefer direct messages. */
export const isShared = ({ place }: Pick<Command, 'place'>): boolean =>
  place.platform !== 'web' && place.isDirect !== true

/** Says that settings of this channel do not concern direct messages. */
const forYouAlone = ({ place }: Pick<Command, 'place'>): Block => ({
  type: 'text',
  text: [
    place.platform === 'web'
      ? 'This is for everybody who reads here. For you alone, send the bot a direct message with the same words on Slack or Discord.'
      : 'This is for everybody in this channel. For you alone, send the bot a direct message with the same words.',
  ],
})

/** The beginning of a request that may be about the list which the person saw last. */
const mayNarrow = /^(?:only|just|but only|without|except|not)\b/iu

/** The list that the person saw last, narrowed: `only from this year`. */
const narrowing = async (
  filter: string | undefined,
  typed: string,
  { context, command }: Asked,
): Promise<readonly Choice[]> => {
  if (filter === undefined || !mayNarrow.test(typed)) return []
  const query = /^search (?<query>.+)$/u.exec((await lastList(context, command)).command ?? '')?.groups?.['query']
  return query === undefined
    ? []
    : [{ label: 'Narrow the list', command: `search ${/ OR /u.test(query) ? `(${query})` : query} ${filter}` }]
}

type Question = Extract<Meaning, { kind: 'ask' }>

/** The question with topics that exist in the archive. */
const ofKnownTopics = async (asked: Question, context: CommandContext): Promise<Question> => {
  const { question, choices, filter, typed } = asked
  const known = async (text: string): Promise<string> => withKnownTopics(text, typed, context)
  return {
    ...asked,
    question: await known(question),
    choices: await Promise.all(choices.map(async (one) => ({ ...one, command: await known(one.command) }))),
    ...(filter === undefined ? {} : { filter: await known(filter) }),
  }
}

/** Shows what would be changed, with a button that changes it. */
export const askFirst = async (given: Question, { context, command, definitions }: Asked): Promise<Card> => {
  const { question, choices: meant, filter, typed, isLess } = await ofKnownTopics(given, context)
  const narrowed = await narrowing(filter, typed, { context, command, definitions })
  const isAccepted = ({ command: line }: Choice): boolean => {
    const { verb, rest } = splitVerb(line)
    return definitionOf(definitions, verb)?.reads?.(rest, verb) !== false
  }
  const choices = [...narrowed, ...meant].filter(isAccepted)
  const isManaging = ({ command: line }: Choice): boolean => {
    const { verb, rest } = splitVerb(line)
    return definitionOf(definitions, verb)?.isManaging?.(rest) === true
  }
  const isCopied = ({ command: line }: Choice): boolean => {
    const { verb, rest } = splitVerb(line)
    const definition = definitionOf(definitions, verb)
    return definition !== undefined && isChange(definition, rest)
  }
  const isAboutPosts = choices.some(isManaging)
  if (isAboutPosts && !(await command.person.mayManage())) throw notAllowed()
  const isForAll = command.place.isDirect !== true && (saysPrivately(typed) || (saysMe(typed) && isShared(command)))
  const before = await feedSubscription(context, command)
  const replaces = choices.some((choice) => splitVerb(choice.command).verb === 'subscribe')
  const now =
    before === undefined || (!isAboutPosts && filter === undefined)
      ? undefined
      : `Now ${gets(before.place).toLowerCase()} ${describeFilter(before.filter)}: ${describeTimes(before)}.${replaces ? ' The new subscription would replace this.' : ''}`
  // An exclusion applies to what was let through before.
  const kept = isLess === true && before !== undefined ? before.filter : ''
  const whole = choices.map((choice) =>
    kept === '' ? choice : { ...choice, command: choice.command.replace(/^filter /u, `filter ${kept} `) },
  )
  const preview =
    filter === undefined
      ? []
      : await filterPreview(`${kept} ${filter}`.trim(), context, { kept: isLess === true ? kept : undefined }).catch(
          () => [],
        )
  const byAuthor = filter === undefined ? [] : await authorChoice(filter, whole, context)
  const isSearch = whole.some(({ command: line }) => line.startsWith('search '))
  const offered = [
    ...whole.slice(0, 1),
    ...byAuthor,
    ...whole.slice(1),
    ...(isSearch ? [] : [{ label: 'Search for these words', command: `search ${typed}` }]),
  ]
  return {
    title: { text: narrowed.length > 0 ? `The list, or what is posted here? ${question}` : question },
    blocks: [
      ...(now === undefined ? [] : [{ type: 'text', text: [now] } as const]),
      { type: 'text', text: ['Nothing is changed yet. Press a button, or type:'] },
      ...(isForAll && isAboutPosts ? [forYouAlone(command)] : []),
      ...offered.filter(isCopied).map((choice) => ({ type: 'copy', text: `/rsis ${choice.command}` }) as const),
      ...preview,
    ],
    actions: offered.map(({ label, command: line }) => ({ label, command: `/rsis ${line}` })),
    isShareable: false,
  }
}

/** Asks about a change of some days or of the hour of the digest, because the words do not name the digest. */
export const adjustDigest = async (
  { add, drop, minutes, typed }: Extract<Meaning, { kind: 'adjust' }>,
  asked: Asked,
): Promise<Card> => {
  const subscription = await feedSubscription(asked.context, asked.command)
  const before = subscription?.digest?.cadence
  const isInstant = subscription?.isInstant === true
  if (before === undefined) return runLine('digest show', asked)
  const days = inWeekOrder([...before.days, ...add]).filter((day) => !drop.includes(day))
  if (days.length === 0) throw new UserError('Days', 'no day is left', 'for no digest: /rsis digest off')
  if (minutes === 0 && days.join() === before.days.join()) {
    return {
      title: { text: `The digest already comes ${describeCadence(before)}` },
      blocks: isInstant
        ? [
            {
              type: 'text',
              text: ['Each commentary is posted as it appears, too, on every day. For the digest alone:'],
            },
            { type: 'copy', text: '/rsis subscribe digest' },
          ]
        : [],
      actions: [{ label: 'Show what this channel gets', command: '/rsis list' }],
    }
  }
  const times = before.times.map((time) => shiftedTime(time, minutes))
  const cadence = { ...before, days, times }
  const command = `digest set ${daysText(days)} ${times.join(',')} ${before.zone}`
  return askFirst(
    {
      kind: 'ask',
      question: `The digest ${describeCadence(cadence)}?`,
      choices: [{ label: 'Change the digest', command }],
      typed,
    },
    asked,
  )
}
