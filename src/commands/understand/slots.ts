import { dayOf, readSpan, withWholeDays } from '../../archive/query/dates.ts'
import { muteUntil } from '../../subscriptions/mute-until.ts'
import { normaliseInput } from '../../subscriptions/schedule/normalise-input.ts'
import { refuseOtherPeriods } from '../../subscriptions/schedule/other-periods.ts'
import { isSchedule } from '../../subscriptions/schedule/parse-schedule.ts'
import { isReference } from '../find-commentary.ts'
import { rowNumbers } from './list-words.ts'
import { standsFor, type Token } from './tokens.ts'

/** Whether words say how long or until when to be silent, even a time that is not possible. */
export const saysUntil = (text: string): boolean =>
  muteUntil(text, new Date(), 'UTC') !== undefined ||
  /^(?:(?:until|till|til) (?:(?!,| and | then ).)+|tomorrow|next (?:week|month|\p{L}+day)|forever|indefinitely)$/iu.test(
    text,
  )

/** Whether words only say when, how often or how long, and do not name anything to read. */
export const saysTime = (text: string): boolean =>
  isSchedule(text) || saysUntil(text) || isSchedule(/^(?:after|before|by|from) (.+)$/iu.exec(text)?.[1] ?? '')

const dayWord =
  /^(?:\d{1,2}(?:[:.h]\d{2})?(?:[ap]\.?m?\.?|hrs?|h)?|\d{4}(?:hrs?|h)?|(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|days|s)?|wednesdays?|saturdays?|tuesdays?|thursdays?|daily|(?:daily|weekdays?|wkdays?|weekends?)(?:\d.*)?|week|weekly|mornings?|afternoons?|evenings?|nights?|noon|midday|midnight|once|twice|half|quarter|fortnight|every|each|everyday|\p{L}{3}-\p{L}{3}|(?:\p{L}{3},)+\p{L}{3})$/iu
const untilWord =
  /^(?:until|till|til|'til|for|over|during|through|tonight|today|this|tomorrow|next|rest|\d+(?:[dhwm]|min|mins)?|an?|two|three|forever|indefinitely|couple)$/iu
const leadWord = /^(?:at|on|in|by|around|from|to|before|after|@)$/iu
const dateWord =
  /^(?:in|during|from|since|after|before|until|till|newer|later|older|earlier|between|of|on|dated|published|last|past|previous|this|yesterday|today|early|mid|late|q[1-4]|h[12]|first|second|the|(?:19|20)\d\d|\d{1,2}(?:st|nd|rd|th)?|jan\p{L}*|feb\p{L}*|mar|march|apr\p{L}*|may|june?|july?|aug\p{L}*|sept?\p{L}*|oct\p{L}*|nov\p{L}*|dec\p{L}*|\d{4}-\d\d(?:-\d\d)?|\d{1,2}\/\d{1,2}\/(?:20)?\d{2}|year)$/iu
const ownNouns = [
  'digest',
  'docs',
  'send',
  'watchn',
  'sub',
  'filter',
  'alerting',
  'inform',
  'not',
  'stop',
  'show',
  'find',
  'want',
  'change',
  'except',
]
const anyDay = dayOf(new Date('2030-06-15T00:00:00Z'))

const saysDate = (typed: string, next?: string): boolean => {
  // `may` and `march` may be verbs, which the word after them shows; the search reads such dates.
  const isVerb = next !== undefined && /\b(?:may|march)$/iu.test(typed)
  const span = (isVerb ? typed : withWholeDays(typed)).replace(/'s$| (?:only|alone)$/u, '')
  const bare = span
    .toLowerCase()
    .replace(
      /^(?:(?:published|dated|written) )?(?:in|during|from|since|after|before|(?:newer|later|older|earlier) than|until|till|of|on|over|within) (?:the )?/u,
      '',
    )
    .replace(/^year (?=\d{4}$)/u, '')
  const isLone =
    !/\s|\d/u.test(span) &&
    !/^(?:yesterday|today|january|february|april|june|july|august|september|october|november|december)$/iu.test(span)
  if (isLone || (/^between /iu.test(span) && !/ (?:and|to|until|till) /iu.test(span))) return false
  const [from = '', to] = bare.split(/ (?:and|to|until|till) /u)
  return (
    readSpan(from.replace(/^between /u, ''), anyDay) !== undefined &&
    (to === undefined || readSpan(to, anyDay) !== undefined)
  )
}

/** A period that a digest cannot have. */
const saysPeriod = (span: string): boolean => {
  try {
    refuseOtherPeriods(normaliseInput(span))
    return false
  } catch {
    return span.split(' ').length < 4
  }
}

/** A year or a number alone is not a time of day. */
const saysCadence = (span: string): boolean =>
  !/^(?:(?:in|from|of|after|before|since|by) )?(?:(?:19|20)\d\d(?: ?(?:to|until|till|-) .*)?|\d{1,2}|week)$|(?:^| )(?:and|or|but|the|at|on|to|of|for|per|by|via|as|with|only|except|without|not)$/iu.test(
    span,
  ) && isSchedule(span)

const shift =
  /^(?:(?:back |forward )?by )?(?:\d{1,3}|an?|one|two|three|four|half|half an) ?(?:hours?|hrs?|h|min(?:ute)?s?) (?:later|earlier|sooner)$/iu

/** The slot that a span of words fills, and the words with which it may begin. */
const slots: readonly (readonly [name: string, begins: RegExp, says: (span: string, next?: string) => boolean])[] = [
  [
    'period',
    /^(?:every|each|alternate|bi-?weekly|fortnight(?:ly)?|monthly|quarterly|yearly|annually|hourly|bi-?monthly)$/iu,
    saysPeriod,
  ],
  ['shift', /^(?:\d{1,3}|an?|one|two|three|four|half|by)$/iu, (span) => shift.test(span)],
  ['until', untilWord, (span) => !/^(?:an?|the) \p{L}+$/iu.test(span) && saysUntil(span)],
  ['cadence', dayWord, saysCadence],
  ['date', dateWord, saysDate],
  [
    'rows',
    /^(?:#?\d{1,3}(?:st|nd|rd|th)?|the|that|no\.?|nr|number|num|item|option|row|result|hit|entry|choice|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|one|two|three|four|five)$/iu,
    (span) => !/(?:and|,)$/iu.test(span) && rowNumbers(span) !== undefined,
  ],
]
const longestSlot = 9
/** A sentence ends within a span, which is no abbreviation: `this morning. no wait`. */
const endOfSentence =
  /[?!;] |(?<!\b(?:\d* ?[ap]\.?m|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|jan|feb|mar|apr|aug|sept?|oct|nov|dec))\. /iu
/** An address on the web, also without its scheme. */
const site =
  /^(?:https?:\/\/|www\.)\S+$|^(?:[a-z\d-]+\.)+(?:org|com|net|sg|edu|int|gov|io|au|uk|de|fr|in|id|my)(?:\/\S*)?$/u

const slotsIn = (
  text: string,
  tokens: readonly Token[],
  at: number,
): { readonly length: number; readonly found: readonly string[] } => {
  const [first, second] = [tokens[at], tokens[at + 1]]
  if (first === undefined || first.concepts.has('quote')) return { length: 1, found: [] }
  if (isReference(text.slice(first.start, first.end)))
    return { length: 1, found: ['ref', ...(site.test(first.word) ? ['site'] : [])] }
  if (site.test(first.word)) return { length: 1, found: ['site'] }
  const behind = second !== undefined && /^(?:the|an?)$/u.test(second.word) ? tokens[at + 2] : second
  const isLead = leadWord.test(first.word) && behind !== undefined && dayWord.test(behind.word)
  const isBound = /^(?:after|before)$/u.test(tokens[at - 1]?.word ?? '')
  const tried = slots.filter(([name, begins]) =>
    name === 'cadence' ? !isBound && (isLead || begins.test(first.word)) : begins.test(first.word),
  )
  if (tried.length === 0) return { length: 1, found: [] }
  const ahead = tokens.slice(at, at + longestSlot)
  const stop = ahead.findIndex(
    (token) => standsFor(token, ...ownNouns) && !/^(?:except|but|not|skip|no)$/u.test(token.word),
  )
  const last = at + (stop < 0 ? ahead.length : stop)
  for (let end = last; end > at; end -= 1) {
    const span = text.slice(first.start, tokens[end - 1]?.end)
    if (endOfSentence.test(span)) continue
    const said = tried.filter(([, , says]) => says(span, tokens[end]?.word)).map(([name]) => name)
    const found = /^(?:until|till|til|for) /iu.test(span) && said.includes('until') ? ['until'] : said
    if (found.length > 0) return { length: end - at, found }
  }
  return { length: 1, found: [] }
}

/** The tokens, with those that fill one slot joined: a time, a date, a commentary, rows of a list, an address. */
export const withSlots = (text: string, tokens: readonly Token[]): Token[] => {
  const filled: Token[] = []
  for (let at = 0; at < tokens.length; ) {
    const { length, found } = slotsIn(text, tokens, at)
    const [first, last] = [tokens[at], tokens[at + length - 1]]
    at += length
    if (first === undefined || last === undefined) continue
    if (found.length === 0) filled.push(first)
    else {
      const word = text.slice(first.start, last.end).toLowerCase()
      filled.push({
        start: first.start,
        end: last.end,
        word,
        concepts: new Set([...(length === 1 ? first.concepts : []), ...found]),
        isSilent: false,
        isTurning: false,
        isPast: false,
        tag: 'NUM',
      })
    }
  }
  return filled
}
