import { muteUntil } from '../../subscriptions/mute-until.ts'
import { parseSchedule } from '../../subscriptions/schedule/parse-schedule.ts'
import { zonesNamed } from '../../subscriptions/schedule/parse-zone.ts'
import { UserError } from '../../errors.ts'
import { readCondition } from './condition.ts'
import { isWhen, type Recognised, reading, timeConcepts } from './concerns.ts'
import { isNamable, isNounPhrase } from './namable.ts'
import { readSentence, type Sentence, type Token, weightOfParts } from './sentence.ts'
import { askedSubject, withoutPurpose } from './subject.ts'
import { standsFor, weightOf } from './tokens.ts'

/** A command whose slots are words of the line, and the words of the line that have no place in it. */
export type Filled = { readonly line: string; readonly left: readonly string[] }

/** Words between the parts of a subject: `rice and nickel, not palm oil`. */
const joint = /^[\s,/&-]*(?:(?:and|or|of|in|the|for|on|to|an?|also|not|but|no|between|from|by)[\s,]+)*$/iu

const isContent = (token: Token): boolean =>
  (!token.isSilent || standsFor(token, 'quote')) &&
  !token.isTurning &&
  !(standsFor(token, 'not') && !/^(?:not|no)$/u.test(token.word)) &&
  !standsFor(token, 'cadence', 'until', 'ref', 'place', 'yes')

type Range = { readonly start: number; readonly end: number }

/** Words as ranges of the text, joined where what stands between two of them matches. */
const joined = (text: string, words: readonly Range[], between: RegExp): readonly Range[] => {
  const ranges: { start: number; end: number }[] = []
  for (const { start, end } of words) {
    const last = ranges.at(-1)
    if (last !== undefined && between.test(text.slice(last.end, start))) last.end = end
    else ranges.push({ start, end })
  }
  return ranges
}

/** With the nouns and adjectives right before it, which belong to it: `Central Asia`, `subscription fraud`. */
const wholeName = (tokens: readonly Token[], { start, end }: Range): Range => {
  const before = tokens.findLast((token) => token.end === start - 1)
  return before !== undefined && before.concepts.size === 0 && /^(?:NOUN|PROPN|ADJ)$/u.test(before.tag)
    ? wholeName(tokens, { start: before.start, end })
    : { start, end }
}

/** At most this many names are looked for together. */
const mostNames = 3

const afterAbout = /\b(?:about|on|regarding|over|of|re|concerning|around|for)(?: the| an?)? $/iu

/** The noun phrases among the words that the example does not contain: the one that follows `about`, if there is one, and names. */
const subjectsOf = ({ text, tokens }: Sentence, left: readonly Token[]): readonly string[] => {
  // `the Lim piece on rice`: what is asked for is no part of what it is about.
  const isAsked = (token: Token): boolean =>
    standsFor(token, 'docs') && /^ (?:on|about|by|from)\b/u.test(text.slice(token.end))
  const words = left.filter((token) => isContent(token) && !isAsked(token))
  const whole = joined(text, words, joint).map((run) => wholeName(tokens, run))
  const runs = joined(text, whole, /^$/u)
  const isAfterAbout = ({ start }: Range): boolean => afterAbout.test(text.slice(0, start))
  const wordsOf = (run: Range): readonly Token[] =>
    tokens.filter(({ start, end }) => start >= run.start && end <= run.end)
  const hasAbout = runs.some(isAfterAbout)
  return runs
    .filter((run) => !hasAbout || isAfterAbout(run) || wordsOf(run).every(({ tag }) => tag === 'PROPN'))
    .filter((run) =>
      isNamable({
        text,
        tokens: wordsOf(run).filter((token) => !token.isTurning && !standsFor(token, 'not', 'except')),
      }),
    )
    .map(({ start, end }) => text.slice(start, end))
    .filter(isNounPhrase)
    .map(withoutPurpose)
    .filter((name) => /\p{L}{3}|\p{Lu}{2}/u.test(name) && !name.startsWith('-'))
}

/** What the line is about, if it is one noun phrase. */
const subjectOf = (sentence: Sentence, left: readonly Token[]): string | undefined => {
  const [first, ...others] = subjectsOf(sentence, left)
  return others.length === 0 ? first : undefined
}

/** What to search for: the noun phrase that a line is about, or its names together. */
export const searchFor = (sentence: Sentence, left: readonly Token[]): string | undefined => {
  const names = subjectsOf(sentence, left)
  const isPlain =
    names.length <= mostNames && !sentence.tokens.some((token) => standsFor(token, 'not', 'except', 'also'))
  const [first] = names
  if (first === undefined) return undefined
  // What a question is about may have words that its example has, too: `war over Taiwan`.
  const asked = askedSubject(sentence)?.query
  const isFuller =
    asked !== undefined &&
    names.every((name) => asked.includes(name)) &&
    readSentence(asked).tokens.every((token) => token.concepts.size === 0)
  if (isFuller) return asked
  return names.length === 1 ? readCondition(first)?.query : isPlain ? names.join(' ') : undefined
}

const isOf = (read: () => unknown): boolean => {
  try {
    read()
    return true
  } catch (error) {
    if (error instanceof UserError) return false
    throw error
  }
}

/** Whether a name is what the line is about, and not who it asks about. */
const isAbout = (text: string, name: string): boolean =>
  /\b(?:about|on|regarding) $/iu.test(text.slice(0, text.indexOf(name)))

/** The words of the only slot of a kind. */
const onlySlot = ({ text, tokens }: Sentence, ...concepts: readonly string[]): string | undefined => {
  const [one, ...others] = tokens.filter((token) => standsFor(token, ...concepts))
  return one === undefined || others.length > 0 ? undefined : text.slice(one.start, one.end)
}

/** A time that somebody complains about, or at which something happened, is not what they want: `10am is too late`, `posted at 9:40`, `this morning`. */
const isComplaint =
  /\b(?:too|so|far|way) (?:late|early|soon|often)\b|\b(?:came|posted|sent|arrived|got|was|were) (?:only |just )?(?:at|on) \d|\b(?:this|yesterday|last) (?:morning|afternoon|evening|night)\b/iu

/** The only time in a line, if a line says nothing else about when: `until the 15th` after `in August` is no date. */
const wantedTime = (sentence: Sentence, concept: string): string | undefined =>
  isComplaint.test(sentence.text) || onlySlot(sentence, ...timeConcepts) === undefined
    ? undefined
    : onlySlot(sentence, concept)

/** The value of each slot, where the line names it without doubt. */
const values: Readonly<Record<string, (sentence: Sentence, left: readonly Token[]) => string | undefined>> = {
  subject: searchFor,
  either: (sentence, left) => {
    const subject = subjectOf(sentence, left)
    const condition = subject === undefined ? undefined : readCondition(subject)
    return condition?.either ?? condition?.query
  },
  without: (sentence, left) => {
    const subject = subjectOf(sentence, left)
    const isDated = sentence.tokens.some(
      (token) => isWhen(token) && subject?.includes(sentence.text.slice(token.start, token.end)) === true,
    )
    return subject === undefined || isDated ? undefined : readCondition(`not about ${subject}`)?.query
  },
  author: (sentence, left) => {
    const name = subjectOf(sentence, left)
    return name !== undefined &&
      !isAbout(sentence.text, name) &&
      /^\p{L}[\p{L}'’.-]*(?: \p{L}[\p{L}'’.-]*){0,3}$/u.test(name)
      ? `"${name}"`
      : undefined
  },
  when: (sentence) => {
    const when = wantedTime(sentence, 'cadence')?.replace(/^to /iu, '')
    return when !== undefined && isOf(() => parseSchedule(when)) ? when : undefined
  },
  until: (sentence) => {
    const until = wantedTime(sentence, 'until')
    return until !== undefined && muteUntil(until, new Date(), 'UTC') !== undefined ? until : undefined
  },
  zone: (sentence, left) => {
    const zone = subjectOf(sentence, left)
    return zone !== undefined && zonesNamed(zone).length === 1 ? `"${zone}"` : undefined
  },
  // The newest one may be meant where the line names nothing.
  id: (sentence, left) => onlySlot(sentence, 'ref') ?? (left.some(isContent) ? undefined : 'latest'),
  quote: (sentence) => onlySlot(sentence, 'quote'),
  site: (sentence) => onlySlot(sentence, 'site'),
}

const slot = /\{(\p{L}+)\}/gu

/** Concepts of words that only ask. */
const asking = 'say docs show find want send appear all many what bot like also view'.split(' ')

/** The words of a line that a command with these values has no place for. */
export const unplaced = ({ text }: Sentence, line: string, left: readonly Token[]): readonly string[] => {
  const placed = new Set(line.toLowerCase().match(/[\p{L}\p{N}]+/gu))
  const isPlaced = ({ word }: Token): boolean => (word.match(/[\p{L}\p{N}]+/gu) ?? []).every((one) => placed.has(one))
  const words = left.filter(
    (token) =>
      !isPlaced(token) &&
      !standsFor(token, ...asking) &&
      (!token.isSilent || token.isTurning || standsFor(token, 'not', 'except', 'only')),
  )
  return joined(text, words, /^[^.;!?]{0,12}$/u).map(({ start, end }) => text.slice(start, end))
}

/** A line less like the example than this fills no command that changes something. */
const leastLike = 0.5

/** Whether a command changes nothing. */
const isHarmless = (command: string): boolean =>
  reading.has(command.split(' ')[1] ?? '') || / (?:help|list|status|why|preview|show)\b/u.test(command)

/**
 * The commands of a concern whose slots the line fills. A command with an empty slot is left out, and one that changes something
 * if the line negates something that the example does not, or if the words that it has no place for weigh as much as the others.
 */
export const filledCommands = (sentence: Sentence, { concern, left, likeness }: Recognised): readonly Filled[] => {
  const isNaming = left.some((token) => isContent(token) && token.concepts.size === 0)
  const isNegated = left.some((token) => standsFor(token, 'not', 'except', 'stop', 'leaving', 'pause', 'resume'))
  return concern.commands.flatMap((command) => {
    if (!command.startsWith('/rsis ') || (isNegated && !isHarmless(command))) return []
    // What names one thing does not mean all of them.
    if (isNaming && command.endsWith(' all') && !isHarmless(command)) return []
    const names = [...command.matchAll(slot)].map(([, name = '']) => name)
    const found = names.map((name) => values[name]?.(sentence, left))
    if (found.some((value) => value === undefined)) return []
    const line = command.replaceAll(slot, () => found.shift() ?? '').replace(/^\/rsis /u, '')
    const words = unplaced(sentence, line, left)
    const isUnlike = names.length > 0 && likeness < leastLike
    if (!isHarmless(command) && (isUnlike || weightOfParts(words) * 2 > weightOf(sentence.tokens))) return []
    return [{ line, left: names.length === 0 ? [] : words }]
  })
}
