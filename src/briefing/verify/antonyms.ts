import { doubt, doubtIfRetold } from './check.ts'
import type { Check, CheckInput } from './check.ts'
import { antonymPairs } from './lexicon/antonyms.ts'
import { wordList } from './lexicon/list.ts'
import { poles } from './lexicon/poles.ts'
import type { Operator, Reading } from './reading.ts'
import { isComparison, sidesOf } from './sides.ts'
import { rootOf } from './terms.ts'

const opposites = new Map<string, Set<string>>()
const link = (a: string, b: string): void => {
  opposites.set(a, (opposites.get(a) ?? new Set()).add(b))
}
const polePairs = poles.flatMap(([left, right]) => left.flatMap((one) => right.map((other) => [one, other])))
for (const [a = '', b = ''] of [...antonymPairs, ...polePairs]) {
  for (const [one, other] of [
    [a, b],
    [rootOf(a), rootOf(b)],
  ] as const) {
    link(one, other)
    link(other, one)
  }
}

const prefixes = ['un', 'in', 'im', 'il', 'ir', 'dis', 'non', 'mis', 'de']

const isPrefixed = (long: string, short: string): boolean =>
  short.length > 3 && prefixes.some((prefix) => long === prefix + short)

/** A word and what it is a degree or an adverb of: `cheaper` and `cheap`, `slowly` and `slow`. */
const formsOf = (word: string): string[] => {
  const bare = /^(.{3,}?)(?:er|est|ly)$/u.exec(word)?.[1]
  if (bare === undefined) return [word, rootOf(word)]
  const undoubled = bare.replace(/(.)\1$/u, '$1')
  return [...new Set([word, rootOf(word), bare, `${bare}e`, undoubled, bare.replace(/i$/u, 'y')])]
}

/** Whether two words say the opposite of each other, by the list of pairs or by a prefix (`lawful`, `unlawful`). */
export const isOpposite = (a: string, b: string): boolean =>
  formsOf(a).some((one) =>
    formsOf(b).some(
      (other) => opposites.get(one)?.has(other) === true || isPrefixed(one, other) || isPrefixed(other, one),
    ),
  )

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

/** Halves of pairs that are too common in another sense to count outside their place. */
const vague = wordList(
  'over under for against with without before after right present even near far old new first last give take',
)

/** `few`, `never`, `unlikely`: the signs of claim and evidence are compared elsewhere. */
const isNegator = (reading: Reading, index: number): boolean =>
  reading.operators.some((operator) => operator.kind === 'negator' && isWithin(operator, index))

const contentBeside = (reading: Reading, index: number, step: 1 | -1): number | undefined => {
  for (let at = index + step; at >= 0 && at < reading.terms.length && Math.abs(at - index) <= 4; at += step)
    if (reading.terms[at]?.isContent === true) return at
  return undefined
}

/** Whether the two words are said of the same: the content word on one side of both is the same. */
const isInSamePlace = ({ claim, evidence, alignment }: CheckInput, index: number, hostIndex: number): boolean =>
  ([1, -1] as const).some((step) => {
    const beside = contentBeside(claim, index, step)
    if (beside === undefined) return false
    const met = alignment.toEvidence.get(beside)
    return met !== undefined && [1, -1].some((side) => contentBeside(evidence.host, hostIndex, side as 1 | -1) === met)
  })

/** A claim with one of two opposites where the evidence has the other, and both under the same sign, says the reverse. */
export const checkAntonyms: Check = (input) => {
  const { claim, evidence } = input
  const host = evidence.host
  const words = (reading: Reading): Set<string> =>
    new Set(reading.terms.flatMap((term) => [term.lower, rootOf(term.lower)]))
  const [claimWords, hostWords] = [words(claim), words(host)]
  const isIn = (known: ReadonlySet<string>, word: string): boolean => known.has(word) || known.has(rootOf(word))
  const isCompared = isComparison(claim) && isComparison(host)
  for (const [index, term] of claim.terms.entries()) {
    if (isIn(hostWords, term.lower) || vague.has(term.lower) || isNegator(claim, index)) continue
    const at = host.terms.findIndex(
      (other) =>
        isOpposite(term.lower, other.lower) && !isIn(claimWords, other.lower) && !/^(?:few|little)$/u.test(other.lower),
    )
    const other = host.terms[at]
    if (other === undefined || isNegated(claim, index) !== isNegated(host, at)) continue
    // “A is dearer than B” says what “B is cheaper than A” says: the sides are looked at with the order.
    if (isCompared && sidesOf(input) === 'crossed') continue
    const message = `says “${term.word.raw}”; ${evidence.label} says “${other.word.raw}”`
    return [isInSamePlace(input, index, at) ? doubtIfRetold(input, 'ANTONYM', message) : doubt('ANTONYM', message)]
  }
  return []
}
