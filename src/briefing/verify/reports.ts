import {
  ambiguousVerbs,
  attitudeVerbs,
  beliefVerbs,
  betweenSubjectAndVerb,
  findingVerbs,
  genericSpeakers,
  looseReportVerbs,
  notReporting,
  notYetSaid,
  passiveVerbs,
  reportVerbs,
  verbsThatNeedThat,
} from './lexicon/reporting.ts'
import { smallWords } from './lexicon/small-words.ts'
import { holderTypeOf, isCapital, phraseAfter, phraseBefore } from './phrases.ts'
import type { HolderType } from './phrases.ts'
import { stanceReport } from './stances.ts'
import { subjectBefore } from './subjects.ts'
import type { Subject } from './subjects.ts'
import { viewReport } from './views.ts'
import { readWords } from './words.ts'
import type { Word } from './words.ts'

/** Somebody's words or view, reported in a text. */
export type Report = {
  /** The subject as written: `J.R. Santoso`, `officials in several capitals`, `she`. */
  readonly subject: string
  readonly type: HolderType
  /** The reporting word, in lower case. */
  readonly verb: string
  /** Whether the word says that somebody spoke or found, and not only that he wants, sees or fears. */
  readonly isPlain: boolean
  /** What is reported: offsets into the text. */
  readonly from: number
  readonly to: number
  /** Where subject and verb stand. */
  readonly frameStart: number
  readonly frameEnd: number
}

const determiners = new Set(
  'the a an this these that those its their his her our my no any such some more other to of by for in'.split(' '),
)
const questionWords = new Set('when where who what why how whether which so'.split(' '))

/** Where the statement round `at` ends and begins: semicolons part statements. */
const partEnd = (text: string, from: number): number => {
  const semicolon = text.indexOf(';', from)
  return semicolon === -1 ? text.length : semicolon
}
const partStart = (text: string, at: number): number => text.lastIndexOf(';', at) + 1

const textAt = (text: string, words: readonly Word[]): string =>
  text.slice(words[0]?.start ?? 0, words.at(-1)?.end ?? 0)

/** Whether the verb is followed by what a report needs: `that`, a mark, or nothing. */
const isFollowed = (next: Word | undefined): boolean =>
  next === undefined || next.isMark || next.lower === 'that' || next.lower === 'out'

const hasNumberAhead = (words: readonly Word[], at: number): boolean =>
  words.slice(at + 1, at + 30).some((word) => word.lower === 'at')

/** Any verb after a speaker and before `that` reports, but for those by which things are caused, shown or known. */
const statesThat = (words: readonly Word[], at: number): boolean => {
  const [before, verb, next, after] = [words[at - 1], words[at], words[at + 1], words[at + 2]]
  if (verb === undefined || next?.lower !== 'that' || after === undefined || after.isMark) return false
  if (notReporting.has(verb.lower) || smallWords.has(verb.lower) || !/^\p{Ll}+(?:s|ed)$/u.test(verb.raw)) return false
  if (before === undefined || before.isMark) return false
  const isName = isCapital(before) && !smallWords.has(before.lower)
  return isName || genericSpeakers.has(before.lower) || /^(?:he|she|they)$/u.test(before.lower)
}

/** “Siting reports, safety cases”: a noun in the plural, where no speaker stands before it. */
const isPlural = (words: readonly Word[], at: number): boolean => {
  const verb = words[at]?.lower ?? ''
  const before = words[at - 1]
  if (!looseReportVerbs.has(verb) || attitudeVerbs.has(verb) || !verb.endsWith('s') || words[at + 1]?.lower === 'that')
    return false
  if (before === undefined || before.isMark || isCapital(before) || betweenSubjectAndVerb.has(before.lower))
    return false
  return !genericSpeakers.has(before.lower) && !/^(?:he|she|it|who|which)$/u.test(before.lower)
}

const thoughtNouns = /^(?:thoughts?|views?|fears?|hopes?|doubts?|calls?|judges?)$/u
const articles = /^(?:the|an?|any|no|its|his|her|their|this|these)$/u

/** “The fear”, “after some thought”: a noun that looks like a verb of thinking. */
const isNoun = (words: readonly Word[], at: number): boolean => {
  const [early, before] = [words[at - 2]?.lower ?? '', words[at - 1]?.lower ?? '']
  if (!thoughtNouns.test(words[at]?.lower ?? '') || words[at + 1]?.lower === 'that') return false
  return articles.test(before) || (before === 'some' && /^(?:after|with|for|in|of|on|to)$/u.test(early))
}

/** “Of, say, Indonesia”. */
const isForInstance = (words: readonly Word[], at: number): boolean =>
  words[at]?.lower === 'say' && words[at - 1]?.raw === ',' && words[at + 1]?.raw === ','

/** “Lets both sides announce”: what somebody is made to do is no report of his. */
const isCaused = ({ words }: Subject, verb: string): boolean =>
  !/(?:s|ed)$/u.test(verb) && words.some(({ lower }) => /^(?:lets?|makes?|made|helps?|helped)$/u.test(lower))

/** “Sooner than they think”, “because officials demand it”: the view is a measure or a reason of what is told, not its source. */
const isAsideOfReason = (words: readonly Word[], { from }: Subject, at: number): boolean => {
  const opener = words[from - 1]?.lower ?? ''
  const isPointing = /^(?:it|so|this|that|them)$/u.test(words[at + 1]?.lower ?? '') && words[at + 2]?.isMark !== false
  return opener === 'than' || (/^(?:because|though|although|if|unless)$/u.test(opener) && isPointing)
}

/** Whether the word at `at` is used as a verb of report at all. */
const isReporting = (words: readonly Word[], at: number): boolean => {
  const verb = words[at]
  const before = words[at - 1]
  const next = words[at + 1]
  if (verb === undefined) return false
  if (verb.lower === 'went' || verb.lower === 'goes') return next?.lower === 'on' && words[at + 2]?.isMark === true
  if (notYetSaid.has(before?.lower ?? '')) return false
  if (statesThat(words, at)) return true
  if (!reportVerbs.has(verb.lower)) return false
  const isLoose = looseReportVerbs.has(verb.lower) && !attitudeVerbs.has(verb.lower)
  if ((isLoose || verb.lower.endsWith('s')) && (before === undefined || determiners.has(before.lower))) return false
  if (verbsThatNeedThat.has(verb.lower) && !isFollowed(next)) return false
  if (isNoun(words, at) || isForInstance(words, at)) return false
  if (isPlural(words, at)) return false
  // “Says when to stop”, “finds it hard”, “finds easiest”: nothing is stated.
  if (questionWords.has(next?.lower ?? '')) return false
  if (/^finds?$/u.test(verb.lower) && /^it$|(?:est|ly)$/u.test(next?.lower ?? '')) return false
  if (/^(?:puts?|values?|valued)$/u.test(verb.lower) && !hasNumberAhead(words, at)) return false
  return !verb.lower.endsWith('ing') || verb.lower === 'speaking'
}

/** “X was quoted as saying”, “a report quoted X as saying”. */
const quotedAsSaying = (text: string, words: readonly Word[], at: number): Report | undefined => {
  const verb = words[at]
  const quoted = words.slice(0, at).findLastIndex((word) => word.lower === 'quoted' || word.lower === 'cited')
  if (verb?.lower !== 'saying' || words[at - 1]?.lower !== 'as' || quoted === -1) return undefined
  const isPassive = passiveVerbs.has(words[quoted - 1]?.lower ?? '')
  const own = isPassive
    ? phraseBefore(words, quoted - 1).words
    : words.slice(quoted + 1, at - 1).filter((word) => !word.isMark)
  const type = holderTypeOf(own, false)
  if (type === undefined) return undefined
  const frame = { frameStart: own[0]?.start ?? 0, frameEnd: verb.end }
  return {
    subject: textAt(text, own),
    type,
    verb: 'saying',
    isPlain: true,
    from: verb.end,
    to: partEnd(text, verb.end),
    ...frame,
  }
}

/** “…,” says X, a banker: the subject stands after the verb. */
const invertedReport = (text: string, words: readonly Word[], at: number): Report | undefined => {
  const verb = words[at]
  const before = words[at - 1]
  const next = words[at + 1]
  if (verb === undefined) return undefined
  const closes = before?.raw === '"' || (before?.raw === ',' && words[at - 2]?.raw === '"')
  const isOnlyComma = before?.raw === ',' && words.slice(0, at - 1).every((word) => word.raw !== ',')
  if (!closes && !(isOnlyComma && (isCapital(next) || next?.lower === 'the'))) return undefined
  const own = phraseAfter(words, at + 1)
  const isTitled = words[own.to]?.raw === ',' && isCapital(words[own.to + 1])
  const subject = isTitled ? [...own.words, ...phraseAfter(words, own.to + 1).words] : own.words
  const type = holderTypeOf(subject, false)
  if (type === undefined) return undefined
  const frame = { frameStart: verb.start, frameEnd: subject.at(-1)?.end ?? verb.end }
  const reach = { from: partStart(text, verb.start), to: partEnd(text, verb.end) }
  return {
    subject: textAt(text, subject),
    type,
    verb: verb.lower,
    isPlain: !attitudeVerbs.has(verb.lower),
    ...reach,
    ...frame,
  }
}

/** Whether such a subject can hold a view by such a verb. */
const mayHold = (subject: Subject, type: HolderType, verb: string, isPlain: boolean, isStated: boolean): boolean => {
  const isLoose = looseReportVerbs.has(verb) && !attitudeVerbs.has(verb)
  const hasSpeaker = subject.words.some((word) => genericSpeakers.has(word.lower))
  const last = subject.words.at(-1)?.lower
  if (type === 'pronoun')
    return (isPlain || (beliefVerbs.has(verb) && last !== 'it')) && (last !== 'it' || findingVerbs.has(verb))
  if (type === 'named') return !isLoose || subject.words.length <= 8 || isCapital(subject.words[0]) || hasSpeaker
  if (type === 'generic')
    return !(ambiguousVerbs.has(verb) && !isStated) && !(isLoose && subject.words.length > 6 && !isStated)
  return true
}

const sayingVerbs =
  /^(?:says?|said|tells?|told|argues?|argued|claims?|claimed|warns?|warned|insists?|insisted|contends?|contended)$/u

/** A verb of saying and `that` make a speaker of any subject: “the memo says that”, “farmers say that”. */
const typeBefore = (subject: Subject, verb: string, next: Word | undefined): HolderType | undefined => {
  const type = holderTypeOf(subject.words, subject.from === 0)
  const isSaying = sayingVerbs.test(verb)
  // “Geography explains little”: the one word that opens a sentence may be no name.
  if (subject.from === 0 && subject.words.length === 1 && type === 'named' && !isSaying && next?.lower !== 'that')
    return undefined
  if (type !== undefined || subject.words.length === 0 || subject.words.length > 6) return type
  const isMinded = isSaying || beliefVerbs.has(verb)
  if (isMinded && subject.words.some(({ lower }) => lower === 'those')) return 'generic'
  const isEmpty = /^(?:it|there|nothing|neither|none|nobody|some|one|let)$/u.test(subject.words[0]?.lower ?? '')
  return isSaying && next?.lower === 'that' && !isEmpty ? 'generic' : undefined
}

/** Whether an aside like “, he points out,” ends here. */
const endsAside = (words: readonly Word[], at: number): boolean => {
  const end = ['on', 'out', 'me', 'us'].includes(words[at]?.lower ?? '') ? at + 1 : at
  return words[end] === undefined || words[end].isMark
}

const plainReport = (text: string, words: readonly Word[], at: number): Report | undefined => {
  const verb = words[at]
  const next = words[at + 1]
  const subject = subjectBefore(words, at)
  if (verb === undefined || subject === undefined) return undefined
  if (isCaused(subject, verb.lower) || isAsideOfReason(words, subject, at)) return undefined
  const isParenthesis = subject.isInline && endsAside(words, at + 1)
  const isSpoken = !attitudeVerbs.has(verb.lower) || (next?.lower === 'that' && beliefVerbs.has(verb.lower))
  const isPlain = isSpoken || isParenthesis
  const followsQuotation = words[subject.from - 1]?.raw === '"'
  const type = typeBefore(subject, verb.lower, next)
  if (type === undefined || !mayHold(subject, type, verb.lower, isPlain, isFollowed(next) || followsQuotation))
    return undefined
  const start = subject.words[0]?.start ?? verb.start
  const isTail = next === undefined || (next.raw === '.' && at > 2)
  const isAside = isParenthesis && next?.raw !== '"' && next?.raw !== ':'
  const isWhole = isAside || isTail || /["”]/u.test(text.slice(0, start))
  return {
    subject: textAt(text, subject.words),
    type,
    verb: verb.lower,
    isPlain,
    from: isWhole ? partStart(text, start) : verb.end,
    // What goes on after “…, he says;” is his as well.
    to: isAside ? text.length : partEnd(text, verb.end),
    frameStart: start,
    frameEnd: next?.lower === 'that' ? next.end : verb.end,
  }
}

const verbReport = (text: string, words: readonly Word[], at: number): Report | undefined =>
  quotedAsSaying(text, words, at) ??
  (isReporting(words, at) ? (invertedReport(text, words, at) ?? plainReport(text, words, at)) : undefined)

/** Every report in a text, the author's own (`I think`, `the author argues`) among them. */
export const findReports = (text: string): Report[] => {
  const words = readWords(text)
  return words.flatMap(
    (_, at) => viewReport(text, words, at) ?? verbReport(text, words, at) ?? stanceReport(text, words, at) ?? [],
  )
}
