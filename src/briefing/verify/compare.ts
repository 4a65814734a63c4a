import { type Family, irregularForms, opposites } from '../rules/load.ts'
import type { Cue } from './cues.ts'
import { type Finding, guess, likely, type Pair, type Side, sure, wordsAt } from './pair.ts'

/** A pair as seen from one of its sides. */
type View = {
  readonly own: Side
  readonly other: Side
  /** This side's words, mapped to those of the other side. */
  readonly map: ReadonlyMap<number, number>
}

const view = (own: Side, other: Side, map: View['map']): View => ({ own, other, map })
const fromClaim = ({ claim, source, alignment }: Pair): View => view(claim, source, alignment.toSource)
const fromSource = ({ claim, source, alignment }: Pair): View => view(source, claim, alignment.toClaim)

/** In words. */
const nearby = 5

const ofFamily = ({ cues }: Side, ...families: readonly Family[]): Cue[] =>
  cues.filter(({ rule }) => families.includes(rule.family))

/** Whether two cues affect words that are paired. */
const isLinked = (cue: Cue, other: Cue, map: ReadonlyMap<number, number>): boolean =>
  cue.span.some((at) => other.span.includes(map.get(at) ?? -1))

const linkedTo = (cue: Cue, others: readonly Cue[], { map }: View): Cue[] =>
  others.filter((other) => isLinked(cue, other, map) || map.get(cue.from) === other.from)

/** The word on the other side that is paired with the first word that the cue affects. */
const headThere = ({ head }: Cue, { map }: View): number | undefined => (head === undefined ? undefined : map.get(head))

const isTouched = ({ span }: Cue, { map }: View): boolean => span.some((at) => map.has(at))

const spell = (side: Side, { from, to }: Cue): string => `“${wordsAt(side, from, to)}”`

const says = ({ own }: View, cue: Cue, label: string): string =>
  `says ${spell(own, cue)}; ${label} does not say so of these words`
const dropsIt = ({ own }: View, cue: Cue, label: string): string =>
  `${label} says ${spell(own, cue)}; the claim leaves it out`

/**
 * Whether the words around the cue's first affected word are also together on the other side: only then is it certain
 * that the cue is missing there.
 */
const isInPlace = (cue: Cue, view: View): boolean => {
  const there = headThere(cue, view)
  if (there === undefined) return false
  const near = [...view.own.tokens.keys()].filter(
    (at) =>
      at >= cue.from - nearby &&
      at <= (cue.head ?? cue.to) + nearby &&
      at !== cue.head &&
      view.own.tokens[at]?.isContent,
  )
  return near.some((at) => Math.abs((view.map.get(at) ?? Number.NaN) - there) <= nearby)
}

/**
 * The level of a negation of a complete statement (“it is false that”). A negation of a part does not match it, and it
 * is never a matter of style.
 */
const denial = 3

type Unanswered = { readonly cue: Cue; readonly isSure: boolean }

/** Cues of `own` without a matching cue on the other side, on words that both share. */
const unanswered = (view: View, family: Family): Unanswered[] => {
  const others = ofFamily(view.other, family)
  const own = ofFamily(view.own, family)
  const free = others.filter((other) => own.every((cue) => linkedTo(cue, [other], view).length === 0))
  const answersTo = (cue: Cue): Cue[] =>
    linkedTo(cue, others, view).filter(({ rule }) => cue.rule.level < denial || rule.level > 1)
  // “It would be strange if they did not”: two of one family over the same words may cancel each other.
  const isAlone = (cue: Cue): boolean =>
    own.every((other) => other === cue || !other.span.some((at) => cue.span.includes(at)))
  return own
    .filter((cue) => answersTo(cue).length === 0 && isTouched(cue, view))
    .map((cue) => ({
      cue,
      isSure:
        cue.rule.level >= denial || (cue.rule.level > 1 && free.length === 0 && isAlone(cue) && isInPlace(cue, view)),
    }))
}

/** Cues of the claim that are stronger than all of their family in the source. */
const added = (pair: Pair, family: Family, code: string, least = 1): Finding[] => {
  const given = Math.max(least - 1, ...ofFamily(pair.source, family).map(({ rule }) => rule.level))
  return ofFamily(pair.claim, family)
    .filter(({ rule }) => rule.level > given)
    .map((cue) => guess(code, says(fromClaim(pair), cue, pair.label)))
}

const dropped = (pair: Pair, family: Family, code: string): Finding[] =>
  unanswered(fromSource(pair), family).map(({ cue }) => guess(code, dropsIt(fromSource(pair), cue, pair.label)))

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
    const isLikely = isClear && !isInfinitive(pair.claim, at) && isInPlace(cue, view)
    return [(isLikely ? likely : guess)('CERTAINTY_RAISED', message)]
  })
}

/** Findings where the claim is more certain than the source, and “certainly” where the source has nothing like it. */
export const checkCertainty = (pair: Pair): Finding[] => [
  ...checkRaised(pair),
  ...added(pair, 'certainty', 'CERTAINTY_RAISED', fact + 1),
]

/** “No port is larger” means the same as “the largest port”. */
const isSuperlative = ({ own, other }: View): boolean =>
  own.tokens.some(({ lower }) => lower === 'than') && ofFamily(other, 'superlative').length > 0

/** Negations on one side that the other lacks; likely wrong if the other has the negated word. */
const negations = (pair: Pair, view: View, code: string, messageOf: typeof says): Finding[] =>
  unanswered(view, 'negation').map(({ cue, isSure }) => {
    const message = messageOf(view, cue, pair.label)
    // The claim says the opposite, however freely the rest is paraphrased.
    if (cue.rule.level >= denial) return sure(code, message)
    return (isSure && !isSuperlative(view) ? likely : guess)(code, message)
  })

export const checkNegation = (pair: Pair): Finding[] => [
  ...negations(pair, fromClaim(pair), 'NEGATION_ADDED', says),
  ...negations(pair, fromSource(pair), 'NEGATION_DROPPED', dropsIt),
]

export const checkQuantity = (pair: Pair): Finding[] => {
  const view = fromClaim(pair)
  const others = ofFamily(pair.source, 'quantity')
  return ofFamily(pair.claim, 'quantity').flatMap((cue) => {
    const answers = linkedTo(cue, others, view)
    const isSameHead = answers.some(({ head }) => head !== undefined && head === headThere(cue, view))
    const most = Math.max(0, ...answers.map(({ rule }) => rule.level))
    // “Mainly” for “the main reason”.
    const word = pair.claim.tokens[cue.to]?.lower ?? ''
    const isGiven = pair.source.tokens.some(({ lower }) => lower.length >= 4 && word.startsWith(lower))
    if (most >= cue.rule.level || (answers.length === 0 && isGiven)) return []
    if (answers.length === 0 && (cue.rule.level < 4 || others.some(({ rule }) => rule.level >= cue.rule.level)))
      return []
    const isSure = answers.length > 0 && isSameHead
    const message = says(view, cue, pair.label)
    return [(isSure ? likely : guess)('QUANTITY_RAISED', message)]
  })
}

export const checkOnly = (pair: Pair): Finding[] => [
  ...added(pair, 'only', 'ONLY_ADDED'),
  ...dropped(pair, 'only', 'ONLY_DROPPED'),
]

export const checkSuperlative = (pair: Pair): Finding[] => added(pair, 'superlative', 'SUPERLATIVE')

/** A claim that shares this many words with the statement around a condition says what the condition limits. */
const leastShared = 2

/** A condition or exception of the source that the claim omits, although it shares the words around it. */
export const checkCondition = (pair: Pair): Finding[] => {
  const { toClaim } = pair.alignment
  const { tokens } = pair.source
  if (ofFamily(pair.claim, 'condition').length > 0) return []
  return ofFamily(pair.source, 'condition').flatMap((cue) => {
    const isBeside = (at: number): boolean =>
      tokens[at]?.isContent === true && !cue.span.includes(at) && tokens[at]?.statement === tokens[cue.from]?.statement
    const told = cue.span.filter((at) => toClaim.has(at))
    if ([...toClaim.keys()].filter(isBeside).length < leastShared || told.length * 2 > cue.span.length) return []
    const isSure = cue.rule.level > 1 && told.length === 0 && cue.span.length >= leastShared
    const message = dropsIt(fromSource(pair), cue, pair.label)
    return [(isSure ? likely : guess)('CONDITION_DROPPED', message)]
  })
}

/** Words that may introduce a cause after them. */
const looseCauses = /^(?:as|since|for|with|given|so|by|from|over|through|amid|reason|reasons|response)$/u

/** Words that may introduce a consequence of what is before them. */
const consequences =
  /^(?:thus|hence|thereby|so|mak(?:e|es|ing)|made|enabl(?:e|es|ed|ing)|allow(?:s|ed|ing)?|leaving|giv(?:e|es|ing)|gave|provid(?:es|ed|ing))$/u

/** How far such a word may be from the cause, in words of its clause. */
const leadIn = 8

/**
 * A cause that the source does not give: it has no such word near the words that the claim makes the cause, or does not
 * contain them.
 */
export const checkCause = (pair: Pair): Finding[] => {
  const { tokens } = pair.source
  const isLed = (at: number): boolean =>
    tokens
      .slice(Math.max(0, at - leadIn), at)
      .some(({ lower, clause }) => clause === tokens[at]?.clause && looseCauses.test(lower)) ||
    tokens.slice(at, at + leadIn).some(({ lower }) => consequences.test(lower))
  return ofFamily(pair.claim, 'cause').flatMap((cue) => {
    const told = cue.span.flatMap((at) => pair.alignment.toSource.get(at) ?? [])
    const isGiven = ofFamily(pair.source, 'cause').length > 0 || told.slice(0, 1).some(isLed)
    return isGiven && told.length * 2 >= cue.span.length ? [] : [guess('CAUSE', says(fromClaim(pair), cue, pair.label))]
  })
}

/** “Not impossible”. */
const isDenied = ({ tokens }: Side, at: number): boolean =>
  tokens.slice(Math.max(0, at - 2), at).some(({ lower }) => /^(?:not|never|no)$/u.test(lower))

/** “More” for “less”: a word of the claim against its opposite in the source, where neither side has both. */
export const checkOpposites = ({ claim, source, label }: Pair): Finding[] => {
  const placeOf = ({ tokens }: Side, words: ReadonlySet<string>): number =>
    tokens.findIndex(({ lower }) => words.has(lower))
  // “A depends more on B than on C” for “less on C than on B”.
  const isCompared = [claim, source].every(({ tokens }) => tokens.some(({ lower }) => lower === 'than'))
  return opposites
    .filter(([own]) => !isCompared || !own.has('more'))
    .flatMap(
      ([one, other]) =>
        [
          [one, other],
          [other, one],
        ] as const,
    )
    .flatMap(([own, other]) => {
      const [said, given] = [placeOf(claim, own), placeOf(source, other)]
      if (said === -1 || given === -1 || placeOf(source, own) !== -1 || placeOf(claim, other) !== -1) return []
      if (isDenied(claim, said) !== isDenied(source, given)) return []
      const [word, opposite] = [wordsAt(claim, said, said), wordsAt(source, given, given)]
      return [likely('OPPOSITE', `says “${word}” where ${label} says “${opposite}”`)]
    })
}

/** A view that the source reports, given as a plain statement. */
export const checkReport = (pair: Pair): Finding[] =>
  ofFamily(pair.claim, 'report').length > 0 ? [] : dropped(pair, 'report', 'REPORT')
