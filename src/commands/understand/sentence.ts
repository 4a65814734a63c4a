import { numberIn } from '../../archive/query/number-words.ts'
import { dayOf, readSpan } from '../../archive/query/dates.ts'
import { normaliseInput } from '../../subscriptions/schedule/normalise-input.ts'
import { refuseOtherPeriods } from '../../subscriptions/schedule/other-periods.ts'
import { isSchedule } from '../../subscriptions/schedule/parse-schedule.ts'
import { isReference } from '../find-commentary.ts'
import { basicForms, conceptsOf, expressionsWith, isFunctionWord, isKnownWord } from './lexicon.ts'
import { isPronoun, rowNumbers } from './list-words.ts'
import { saysUntil } from './slots.ts'

/** A word of a line, or several that fill one slot together. */
export type Token = {
  /** Where it stands in the text. */
  readonly start: number
  readonly end: number
  /** In small letters, without signs around it. */
  readonly word: string
  /** What it stands for: concepts of the lexicon, and slots. */
  readonly concepts: ReadonlySet<string>
  /** Whether the sentence means the same without it. */
  readonly isSilent: boolean
  /** Whether it tells of something that is over: `stopped`. */
  readonly isPast: boolean
}

/** A line as words with what they stand for. */
export type Sentence = {
  readonly text: string
  readonly tokens: readonly Token[]
  /** Whether it asks about something, so that it changes nothing. */
  readonly isQuestion: boolean
}

const pieces = /"[^"]+"|\S+/gu
const signsAround = /^[("']+|[)"'.,;:!?…]+$/gu

/** Concepts that a sentence does not mean the same without, though their words are common. */
const telling = ['not', 'only', 'except', 'later', 'resume', 'stop', 'also']
const particles = new Set([
  'off',
  'up',
  'on',
  'out',
  'away',
  'back',
  'down',
  'know',
  'posted',
  'updated',
  'informed',
  'alone',
])

const orders = ['stop', 'leaving', 'pause', 'change', 'start']

const plainTokens = (text: string): Token[] =>
  [...text.matchAll(pieces)].flatMap(({ 0: raw, index }) => {
    const isQuote = /^"[^"]+"/u.test(raw)
    const word = isQuote ? raw : raw.toLowerCase().replaceAll(signsAround, '')
    if (!/[\p{L}\p{N}]/u.test(word)) return []
    const isName = /^(?:US|WHO|IS|IT|MAY|WILL)$/u.test(raw.replaceAll(signsAround, ''))
    const found = isName || isQuote ? new Set<string>() : new Set(conceptsOf(word))
    if (word.endsWith("n't")) found.add('not')
    // `something on nickel drops` tells what happens, and is no order.
    if (word.endsWith('s') && !isKnownWord(word)) for (const one of orders) found.delete(one)
    const start = index + (isQuote ? 0 : raw.toLowerCase().indexOf(word))
    return [
      {
        start,
        end: start + word.length,
        word,
        concepts: isQuote ? new Set(['quote']) : found,
        isSilent: !isName && isFunctionWord(word) && !telling.some((one) => found.has(one)),
        isPast:
          word.endsWith('ed') &&
          found.size > 0 &&
          basicForms(word)
            .slice(1)
            .some((form) => conceptsOf(form).size > 0),
      },
    ]
  })

/** The index behind the words of an expression that begins at `at`, or undefined; words that name nothing may come between. */
const matchRest = (tokens: readonly Token[], at: number, rest: readonly string[]): number[] | undefined => {
  const taken: number[] = []
  let next = at + 1
  for (const wanted of rest) {
    const most = particles.has(wanted) ? next + 3 : next + 2
    let found: number | undefined
    for (let here = next; here <= most && here < tokens.length; here += 1) {
      const token = tokens[here]
      if (token === undefined) break
      if (token.word === wanted || basicForms(token.word).includes(wanted)) {
        found = here
        break
      }
      if (!token.isSilent && !particles.has(wanted)) break
    }
    if (found === undefined) return undefined
    taken.push(found)
    next = found + 1
  }
  return taken
}

/** Joins the words of expressions: `turn the digest off` has one token for `turn off`. */
const withExpressions = (tokens: readonly Token[]): Token[] => {
  const joined: (Token | undefined)[] = [...tokens]
  for (const [at, token] of tokens.entries()) {
    if (joined[at] === undefined) continue
    const found = new Set(token.concepts)
    let longest = 0
    for (const { rest, concept } of expressionsWith(token.word)) {
      if (rest.length < longest) break
      const taken = matchRest(tokens, at, rest)
      if (taken === undefined) continue
      if (longest === 0) found.clear()
      longest = rest.length
      found.add(concept)
      for (const index of taken) joined[index] = undefined
    }
    if (longest > 0) joined[at] = { ...token, concepts: found, isSilent: false }
  }
  return joined.filter((token) => token !== undefined)
}

const dayWord =
  /^(?:\d{1,2}(?:[:.h]\d{2})?(?:[ap]\.?m?\.?|hrs?|h)?|\d{4}(?:hrs?|h)?|(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|days|s)?|wednesdays?|saturdays?|tuesdays?|thursdays?|daily|(?:daily|weekdays?|wkdays?|weekends?)(?:\d.*)?|week|weekly|mornings?|afternoons?|evenings?|nights?|noon|midday|midnight|once|twice|half|quarter|fortnight|every|each|everyday|\p{L}{3}-\p{L}{3}|(?:\p{L}{3},)+\p{L}{3})$/iu
const untilWord =
  /^(?:until|till|til|'til|for|over|during|through|tonight|today|this|tomorrow|next|rest|\d+(?:[dhwm]|min|mins)?|an?|two|three|forever|indefinitely|couple)$/iu
const leadWord = /^(?:at|on|in|by|around|from|to|before|after|@)$/iu
const dateWord =
  /^(?:in|during|from|since|after|before|until|till|between|of|on|dated|published|last|past|previous|this|yesterday|today|early|mid|late|q[1-4]|h[12]|first|second|the|(?:19|20)\d\d|\d{1,2}(?:st|nd|rd|th)?|jan\p{L}*|feb\p{L}*|mar|march|apr\p{L}*|may|june?|july?|aug\p{L}*|sept?\p{L}*|oct\p{L}*|nov\p{L}*|dec\p{L}*|\d{4}-\d\d(?:-\d\d)?|\d{1,2}\/\d{1,2}\/\d{4})$/iu
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

const saysDate = (span: string): boolean => {
  const bare = span
    .toLowerCase()
    .replace(
      /^(?:(?:published|dated|written) )?(?:in|during|from|since|after|before|until|till|of|on|over|within) (?:the )?/u,
      '',
    )
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

/** A year or a number alone is no time of day. */
const saysCadence = (span: string): boolean =>
  !/^(?:(?:in|from|of|after|before|since|by) )?(?:(?:19|20)\d\d|\d{1,2}|week)$|(?:^| )(?:and|or|but|the|at|on|to|only)$/iu.test(
    span,
  ) && isSchedule(span)

const shift =
  /^(?:(?:back |forward )?by )?(?:\d{1,3}|an?|one|two|three|four|half|half an) ?(?:hours?|hrs?|h|min(?:ute)?s?) (?:later|earlier|sooner)$/iu

/** What a span of words says as a whole, and where such a span may begin. */
const slots: readonly (readonly [name: string, begins: RegExp, says: (span: string) => boolean])[] = [
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
    (span) => rowNumbers(span) !== undefined,
  ],
]
const longestSlot = 9
/** An address on the web, be it without its beginning. */
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
  const stop = tokens.findIndex(
    (token, index) =>
      index >= at &&
      ownNouns.some((one) => token.concepts.has(one)) &&
      !/^(?:except|but|not|skip|no)$/u.test(token.word),
  )
  const last = Math.min(at + longestSlot, stop < 0 ? tokens.length : stop, tokens.length)
  for (let end = last; end > at; end -= 1) {
    const span = text.slice(first.start, tokens[end - 1]?.end)
    const said = tried.filter(([, , says]) => says(span)).map(([name]) => name)
    const found = /^(?:until|till|til|for) /iu.test(span) && said.includes('until') ? ['until'] : said
    if (found.length > 0) return { length: end - at, found }
  }
  return { length: 1, found: [] }
}

const withSlots = (text: string, tokens: readonly Token[]): Token[] => {
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
        isPast: false,
      })
    }
  }
  return filled
}

/** What a time is changed from is no wish: `from 8 to 9:30`, `at 9 instead of 8`. */
const withoutOldTime = (tokens: readonly Token[]): readonly Token[] =>
  tokens.map((token, at) => {
    const isOld =
      token.concepts.has('cadence') &&
      ((token.word.startsWith('from ') && tokens[at + 1]?.word.startsWith('to ') === true) ||
        (at > 1 &&
          [tokens[at - 1], tokens[at - 2]].some((one) => one?.concepts.has('instead') === true) &&
          tokens.slice(0, at - 1).some(({ concepts }) => concepts.has('cadence'))))
    return isOld ? { ...token, concepts: new Set<string>(), isSilent: true } : token
  })

const asking =
  /^(?:what|when|where|who|whom|whose|which|why|how|is|are|was|were|am|do|does|did|has|had|have (?:you|we|i|they|any|there)|should|isn't|aren't|wasn't|didn't|doesn't|hasn't|haven't|can|could|may|might|would|will|(?:what|who|where|when|how)'s|(?:since|for|from|until|in|at|on|by) (?:when|how|what|which))\b/iu

/** What is told of the past is no wish. */
const isOver =
  /\b(?:got|was|were|did|didn't|came|went|had|received|arrived|missed|stopped|happened|already|haven't|hasn't)\b/iu

/** What a word stands for as a noun. */
const nouns = ['docs', 'watchn', 'digest', 'sub']

/** A word that is both a verb and a noun is a verb at the head of a line, before what it is done to: `post the latest here`. */
const asVerb = (tokens: readonly Token[]): readonly Token[] => {
  const [first, second, ...others] = tokens
  if (first === undefined || second === undefined || !/^(?:the|an?|me|us|it|this|that|my|our|all)$/u.test(second.word))
    return tokens
  const verbs = [...first.concepts].filter((one) => !nouns.includes(one))
  return verbs.length === 0 ? tokens : [{ ...first, concepts: new Set(verbs) }, second, ...others]
}

/** The words of a line, the slots that some of them fill, and whether they ask. `text`: without manners. */
export const readSentence = (typed: string): Sentence => {
  // What is so now is no part of what is wished: `from 8 to 9:30`, `from today until monday`.
  const text = typed.replace(/\bfrom (?:\d[\d:.]*(?: ?[ap]m)?|today|now)(?: on)? (?=(?:to|until|till) )/iu, '')
  const tokens = withoutOldTime(withSlots(text, withExpressions(plainTokens(text))))
  const named = tokens.map((token, at) => {
    // `two digests, at 8 and 16`: the times tell how many.
    const isCount = numberIn(token.word) !== undefined && tokens[at + 1]?.concepts.has('digest') === true
    if (isCount) return { ...token, concepts: new Set<string>(), isSilent: true }
    const more = [
      ...(numberIn(token.word) !== undefined && token.concepts.size === 0 ? ['number'] : []),
      ...(isPronoun(token.word) ? ['it'] : []),
      ...(/^(?:#\p{L}|<#)/u.test(text.slice(token.start - 1, token.end)) ||
      (token.word.startsWith('#') && /^#\p{L}/u.test(token.word))
        ? ['place']
        : []),
    ]
    return more.length === 0 ? token : { ...token, concepts: new Set([...token.concepts, ...more]) }
  })
  return { text, tokens: asVerb(named), isQuestion: asking.test(text) || isOver.test(text) }
}
