import type { Slots } from '../intent.ts'
import { isMistaken } from './digest.ts'
import {
  ask,
  askFilter,
  type Choice,
  conditionOf,
  either,
  queryOf,
  run,
  requested,
  type UserRequest,
  type RequestIntent,
} from './request.ts'

const askEnd = ask(
  'What should end here?',
  { label: 'All posts of the subscription', command: 'unsubscribe' },
  { label: 'Only the digest', command: 'digest off' },
  { label: 'Mute for a week', command: 'mute 7d' },
)

const fewer: UserRequest = {
  kind: 'ask',
  question: 'Fewer posts here?',
  choices: [
    { label: 'One digest each working day', command: 'subscribe digest weekdays 08:00' },
    { label: 'One digest a week', command: 'subscribe digest monday 08:00' },
    { label: 'Mute for a week', command: 'mute 7d' },
    { label: 'Show what this channel gets', command: 'list' },
  ],
}

/** A subject to post, without a schedule: instead of everything else, or in addition to it. */
const askPosts = (typed: string): UserRequest | undefined => {
  // A subscription begins at once, and has no dates.
  if (/^(?:from|since|until|till|after|before) /iu.test(typed)) return undefined
  const request = askFilter(typed)
  const query = queryOf(typed)
  if (request?.kind !== 'ask' || query === undefined || request.isLess === true) return request
  const [first, ...others] = request.choices
  const beside: Choice = { label: 'At once, in addition', command: `watch add ${query}` }
  return first && { ...request, choices: [first, beside, ...others] }
}

/** `for my meeting`, `for a report`: what the posts are for, which is no time for them. */
const hasPurpose =
  / for (?:a|an|my|our|the) (?:\p{L}+ ){0,2}(?:meeting|briefing|report|paper|essay|class|talk|speech|memo)\b/iu

/** What to post and when; each may be left out. */
const askSubscription = ({ cadence = '', topic = '' }: Slots): UserRequest | undefined => {
  if (hasPurpose.test(topic)) return undefined
  if (cadence === '') return topic === '' ? run('subscribe') : askPosts(topic)
  const found = topic === '' ? undefined : conditionOf(topic)
  if (topic !== '' && found === undefined) return undefined
  const choiceOf = (label: string, query: string | undefined): Choice => ({
    label,
    command: `subscribe ${cadence}${query === undefined ? '' : ` filter:${query}`}`,
  })
  if (found === undefined)
    return ask(`Post here all commentaries: ${cadence}?`, choiceOf('Subscribe like this', undefined))
  const choices =
    found.either === undefined
      ? [choiceOf('Subscribe like this', found.query)]
      : [choiceOf('Any one of them', found.either), choiceOf('All of them together', found.query)]
  return {
    kind: 'ask',
    question: `Post here what matches ${found.query}: ${cadence}?`,
    choices: [...choices, { label: 'Search once', command: `search ${found.query}` }],
    filter: found.query,
  }
}

const saysWhole = /^(?:(?:a |the )?(?:daily|weekly|weekdays?|weekends?)|every|each)\b/iu

/** A schedule without a verb: a complete one is applied at once, any other is asked about. */
const ofCadence = (cadence: string, isNamed: boolean): UserRequest | undefined => {
  if (/^(?:19|20)?\d\d$/u.test(cadence)) return undefined
  if (isNamed || saysWhole.test(cadence) || isMistaken(cadence)) return run(`subscribe ${cadence}`)
  return ask(
    `A digest here, ${cadence}?`,
    { label: 'Change or make the digest', command: `digest set ${cadence}` },
    { label: 'What it is now', command: 'digest show' },
  )
}

const about = 'send docs want sub channel start digest it all also say time now change like bot newest'

/** Requests to subscribe and to unsubscribe. */
export const subscriptionRequests: readonly RequestIntent[] = [
  either('too_many docs|send|watchn ~ start send want', () => fewer),
  requested('stop|not send|docs $cadence ~ send docs', ({ cadence = '' }) =>
    /night|evening/iu.test(cadence) ? fewer : undefined,
  ),
  requested(
    'stop|not|leaving send|docs|it|all|sub|channel ~ send docs it all sub channel want bot like anymore',
    () => askEnd,
  ),
  requested('stop|leaving ~ bot it', () => askEnd),
  requested(`stop|leaving|pause all except $topic ~ ${about}`, ({ topic = '' }) => askFilter(topic)),
  requested(`start instant ~ ${about}`, () => run('subscribe instant')),
  requested(`start ~ ${about}`, () => run('subscribe')),
  requested('$cadence ~ docs newest', ({ cadence = '' }) => ofCadence(cadence, false)),
  requested('digest $cadence ~ docs', ({ cadence = '' }) => ofCadence(cadence, true)),
  requested(`start|send|want|alerting $cadence $topic? ~ ${about} alerting`, askSubscription),
  requested(`start|send|want only $topic $cadence? ~ ${about} only`, askSubscription),
  requested(`start|send|want except $topic $cadence? ~ ${about}`, ({ cadence, topic = '' }) =>
    askSubscription({ cadence, topic: `not ${topic}` }),
  ),
  requested(`start $topic ~ ${about} topic`, askSubscription),
  requested(`docs|digest|only $cadence $topic ~ ${about} only`, askSubscription),
  requested(`not|except $cadence $topic ~ ${about}`, ({ cadence, topic = '' }) =>
    askSubscription({ cadence, topic: `not ${topic}` }),
  ),
]
