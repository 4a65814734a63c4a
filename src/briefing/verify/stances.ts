import { stanceWords } from './lexicon/stances.ts'
import { holderTypeOf, isCapital, phraseAfter } from './phrases.ts'
import { partRound, viewHeldBy } from './report.ts'
import type { Report } from './report.ts'
import { subjectBefore } from './subjects.ts'
import type { Word } from './words.ts'

/** How far before “that” the verb may stand that ties a stance to its holder: “makes a strong case that”. */
const verbReach = 6

const tyingVerbs =
  /^(?:is|are|was|were|be|been|remains?|remained|seems?|makes?|made|takes?|took|has|have|had|gives?|gave|sees?|saw|puts?|lets?|grew|came|advances?|advanced)$/u

/** “X is convinced that …”, “it is X’s contention that …”, “X was blunter: …”. */
const stance = (text: string, words: readonly Word[], at: number): Report | undefined => {
  const [word, next] = [words[at], words[at + 1]]
  if (word === undefined || next === undefined || (next.lower !== 'that' && next.raw !== ':')) return undefined
  if (!stanceWords.has(word.lower)) return undefined
  const verb = words.findLastIndex(
    ({ lower }, index) => index < at && index >= at - verbReach && tyingVerbs.test(lower),
  )
  const subject = verb === -1 ? undefined : subjectBefore(words, verb)
  if (subject === undefined) return undefined
  const isEmpty = /^(?:it|this|that|there|what|here)$/u.test(subject.words.at(-1)?.lower ?? '')
  const holder = isEmpty ? words.slice(verb + 1, at).filter(({ isMark }) => !isMark) : subject.words
  const type = holderTypeOf(holder, !isEmpty && subject.from === 0)
  const start = words[subject.from]?.start ?? word.start
  const reach = { from: next.end, to: partRound(text, next.end).to }
  const isSomebody = !isEmpty || type !== 'pronoun'
  return viewHeldBy(text, word.lower, holder, isSomebody ? type : undefined, reach, { from: start, to: next.end })
}

/** “As X puts it”, “as X has it”. */
const asPut = (text: string, words: readonly Word[], at: number): Report | undefined => {
  const isPut =
    /^(?:puts?|has|had|sees?|saw|tells|told)$/u.test(words[at]?.lower ?? '') && words[at + 1]?.lower === 'it'
  const subject = isPut ? subjectBefore(words, at) : undefined
  if (subject === undefined || words[subject.from - 1]?.lower !== 'as') return undefined
  const [start, end] = [words[subject.from - 1]?.start ?? 0, words[at + 1]?.end ?? 0]
  const type = holderTypeOf(subject.words, false)
  const frame = { from: start, to: end }
  return viewHeldBy(text, words[at]?.lower ?? '', subject.words, type, partRound(text, start), frame)
}

/** “To X, the ban is a success”, “to quote X”. */
const toSomebody = (text: string, words: readonly Word[], at: number): Report | undefined => {
  const isQuoting = words[at + 1]?.lower === 'quote'
  if (words[at]?.lower !== 'to' || !(isQuoting || at === 0)) return undefined
  const { words: holder, to } = phraseAfter(words, at + (isQuoting ? 2 : 1))
  if (!isCapital(holder[0]) || (!isQuoting && words[to]?.raw !== ',')) return undefined
  const frame = { from: words[at]?.start ?? 0, to: holder.at(-1)?.end ?? 0 }
  const part = partRound(text, frame.from)
  const reach = isQuoting ? part : { from: frame.to, to: part.to }
  return viewHeldBy(text, 'to', holder, holderTypeOf(holder, false), reach, frame)
}

/** The report that a word for what somebody is sure, afraid or of the opinion of makes at `at`, without a verb of saying. */
export const stanceReport = (text: string, words: readonly Word[], at: number): Report | undefined =>
  stance(text, words, at) ?? asPut(text, words, at) ?? toSomebody(text, words, at)
