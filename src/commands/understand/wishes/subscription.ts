import { readCondition } from '../condition.ts'
import { type Request, splitRequest } from '../request.ts'
import { daysIn } from './adjust.ts'
import { ask, askFilter, type Choice, createReader, queryOf, run, type Wish } from './wish.ts'

const askEnd = ask(
  'What shall end here?',
  { label: 'All posts of the subscription', command: 'unsubscribe' },
  { label: 'The digest alone', command: 'digest off' },
  { label: 'Silent for a week', command: 'mute 7d' },
)

/** A subject that is to be posted, said without when: instead of all else, or beside what comes already. */
const askPosts = (typed: string): Wish | undefined => {
  const wish = askFilter(typed)
  const query = queryOf(typed)
  if (wish?.kind !== 'ask' || query === undefined || wish.isLess === true) return wish
  const [first, ...others] = wish.choices
  const beside: Choice = { label: 'At once, beside the rest', command: `watch add ${query}` }
  return first && { ...wish, choices: [first, beside, ...others] }
}

const leftOutFirst =
  /^(?:(?:but|and) )?(?:skip|not|no|except|without|never|omit)(?: on)? (.+?)(?:,? (?:and|but) |, |$)(.*)$/iu

/** The days that are left out belong to when: `daily at 7 but skip sundays and nothing on sports`. */
const withDays = ({ schedule, condition }: Request): Request => {
  const [, days = '', rest = ''] = leftOutFirst.exec(condition) ?? []
  return schedule === '' || days === '' || daysIn(days) === undefined
    ? { schedule, condition }
    : { schedule: `${schedule} except ${days}`, condition: rest }
}

/** A subscription in the words of `subscribe`, from a wish that says when, what, or both. */
export const askSubscription = (typed: string): Wish | undefined => {
  const { schedule, condition } = withDays(splitRequest(typed) ?? { schedule: '', condition: typed })
  if (schedule === '') return condition === '' ? undefined : askPosts(condition)
  const found = condition === '' ? undefined : readCondition(condition)
  const choiceOf = (label: string, query: string | undefined): Choice => ({
    label,
    command: `subscribe ${schedule}${query === undefined ? '' : ` filter:${query}`}`,
  })
  if (found === undefined) return ask(`Post here all commentaries: ${schedule}?`, choiceOf('Subscribe so', undefined))
  const choices =
    found.either === undefined
      ? [choiceOf('Subscribe so', found.query)]
      : [choiceOf('Any one of them', found.either), choiceOf('All of them together', found.query)]
  return {
    kind: 'ask',
    question: `Post here what matches ${found.query}: ${schedule}?`,
    choices: [...choices, { label: 'Search once', command: `search ${found.query}` }],
    filter: found.query,
  }
}

/** What somebody reads for is no time of a digest. */
const hasPurpose =
  / for (?:a|an|my|our|the) (?:\p{L}+ ){0,2}(?:meeting|briefing|report|paper|essay|class|talk|speech|memo)\b/iu
const saysOnly = /\b(?:only|just|except|not|without|but)\b/iu

const fewer: Wish = {
  kind: 'ask',
  question: 'Fewer posts here?',
  choices: [
    { label: 'One digest a working day', command: 'subscribe digest weekdays 08:00' },
    { label: 'One digest a week', command: 'subscribe digest monday 08:00' },
    { label: 'Silent for a week', command: 'mute 7d' },
    { label: 'What comes now', command: 'list' },
  ],
}

/** Wishes to begin and to end. */
export const readSubscriptionWish = createReader([
  [
    [
      '(?:too many|so many|way too many|fewer|less|not so many) {our}{docs}(?: .*)?',
      '(?:{stop}|not|less) {sending}(?: {our}(?:{docs}|{digest}))?(?: (?:us|me|everyone))? (?:at night|so (?:often|much|many)|all the time|too (?:often|much)|every (?:day|time|hour)|this much|that much|in the (?:night|evening|middle of the night)|on (?:my|our) days? off)',
    ],
    () => fewer,
  ],
  [
    [
      '(?:{stop}|enough|leave (?:me|us) alone|no more|unsub|opt out|sign (?:off|out)|take off(?: {our}list)?)(?: {sending})?(?: {our}(?:{docs}|everything|all|it|this|that|channel|list|bot|all of (?:it|them|this)))*(?: {docs})?',
    ],
    () => askEnd,
  ],
  [
    [
      '(?:add|sign up|join|opt in|enrol|enroll|register|subscribe|follow|become|be)(?: (?:me|us|this|it|for|to|on|here|everything|all|updates|this channel|the channel|{our}(?:newsletters?|mailing list|list|subscribers?(?: list)?)))*',
    ],
    () => run('subscribe'),
  ],
  [
    ['(?:start )?(?:post(?:ing)?|deliver) {our}{docs} (?:about|on|from|by|mentioning|regarding) (?<name>.+)'],
    ({ name = '' }) => askPosts(name),
  ],
  [
    [
      "(?:{start}|send|give|get|post|deliver|e-?mail|mail|push|dm|receive|want|need|have|share|(?:i|we)(?: would|'d)? (?:like|want|need|prefer|care about))(?: (?:to|for|with|up|in))* (?<rest>.+)",
      "(?:i|we)(?: would|'d)? (?<rest>(?:only|just) (?:like|want|need|prefer|care about) .+)",
    ],
    ({ rest = '' }) => {
      const words = rest.replace(/^((?:only|just) )(?:like|want|need|prefer|care about) /iu, '$1')
      const split = hasPurpose.test(words) ? undefined : splitRequest(words)
      const isWish = split !== undefined && (split.schedule !== '' || saysOnly.test(words))
      return isWish ? askSubscription(words) : undefined
    },
  ],
])
