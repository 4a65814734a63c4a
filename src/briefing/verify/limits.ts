import { doubtIfRetold } from './check.ts'
import type { CheckInput, Finding } from './check.ts'
import { lowerAt, measuresNothing } from './extent-words.ts'
import { limiters, limiting, limitingPhrases } from './lexicon/extents.ts'

/** Words that say how near or how large a part, before a number. */
export const isSign = (lower: string): boolean =>
  /^(?:almost|nearly|some|half|most|part|few|many|several)$/u.test(lower)

/** The limiters of the evidence whose words the claim tells: the word or phrase, and where its words begin. */
const toldLimiters = (
  { evidence, alignment }: CheckInput,
  kept: ReadonlySet<number>,
): { at: number; words: string }[] =>
  evidence.host.terms.flatMap((term, index) => {
    const phrase = limitingPhrases.find((words) =>
      words.every((word, step) => lowerAt(evidence.host, index + step) === word),
    )
    const length = phrase?.length ?? (limiters.has(term.lower) ? 1 : 0)
    if (length === 0 || measuresNothing(evidence.host, index)) return []
    const next = evidence.host.terms.findIndex(
      (other, at) => at >= index + length && at < index + length + 4 && other.isContent,
    )
    // “half a million”, “almost 40”: the signs of numbers are looked at with the numbers. “as many”, “so few”: no limits.
    const counted = evidence.host.terms[index + length]
    const isOfNumber = isSign(term.lower) && (counted?.key.startsWith('#') === true || counted?.lower === 'half')
    const isCompared =
      /^(?:many|much|most|some)$/u.test(term.lower) &&
      /^(?:and|so|very|a|the|as|too|than)$/u.test(lowerAt(evidence.host, index - 1))
    // “the part of a person that”
    const isNoun =
      term.lower === 'part' &&
      phrase === undefined &&
      /^(?:the|a|this|that|every|larger)$/u.test(lowerAt(evidence.host, index - 1))
    if (isNoun) return []
    const isTold = alignment.toClaim.has(next) || kept.has(index + length)
    if (isOfNumber || isCompared || !isTold) return []
    return [{ at: index, words: phrase?.join(' ') ?? term.word.raw }]
  })

/** “some”, “as a rule”: a limit of the evidence that the claim leaves out, and renders by no other. */
export const droppedLimit = (input: CheckInput): Finding[] => {
  const { claim, evidence, alignment } = input
  const kept = new Set(alignment.wording.inPlace.values())
  const free = claim.terms.filter(
    (term, index) =>
      limiting.has(term.lower) &&
      !(term.lower === 'may' && term.isCapital) &&
      !(alignment.wording.inPlace.has(index) && limiters.has(term.lower)),
  )
  const isNo = claim.operators.some(({ kind }) => kind === 'negator' || kind === 'weak')
  const lost = toldLimiters(input, kept).filter(
    ({ at, words }) => !kept.has(at) && !(isNo && /^(?:few|rarely|seldom|some)$/iu.test(words)),
  )
  const [first] = lost
  return first === undefined || free.length >= lost.length
    ? []
    : [doubtIfRetold(input, 'QUANTIFIER_DROPPED', `leaves out “${first.words}”, which ${evidence.label} says`)]
}
