import { irregularForms } from '../rules/load.ts'
import type { Cue } from './cues.ts'
import { added, fromClaim, fromSource, headThere, isInPlace, ofFamily, spell } from './linking.ts'
import { type Finding, guess, hint, type Pair, type Side, sureIfClose } from './pair.ts'

/** The level of a plain statement: more certain than any cue. */
const fact = 4

const hearsay = 2

/** A duty only says that something should happen, so that it may happen: the lowest level. */
const certaintyOf = ({ rule }: Cue): number => (rule.family === 'duty' ? 1 : rule.level)

const certaintyAt = (side: Side, at: number): number =>
  Math.min(
    fact,
    ...ofFamily(side, 'certainty', 'duty')
      .filter(({ span }) => span.includes(at))
      .map(certaintyOf),
  )

const isPast = (word: string): boolean =>
  irregularForms.has(word) || (word.endsWith('ed') && !/^(?:need|indeed|feed|speed|(?:ex|pro|suc)ceed)$/u.test(word))

/** In the past or perfect tense. */
export const isPerfect = ({ tokens }: Side, at: number): boolean => {
  const before = tokens.slice(Math.max(0, at - 3), at).map(({ lower }) => lower)
  if (before.some((word) => /^(?:has|have|had|was|were|been)$/u.test(word))) return true
  return (
    [...before, tokens[at]?.lower ?? ''].some(isPast) && !before.some((word) => /^(?:is|are|be|being|am)$/u.test(word))
  )
}

/** “To rescue”, “to fully rescue”: an intention, a wish or a beginning. */
const isInfinitive = ({ tokens, tags }: Side, at: number): boolean =>
  tokens[tags[at - 1] === 'ADV' ? at - 2 : at - 1]?.lower === 'to'

/** Whether a cue of the claim is no more certain than the source's cue, and is not needed for another cue of the source. */
const isAnswered = (pair: Pair, cue: Cue, level: number): boolean => {
  const elsewhere = ofFamily(pair.source, 'certainty', 'duty').filter(
    ({ span }) => !span.some((at) => cue.span.includes(at)),
  )
  // A rumour reported as somebody's words is no more certain than the rumour.
  const reports = ofFamily(pair.source, 'report').filter(({ from, to }) => from > cue.to || to < cue.from)
  if (level === hearsay && ofFamily(pair.claim, 'report').length > reports.length) return true
  // “Needs revision” for “needs to be revised”.
  if (pair.source.tokens[cue.from]?.isContent === true && pair.alignment.toClaim.has(cue.from)) return true
  // “It can copy the plan but not the price”, “it cannot copy the price”.
  if (/\bcan(?:not| not|[’']t)\b/iu.test(pair.claim.text) && pair.source.tokens[cue.from]?.lower === 'can') return true
  return ofFamily(pair.claim, 'certainty', 'duty').some(
    (own) =>
      certaintyOf(own) <= level &&
      !elsewhere.some((other) => other.head !== undefined && headThere(own, fromClaim(pair)) === other.head),
  )
}

/** “She said that it would rise” for “it will rise”: a report moves the future into the past. */
const isBackshifted = ({ source }: Pair, { from }: Cue): boolean =>
  source.tokens[from]?.lower === 'would' && ofFamily(source, 'report').length > 0

const checkRaised = (pair: Pair): Finding[] => {
  const view = fromSource(pair)
  return ofFamily(pair.source, 'certainty', 'duty').flatMap((cue) => {
    const at = headThere(cue, view) ?? cue.span.flatMap((index) => view.map.get(index) ?? [])[0]
    if (at === undefined) return []
    const level = Math.min(certaintyOf(cue), certaintyAt(pair.source, cue.head ?? -1))
    const told = certaintyAt(pair.claim, at)
    if (told <= level || isAnswered(pair, cue, level)) return []
    const isClear = told === fact ? level < 3 || isPerfect(pair.claim, at) : told === 3 && !isBackshifted(pair, cue)
    const message = `${pair.label} says ${spell(pair.source, cue)}; the claim is surer`
    if (!isClear || isInfinitive(pair.claim, at)) return guess(pair, 'CERTAINTY_RAISED', message)
    return [isInPlace(cue, view) ? sureIfClose(pair, 'CERTAINTY_RAISED', message) : hint('CERTAINTY_RAISED', message)]
  })
}

/** Findings where the claim is more certain than the source, and “certainly” where the source has nothing like it. */
export const checkCertainty = (pair: Pair): Finding[] => [
  ...checkRaised(pair),
  ...added(pair, 'certainty', 'CERTAINTY_RAISED', fact + 1),
]
