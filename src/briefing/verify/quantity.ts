import { fault } from './check.ts'
import type { Check, CheckInput } from './check.ts'
import { groupList, wordList } from './lexicon/list.ts'

/** Words of extent; a claim may use one only where its evidence has it or another of its group. */
const extents = groupList(`
  all, every, each, entire, entirely, whole, wholly, completely, complete, total, totally, everyone, everybody, everything, always, both, full, fully, throughout, universal, universally, any, anyone, anybody, whichever, whoever, no, none, nobody
  only, solely, merely, alone, just, exclusively, nothing but, sole, none other, purely, simply, single, unique, uniquely
  most, majority, mostly, mainly, largely, chiefly, above all, more than half, best, worst, least
  first, foremost, earliest, initially, original, beginning
  last, final, finally, latest, ultimate
  never, no longer, not once, at no time
  many, numerous, countless, scores, dozens, a good many, a number of, several, lots, some, few, handful, various, widespread, often, widely
  immediately, at once, instantly, overnight, straight away
  unprecedented, historic, biggest, largest, greatest, highest, most, best, fastest, strongest, number one
`).map((group) => new Set(group))

const always =
  wordList(`all every each entire entirely completely totally everyone everybody everything always any anyone anybody only solely merely
  exclusively sole alone most majority first last never none nobody unprecedented immediately instantly overnight largest biggest greatest
  foremost unique uniquely universally countless numerous`)

/** Words that hold a statement to a part; a claim that tells the word after them keeps one of them. */
const limiters =
  wordList(`some many several few most half certain part partly often usually sometimes mostly mainly largely generally almost occasionally
  typically broadly chiefly relatively somewhat primarily increasingly initially temporarily nominally partially`)

const keptLimit =
  /\b(?:some|many|several|few|fewer|most|mostly|half|certain|part|partly|often|usually|sometimes|mainly|largely|generally|almost|nearly|occasionally|typically|broadly|chiefly|relatively|somewhat|number|various|majority|share|much|frequently|tends?|can|may|might|could|primarily|increasingly|initially|temporarily|nominally|partially|in part|a good many|one of|among|commonly|rule|too|all|every|handful|in places|regularly)\b/iu

const isSuperlative = (lower: string): boolean =>
  /(?:[^aeiou]i?|[aeiou][^aeiou])est$/u.test(lower) && lower.length > 5 && !notSuperlative.has(lower)

const notSuperlative =
  wordList(`interest forest request protest invest harvest arrest suggest contest conquest manifest interests honest modest northwest southwest
  unrest digest midwest behest divest infest molest everest budapest bucharest latest`)

const hasWord = (input: CheckInput, words: ReadonlySet<string>): boolean => {
  const text = ` ${input.evidence.host.terms.map((term) => term.lower).join(' ')} `
  return [...words].some((word) => text.includes(` ${word} `))
}

/** All, only, first, largest, any: extent that the evidence does not have may not be added, and `some` may not be dropped. */
export const checkQuantity: Check = (input) => {
  const { claim, evidence, alignment } = input
  for (const [index, term] of claim.terms.entries()) {
    const { lower } = term
    const before = claim.terms[index - 1]?.lower
    if (lower === 'first' && index === 0) continue
    if (lower === 'any' && claim.operators.some((operator) => operator.kind === 'negator')) continue
    // “at least”, “at last”, “at first”, “at all” measure nothing.
    if (before === 'at') continue
    const isExtent = always.has(lower)
    if (!isExtent && !isSuperlative(lower)) continue
    const groups = extents.filter((group) => group.has(lower))
    const isKept =
      evidence.host.terms.some((other) => other.lower === lower || other.key === term.key) ||
      groups.some((group) => hasWord(input, group))
    const hasOwnSuperlative =
      isSuperlative(lower) &&
      evidence.host.terms.some((other) => isSuperlative(other.lower) || other.lower === 'most') &&
      alignment.toEvidence.has(index)
    if (!isKept && !hasOwnSuperlative)
      return [fault('QUANTIFIER_ADDED', `says “${term.word.raw}”; ${evidence.label} does not`)]
  }
  if (keptLimit.test(claim.text)) return []
  for (const [index, term] of evidence.host.terms.entries()) {
    if (!limiters.has(term.lower)) continue
    const next = evidence.host.terms.findIndex((other, at) => at > index && at <= index + 3 && other.isContent)
    const isNumber = evidence.host.terms[index + 1]?.key.startsWith('#') === true
    const isOther =
      ['and', 'so', 'very', 'at', 'a', 'the'].includes(evidence.host.terms[index - 1]?.lower ?? '') &&
      term.lower !== 'few'
    if (next !== -1 && !isNumber && !isOther && alignment.toClaim.has(next)) {
      return [fault('QUANTIFIER_DROPPED', `leaves out “${term.word.raw}”, which ${evidence.label} says`)]
    }
  }
  return []
}
