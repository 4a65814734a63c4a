import { doubt, fault, wordsAt } from './check.ts'
import type { Check, CheckInput } from './check.ts'
import { wordList } from './lexicon/list.ts'
import { isOpposite } from './opposites.ts'
import type { Operator, Reading } from './reading.ts'
import { isComparison, sidesOf } from './sides.ts'
import { rootOf } from './terms.ts'

/** “not impossible”, “far from certain”: phrases with a negation inside. */
const holdsNegation = ({ words }: Operator): boolean => /^(?:not|far from|anything but|no) /u.test(words)

const isWithin = (operator: Operator, index: number): boolean => index >= operator.at && index <= operator.end

const isNegated = (reading: Reading, index: number): boolean =>
  reading.operators.filter(
    (operator) =>
      (operator.kind === 'negator' && index >= operator.from && index <= operator.to && !isWithin(operator, index)) ||
      (operator.kind === 'weak' && holdsNegation(operator) && isWithin(operator, index)),
  ).length %
    2 ===
  1

/** Halves of pairs that are too common in another sense to count but before the same word: “old officials”, “new officials”. */
const vague = wordList(
  'over under for against with without before after right present even near far old new first last give take',
)

/** So many content words on each side of a word say what it is said of. */
const reach = 2

const contentAround = (reading: Reading, index: number): number[] =>
  ([1, -1] as const).flatMap((step) => {
    const found: number[] = []
    for (
      let at = index + step;
      reading.terms[at]?.part === reading.terms[index]?.part && found.length < reach;
      at += step
    )
      if (reading.terms[at]?.isContent === true) found.push(at)
    return found
  })

/** Whether the next word is the same for both. */
const isBeforeSame = ({ evidence, alignment }: CheckInput, index: number, hostIndex: number): boolean =>
  evidence.host.terms[hostIndex + 1] !== undefined && alignment.toEvidence.get(index + 1) === hostIndex + 1

/** Whether the two words are said of the same: a content word near both is the same; of `more` and `less` it is the next. */
const isInSamePlace = (input: CheckInput, index: number, hostIndex: number): boolean => {
  const { claim, evidence, alignment } = input
  if (claim.terms[index]?.isContent !== true) return isBeforeSame(input, index, hostIndex)
  const around = new Set(contentAround(evidence.host, hostIndex))
  return contentAround(claim, index).some((beside) => around.has(alignment.toEvidence.get(beside) ?? -1))
}

const isVague = (reading: Reading, index: number): boolean => vague.has(reading.terms[index]?.lower ?? '')

/** Below this share of its other words in the evidence a claim with an opposite word may say something else, and a judge has to look. */
const leastTold = 0.6

const isTold = ({ claim, alignment }: CheckInput, index: number): boolean => {
  const others = [...claim.terms.keys()].filter((at) => at !== index && claim.terms[at]?.isContent === true)
  return others.filter((at) => alignment.toEvidence.has(at)).length >= leastTold * others.length
}

/** `never`, `unlikely`, `perhaps`: how claim and evidence compare in these is looked at elsewhere. */
const isOperator = (reading: Reading, index: number): boolean =>
  reading.operators.some(({ kind, at, end }) => (kind === 'negator' || kind === 'weak') && index >= at && index <= end)

/** Words of the text that the other text does not tell and that may be opposed to one of its own. */
const untold = (reading: Reading, known: ReadonlySet<string>, aligned: ReadonlyMap<number, number>): number[] =>
  [...reading.terms.keys()].filter((index) => {
    const lower = reading.terms[index]?.lower ?? ''
    return !known.has(lower) && !known.has(rootOf(lower)) && !aligned.has(index) && !isOperator(reading, index)
  })

const wordsOf = (reading: Reading): Set<string> =>
  new Set(reading.terms.flatMap((term) => [term.lower, rootOf(term.lower)]))

/** A claim with one of two opposites where the evidence has the other, and both under the same sign, says the reverse. */
export const checkAntonyms: Check = (input) => {
  const { claim, evidence, alignment } = input
  const { host } = evidence
  // “A is dearer than B” says what “B is cheaper than A” says: the sides are looked at with the order.
  if (isComparison(claim) && isComparison(host) && sidesOf(input) === 'crossed') return []
  const own = untold(claim, wordsOf(host), alignment.toEvidence)
  const hosts = untold(host, wordsOf(claim), alignment.toClaim)
  const findings = own.flatMap((index) =>
    hosts
      .filter(
        (at) =>
          isOpposite(claim.terms[index]?.lower ?? '', host.terms[at]?.lower ?? '') &&
          isNegated(claim, index) === isNegated(host, at) &&
          (!(isVague(claim, index) || isVague(host, at)) || isBeforeSame(input, index, at)),
      )
      .map((at) => {
        const message = `says “${wordsAt(claim, index, index)}”; ${evidence.label} says “${wordsAt(host, at, at)}”`
        return isInSamePlace(input, index, at) && isTold(input, index)
          ? fault('ANTONYM', message)
          : doubt('ANTONYM', message)
      }),
  )
  return [findings.find(({ isDoubt }) => !isDoubt) ?? findings[0] ?? []].flat()
}
