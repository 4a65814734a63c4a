import {
  ambiguousVerbs,
  attitudeVerbs,
  beliefVerbs,
  findingVerbs,
  genericSpeakers,
  looseReportVerbs,
  passiveVerbs,
} from './lexicon/reporting.ts'
import { holderTypeOf, isCapital, phraseAfter, phraseBefore } from './phrases.ts'
import type { HolderType } from './phrases.ts'
import type { Report } from './report.ts'
import { isAsideOfReason, isCaused, isFollowed, isReporting } from './report-verbs.ts'
import { stanceReport } from './stances.ts'
import { subjectBefore } from './subjects.ts'
import type { Subject } from './subjects.ts'
import { viewReport } from './views.ts'
import { readWords } from './words.ts'
import type { Word } from './words.ts'

/** Where the statement round `at` ends and begins: semicolons part statements. */
const partEnd = (text: string, from: number): number => {
  const semicolon = text.indexOf(';', from)
  return semicolon === -1 ? text.length : semicolon
}
const partStart = (text: string, at: number): number => text.lastIndexOf(';', at) + 1

const textAt = (text: string, words: readonly Word[]): string =>
  text.slice(words[0]?.start ?? 0, words.at(-1)?.end ?? 0)

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
