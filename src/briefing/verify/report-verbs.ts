import {
  attitudeVerbs,
  betweenSubjectAndVerb,
  genericSpeakers,
  looseReportVerbs,
  notReporting,
  notYetSaid,
  reportVerbs,
  verbsThatNeedThat,
} from './lexicon/reporting.ts'
import { smallWords } from './lexicon/small-words.ts'
import { isCapital } from './phrases.ts'
import type { Subject } from './subjects.ts'
import type { Word } from './words.ts'

const determiners = new Set(
  'the a an this these that those its their his her our my no any such some more other to of by for in'.split(' '),
)
const questionWords = new Set('when where who what why how whether which so'.split(' '))

/** Whether the verb is followed by what a report needs: `that`, a mark, or nothing. */
export const isFollowed = (next: Word | undefined): boolean =>
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
export const isCaused = ({ words }: Subject, verb: string): boolean =>
  !/(?:s|ed)$/u.test(verb) && words.some(({ lower }) => /^(?:lets?|makes?|made|helps?|helped)$/u.test(lower))

/** “Sooner than they think”, “because officials demand it”: the view is a measure or a reason of what is told, not its source. */
export const isAsideOfReason = (words: readonly Word[], { from }: Subject, at: number): boolean => {
  const opener = words[from - 1]?.lower ?? ''
  const isPointing = /^(?:it|so|this|that|them)$/u.test(words[at + 1]?.lower ?? '') && words[at + 2]?.isMark !== false
  return opener === 'than' || (/^(?:because|though|although|if|unless)$/u.test(opener) && isPointing)
}

/** Whether the word at `at` is used as a verb of report at all. */
export const isReporting = (words: readonly Word[], at: number): boolean => {
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
