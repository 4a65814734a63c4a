import { doubt, doubtIfRetold, fault } from './check.ts'
import type { Check, CheckInput, Finding } from './check.ts'
import { isInRun, lengthOf } from './edits.ts'
import { extentSteps, limiters, limiting, limitingPhrases, noSuperlatives, singling } from './lexicon/extents.ts'
import { units } from './lexicon/measures.ts'
import type { Reading } from './reading.ts'

const lowerAt = (reading: Reading, index: number): string => reading.terms[index]?.lower ?? ''

/** By its ending: `largest`, and not `interest`. */
export const isSuperlative = (lower: string): boolean =>
  lower.length > 5 && /(?:[^aeiou]i?|[aeiou][^aeiou])est$/u.test(lower) && !noSuperlatives.has(lower)

/** “among the first”, “one of the largest”, “the second largest”: one of those that are singled out, and not the one. */
const isOneOfThem = (reading: Reading, index: number): boolean =>
  [1, 2, 3].some(
    (step) =>
      lowerAt(reading, index - step) === 'among' ||
      (lowerAt(reading, index - step) === 'of' &&
        /^(?:one|some|many|few|two)$/u.test(lowerAt(reading, index - step - 1))),
  ) || /^(?:second|third|fourth|fifth|\d+(?:nd|rd|th))$/u.test(lowerAt(reading, index - 1))

const isInIdiom = (reading: Reading, index: number): boolean =>
  reading.idioms.some(({ from, to }) => index >= from && index < to)

const isNegated = (reading: Reading, index: number): boolean =>
  reading.operators.some(({ kind, from, to }) => kind === 'negator' && index >= from && index <= to)

/** “at least”, “at all”, “first, …” measure nothing; nor does a word of an idiom. */
const measuresNothing = (reading: Reading, index: number): boolean =>
  (lowerAt(reading, index - 1) === 'at' &&
    !(lowerAt(reading, index) === 'all' && reading.terms[index + 1]?.isContent === true)) ||
  isInIdiom(reading, index) ||
  // “five in every hundred” is a number.
  (lowerAt(reading, index) === 'every' &&
    /^(?:\d+|hundred|thousand|million|ten|second|third|fourth|fifth|tenth)$/u.test(lowerAt(reading, index + 1))) ||
  (lowerAt(reading, index) === 'first' && reading.terms[index + 1]?.clause !== reading.terms[index]?.clause)

/** Each word of the evidence answers one of the claim: the one that repeats it in its place before all others. */
const freeWords = ({ claim, evidence, alignment }: CheckInput): Set<number> => {
  const taken = new Set(
    [...alignment.wording.inPlace]
      .filter(([index, met]) => lowerAt(claim, index) === lowerAt(evidence.host, met))
      .map(([, met]) => met),
  )
  return new Set([...evidence.host.terms.keys()].filter((index) => !taken.has(index)))
}

const hasFigureBefore = (reading: Reading, index: number): boolean =>
  reading.terms.slice(Math.max(0, index - 4), index).some(({ key }) => key.startsWith('#'))

/** “each year” for “seven a year”, “each person” for “seven cents a person”. */
const isRate = ({ claim, evidence }: CheckInput, index: number): boolean => {
  const counted = lowerAt(claim, index + 1)
  const unit = units.get(counted)
  return (
    /^(?:each|every)$/u.test(lowerAt(claim, index)) &&
    evidence.host.terms.some((term, at) => {
      const next = lowerAt(evidence.host, at + 1)
      const isSame = next === counted || (unit !== undefined && units.get(next) === unit)
      return /^(?:an?|per)$/u.test(term.lower) && isSame && hasFigureBefore(evidence.host, at)
    })
  )
}

/** What the evidence has for an extent of the claim; `undefined` where it has nothing of the kind. */
const answerTo = (input: CheckInput, index: number, free: ReadonlySet<number>): number | undefined => {
  const { claim, evidence } = input
  const lower = lowerAt(claim, index)
  const step = extentSteps.get(lower)
  const candidates = [...free]
  const same = candidates.find((at) => evidence.host.terms[at]?.key === claim.terms[index]?.key)
  if (same !== undefined) return same
  if (isSuperlative(lower) || lower === 'most' || lower === 'least')
    return candidates.find((at) => isSuperlative(lowerAt(evidence.host, at)) || lowerAt(evidence.host, at) === 'most')
  const groups = singling.filter((group) => group.has(lower))
  if (groups.length > 0) return candidates.find((at) => groups.some((group) => group.has(lowerAt(evidence.host, at))))
  if (lower === 'both') return candidates.find((at) => /^(?:two|2|each|either)$/u.test(lowerAt(evidence.host, at)))
  return candidates.find((at) => (extentSteps.get(lowerAt(evidence.host, at)) ?? 0) >= (step ?? 0))
}

/** Words that say no, or “the one”, and so may be told as `never`, `only`, `any`. */
const isImplied = ({ claim, evidence }: CheckInput, index: number): boolean => {
  const lower = lowerAt(claim, index)
  const hasNo = evidence.host.operators.some(
    ({ kind, words }) =>
      (kind === 'negator' && !/^(?:few|little|rarely|seldom|hardly|scarcely|barely)$/u.test(words)) ||
      kind === 'contrast',
  )
  if (/^(?:never|none|nobody)$/u.test(lower)) return hasNo
  if ((extentSteps.get(lower) ?? 0) >= 3 && /\b(?:few|rarely|seldom|hardly|little)\b/iu.test(evidence.host.text))
    return isNegated(claim, index) || claim.operators.some(({ kind }) => kind === 'negator')
  if (/^(?:any|anyone|anybody)$/u.test(lower)) return isNegated(claim, index) || hasNo
  return (
    lower === 'only' &&
    /\b(?:no more than|the one|nothing but|not (?:\S+ ){1,5}but|no other|until)\b/iu.test(evidence.host.text)
  )
}

const addedExtent = (input: CheckInput, index: number, free: Set<number>): Finding[] => {
  const { claim, evidence, alignment } = input
  const lower = lowerAt(claim, index)
  const step = extentSteps.get(lower) ?? 0
  const isSingling = singling.some((group) => group.has(lower)) || isSuperlative(lower)
  if ((step < 2 && !isSingling) || measuresNothing(claim, index) || isRate(input, index)) return []
  const inPlace = alignment.wording.inPlace.get(index)
  const isKept = inPlace !== undefined && lowerAt(evidence.host, inPlace) === lower
  const answer = isKept ? inPlace : answerTo(input, index, free)
  const message = `says “${claim.terms[index]?.word.raw ?? ''}”; ${evidence.label} does not`
  if (answer !== undefined) {
    free.delete(answer)
    const isRaised = (isSingling || step === 5) && isOneOfThem(evidence.host, answer) && !isOneOfThem(claim, index)
    const isWidened =
      lower === 'any' && isNegated(claim, index) && /^(?:every|all|each)$/u.test(lowerAt(evidence.host, answer))
    return isRaised || isWidened ? [fault('QUANTIFIER_RAISED', `${message} go so far`)] : []
  }
  // A share or a frequency where the evidence has a lower one; where it has none, the claim says less.
  const hasLower = [...free].some((at) => {
    const hostStep = extentSteps.get(lowerAt(evidence.host, at)) ?? 0
    return hostStep > 0 && hostStep < step && !measuresNothing(evidence.host, at)
  })
  const isPutIn = alignment.wording.edits.some(
    (edit) => edit.isLocal && lengthOf(edit.host) === 0 && isInRun(edit.claim, index),
  )
  if (step === 4 || /^(?:mainly|chiefly|primarily)$/u.test(lower)) if (isMostInWords(input)) return []
  if (underlinesSmallness(input, index)) return [doubt('QUANTIFIER_ADDED', message)]
  if ((!isPutIn && isImplied(input, index)) || (step < 5 && !isSingling && !hasLower)) return []
  return [
    step === 5 || lower === 'only'
      ? fault('QUANTIFIER_ADDED', message)
      : doubtIfRetold(input, 'QUANTIFIER_ADDED', message),
  ]
}

/** “the larger part of it”, “above all”: phrases that say `most`, `mainly`. */
const isMostInWords = ({ evidence }: CheckInput): boolean =>
  /\b(?:(?:larger|greater|better|bigger) (?:part|share|half)|above all)\b/iu.test(evidence.host.text)

/** “only modest numbers”: a smallness that the evidence names is underlined, and nothing excluded. */
const underlinesSmallness = ({ claim }: CheckInput, index: number): boolean =>
  lowerAt(claim, index) === 'only' &&
  /^(?:modest|modestly|few|small|limited|slight|slightly)$/u.test(lowerAt(claim, index + 1))

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

const droppedLimit = (input: CheckInput): Finding[] => {
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

/**
 * All, only, first, largest, any: extent that the evidence does not have may not be added, a share or frequency not raised,
 * and `some` not dropped. What stands elsewhere in the sentence and answers another word of the claim excuses nothing.
 */
export const checkQuantity: Check = (input) => {
  const free = freeWords(input)
  const added = [...input.claim.terms.keys()].flatMap((index) => addedExtent(input, index, free))
  return [...added, ...droppedLimit(input)]
}
