import { doubt, doubtIfRetold, fault } from './check.ts'
import type { Check, CheckInput, Finding } from './check.ts'
import { isInRun, lengthOf } from './edits.ts'
import { checkExtentPhrases } from './extent-phrases.ts'
import { isNegated, isOneOfThem, isSuperlative, lowerAt, measuresNothing } from './extent-words.ts'
import { extentSteps, singling } from './lexicon/extents.ts'
import { units } from './lexicon/measures.ts'
import { anaphors } from './lexicon/small-words.ts'
import { droppedLimit } from './limits.ts'
import type { Reading } from './reading.ts'

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

/** “each year” for “seven a year” or “in a year”, “each person” for “seven cents a person”. */
const isRate = ({ claim, evidence }: CheckInput, index: number): boolean => {
  const counted = lowerAt(claim, index + 1)
  const unit = units.get(counted)
  return (
    /^(?:each|every)$/u.test(lowerAt(claim, index)) &&
    evidence.host.terms.some((term, at) => {
      const next = lowerAt(evidence.host, at + 1)
      const isSame = next === counted || (unit !== undefined && units.get(next) === unit)
      const isCounted = hasFigureBefore(evidence.host, at) || lowerAt(evidence.host, at - 1) === 'in'
      return /^(?:an?|per)$/u.test(term.lower) && isSame && isCounted
    })
  )
}

/** “the rest”, “all the others” for “the other nine”: those that are left, whatever they are called. */
const areOthers = ({ claim, evidence }: CheckInput, index: number): boolean => {
  const after = claim.text.slice(claim.terms[index + 1]?.word.start)
  const isLeft = lowerAt(claim, index) === 'rest' || (lowerAt(claim, index) === 'all' && /^the others?\b/iu.test(after))
  return isLeft && /\bothers?\b/iu.test(evidence.host.text)
}

/** “whoever controls the road” for the sentence's “this”: the paragraph says it of the same word. */
const isFromRound = ({ claim, evidence }: CheckInput, index: number): boolean =>
  lowerAt(claim, index).endsWith('ever') &&
  evidence.contextTerms.some(
    (term, at) =>
      term.lower === lowerAt(claim, index) && evidence.contextTerms[at + 1]?.lower === lowerAt(claim, index + 1),
  ) &&
  evidence.host.terms.some(({ lower }) => anaphors.has(lower))

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
  // “without anybody's leave” says nothing of all.
  const isAnyOfNone = (at: number): boolean =>
    lowerAt(evidence.host, at).startsWith('any') && isNegated(evidence.host, at) && !isNegated(claim, index)
  return candidates.find((at) => (extentSteps.get(lowerAt(evidence.host, at)) ?? 0) >= (step ?? 0) && !isAnyOfNone(at))
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
  // “only with a coast guard can it” for “without a coast guard it cannot”
  if (
    lower === 'only' &&
    /\b(?:without|unless)\b/iu.test(evidence.host.text) &&
    /\b(?:not|cannot|never|no)\b/iu.test(evidence.host.text)
  )
    return true
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
  if ((step < 2 && !isSingling) || measuresNothing(claim, index)) return []
  if (isRate(input, index) || areOthers(input, index)) return []
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
    // “most of the demand” for “half of the demand”; “more than half” is most.
    const isHalf = lowerAt(evidence.host, at) === 'half' && !/^(?:than|over)$/u.test(lowerAt(evidence.host, at - 1))
    const isLower = hostStep < step || (isHalf && /^(?:most|mostly|majority|bulk)$/u.test(lower))
    return hostStep > 0 && isLower && !measuresNothing(evidence.host, at)
  })
  const isPutIn = alignment.wording.edits.some(
    (edit) => edit.isLocal && lengthOf(edit.host) === 0 && isInRun(edit.claim, index),
  )
  if (step === 4 || /^(?:mainly|chiefly|primarily)$/u.test(lower)) if (isMostInWords(input)) return []
  if (underlinesSmallness(input, index) || isFromRound(input, index)) return [doubt('QUANTIFIER_ADDED', message)]
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

/**
 * All, only, first, largest, any: extent that the evidence does not have may not be added, a share or frequency not raised,
 * and `some` not dropped. What stands elsewhere in the sentence and answers another word of the claim excuses nothing.
 */
export const checkQuantity: Check = (input) => {
  const free = freeWords(input)
  const added = [...input.claim.terms.keys()].flatMap((index) => addedExtent(input, index, free))
  return [...added, ...droppedLimit(input), ...checkExtentPhrases(input)]
}
