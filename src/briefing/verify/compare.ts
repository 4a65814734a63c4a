import { type Family, irregularForms } from '../rules/load.ts'
import type { Cue } from './cues.ts'
import { isAkin, isSame } from './tokens.ts'
import { type Finding, guess, hint, type Pair, type Side, sure, wordsAt } from './pair.ts'

/** One side of a pair as seen from the other. */
type View = {
  readonly own: Side
  readonly other: Side
  /** Own words to those of the other side. */
  readonly map: ReadonlyMap<number, number>
}

const fromClaim = ({ claim, source, alignment }: Pair): View => ({ own: claim, other: source, map: alignment.toSource })
const fromSource = ({ claim, source, alignment }: Pair): View => ({ own: source, other: claim, map: alignment.toClaim })

/** In words. */
const nearby = 5

const ofFamily = ({ cues }: Side, ...families: readonly Family[]): Cue[] =>
  cues.filter(({ rule }) => families.includes(rule.family))

/** Whether two cues bear on words that stand for one another. */
const isLinked = (cue: Cue, other: Cue, map: ReadonlyMap<number, number>): boolean =>
  cue.span.some((at) => other.span.includes(map.get(at) ?? -1))

const linkedTo = (cue: Cue, others: readonly Cue[], { map }: View): Cue[] =>
  others.filter((other) => isLinked(cue, other, map) || map.get(cue.from) === other.from)

/** Where the word that a cue bears on first stands on the other side. */
const headThere = ({ head }: Cue, { map }: View): number | undefined => (head === undefined ? undefined : map.get(head))

const isTouched = ({ span }: Cue, { map }: View): boolean => span.some((at) => map.has(at))

const spell = (side: Side, { from, to }: Cue): string => `“${wordsAt(side, from, to)}”`

const says = ({ own }: View, cue: Cue, label: string): string =>
  `says ${spell(own, cue)}; ${label} does not say so of these words`
const dropsIt = ({ own }: View, cue: Cue, label: string): string =>
  `${label} says ${spell(own, cue)}; the claim leaves it out`

/** Whether the words round the head of a cue stand together on the other side, too: only then is it sure that the cue is missed. */
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

/** A negation of a whole statement (“it is false that”): one of a part of it does not answer it, and it is never a matter of wording. */
const denial = 3

type Unanswered = { readonly cue: Cue; readonly isSure: boolean }

/** Cues of `own` that nothing answers on the other side, over words that both share. */
const unanswered = (view: View, family: Family): Unanswered[] => {
  const others = ofFamily(view.other, family)
  const own = ofFamily(view.own, family)
  const free = others.filter((other) => own.every((cue) => linkedTo(cue, [other], view).length === 0))
  const answersTo = (cue: Cue): Cue[] =>
    linkedTo(cue, others, view).filter(({ rule }) => cue.rule.level < denial || rule.level > 1)
  /** “Few incentives”, “little reason”: other words for what the cue bears on. */
  const isReworded = (cue: Cue): boolean =>
    headThere(cue, view) === undefined &&
    free.some(({ head, rule }) => rule.level === cue.rule.level && ![...view.map.values()].includes(head ?? -1))
  return own
    .filter((cue) => answersTo(cue).length === 0 && isTouched(cue, view) && !isReworded(cue))
    .map((cue) => ({
      cue,
      isSure: cue.rule.level >= denial || (cue.rule.level > 1 && free.length === 0 && isInPlace(cue, view)),
    }))
}

const sureOrGuess = (pair: Pair, isSure: boolean, code: string, message: string): Finding[] =>
  isSure ? [sure(code, message)] : guess(pair, code, message)

/** A finding on a cue whose own word the other side has is more than a guess. */
const onCue = (pair: Pair, view: View, { cue, isSure }: Unanswered, code: string, message: string): Finding[] => {
  if (isSure) return [sure(code, message)]
  const isMet = headThere(cue, view) !== undefined && (view.own === pair.source || (cue.head ?? 0) > cue.to)
  return cue.rule.level > 1 && isMet ? [hint(code, message)] : guess(pair, code, message)
}

export const checkNegation = (pair: Pair): Finding[] => [
  ...unanswered(fromClaim(pair), 'negation').flatMap((found) =>
    onCue(pair, fromClaim(pair), found, 'NEGATION_ADDED', says(fromClaim(pair), found.cue, pair.label)),
  ),
  ...unanswered(fromSource(pair), 'negation').flatMap((found) =>
    onCue(pair, fromSource(pair), found, 'NEGATION_DROPPED', dropsIt(fromSource(pair), found.cue, pair.label)),
  ),
]

/** How certain a plain statement is: more than any cue makes it. */
const fact = 4

const hearsay = 2
const forecast = 3

/** What ought to be is, as to its being so, merely possible. */
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

/** Told as past or done. */
const isPerfect = ({ tokens }: Side, at: number): boolean => {
  const before = tokens.slice(Math.max(0, at - 3), at).map(({ lower }) => lower)
  if (before.some((word) => /^(?:has|have|had|was|were|been)$/u.test(word))) return true
  return [...before, tokens[at]?.lower ?? ''].some(isPast) && !before.some((word) => /^(?:is|are|be|being|am)$/u.test(word))
}

/** “To rescue”, “to fully rescue”: what somebody is to do, wants or begins to do. */
const isInfinitive = ({ tokens, tags }: Side, at: number): boolean =>
  tokens[tags[at - 1] === 'ADV' ? at - 2 : at - 1]?.lower === 'to'

/** Words before a verb that keep it from being told as done. */
const notTold = /^(?:will|would|can|could|may|might|shall|should|must|let|lets|help|helps|not|never|to|being)$/u

/** Words before an infinitive of what does happen: “began to grow”. */
const happens =
  /^(?:beg[ai]ns?|start(?:s|ed)?|continu(?:e|es|ed|ing)|served?|serves|came|comes?|managed|went|tempts|led|leads|forced|able)$/u

/** “Are amassing”, which is not “have amassed”. */
const isUnderWay = ({ tokens }: Side, at: number): boolean =>
  /ing$/u.test(tokens[at]?.lower ?? '') &&
  tokens.slice(Math.max(0, at - 2), at).some(({ lower }) => /^(?:is|are)$/u.test(lower))

const isPurpose = (side: Side, at: number): boolean =>
  side.verbs.has(at) &&
  isInfinitive(side, at) &&
  !side.tokens.slice(Math.max(0, at - 4), at).some(({ lower }) => happens.test(lower))

/** A purpose of the source (“training to speed up learning”) that the claim tells as done. */
export const checkPurpose = ({ claim, source, alignment, label }: Pair): Finding[] =>
  [...alignment.toSource].flatMap(([at, there]) => {
    const before = claim.tokens.slice(Math.max(0, at - 3), at)
    const isTold =
      claim.verbs.has(at) &&
      claim.tokens[at]?.isContent === true &&
      !/ing$/u.test(claim.tokens[at]?.lower ?? '') &&
      !before.some(({ lower }) => notTold.test(lower))
    return isTold && (isPurpose(source, there) || (isUnderWay(source, there) && isPerfect(claim, at)))
      ? [
          hint(
            'PURPOSE',
            `${label} says “${wordsAt(source, there - 1, there)}”; look whether the claim tells it as done`,
          ),
        ]
      : []
  })

/** Whether a cue of the claim says of the source's cue that it is no surer, and is not needed for another one elsewhere. */
const isAnswered = (pair: Pair, cue: Cue, level: number): boolean => {
  const elsewhere = ofFamily(pair.source, 'certainty', 'duty').filter(
    ({ span }) => !span.some((at) => cue.span.includes(at)),
  )
  // Who tells a rumour as what somebody says is no surer.
  const reports = ofFamily(pair.source, 'report').filter(({ from, to }) => from > cue.to || to < cue.from)
  if (level === hearsay && ofFamily(pair.claim, 'report').length > reports.length) return true
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
    return [(isInPlace(cue, view) ? sure : hint)('CERTAINTY_RAISED', message)]
  })
}

/** “Will” where the sentence has nothing surer than “may”, and “certainly” where it has nothing like it. */
const checkStrength = (pair: Pair): Finding[] => {
  const levels = (side: Side): number[] => ofFamily(side, 'certainty', 'duty').map(certaintyOf)
  const [own, given] = [levels(pair.claim), levels(pair.source)]
  const isForecast = given.length > 0 && Math.max(...given) < forecast && Math.min(fact, ...own) === forecast
  const message = `foretells what ${pair.label} calls possible`
  const isDone = ofFamily(pair.claim, 'certainty').some((cue) => {
    const there = cue.rule.level === forecast ? headThere(cue, fromClaim(pair)) : undefined
    return there !== undefined && certaintyAt(pair.source, there) === fact && isPerfect(pair.source, there)
  })
  return [
    ...added(pair, 'certainty', 'CERTAINTY_RAISED', fact + 1),
    ...(isForecast ? [hint('CERTAINTY_RAISED', message)] : []),
    ...(isDone ? [hint('FORECAST', `foretells what ${pair.label} tells as done`)] : []),
  ]
}

/** What the source calls possible, probable or due told as surer than that. */
export const checkCertainty = (pair: Pair): Finding[] => {
  const raised = checkRaised(pair)
  return raised.length > 0 ? raised : checkStrength(pair)
}

export const checkDuty = (pair: Pair): Finding[] => {
  const view = fromClaim(pair)
  const others = ofFamily(pair.source, 'duty')
  return ofFamily(pair.claim, 'duty').flatMap((cue) => {
    const answers = linkedTo(cue, others, view)
    const isAnswered = (answers.length > 0 ? answers : others).some(({ rule }) => rule.level >= cue.rule.level)
    return isAnswered ? [] : guess(pair, 'DUTY', says(view, cue, pair.label))
  })
}

export const checkQuantity = (pair: Pair): Finding[] => {
  const view = fromClaim(pair)
  const others = ofFamily(pair.source, 'quantity')
  return ofFamily(pair.claim, 'quantity').flatMap((cue) => {
    const answers = linkedTo(cue, others, view)
    const isSameHead = answers.some(({ head }) => head !== undefined && head === headThere(cue, view))
    const most = Math.max(0, ...answers.map(({ rule }) => rule.level))
    const word = pair.claim.tokens[cue.from]
    // “Mainly” for “the main reason”.
    const isGiven = word !== undefined && cue.from === cue.to && pair.source.tokens.some((other) => isAkin(other, word))
    if (most >= cue.rule.level || (answers.length === 0 && isGiven)) return []
    if (answers.length === 0 && (cue.rule.level < 4 || others.some(({ rule }) => rule.level >= cue.rule.level)))
      return []
    const isSure = answers.length > 0 && isSameHead
    return [(isSure ? sure : hint)('QUANTITY_RAISED', says(view, cue, pair.label))]
  })
}

/** Cues of the claim that are stronger than any of their family in the source. */
const added = (pair: Pair, family: Family, code: string, least = 1): Finding[] => {
  const strongest = (side: Side): number => Math.max(least - 1, ...ofFamily(side, family).map(({ rule }) => rule.level))
  const given = strongest(pair.source)
  return ofFamily(pair.claim, family)
    .filter(({ rule }) => rule.level > given)
    .map((cue) => hint(code, says(fromClaim(pair), cue, pair.label)))
}

const dropped = (pair: Pair, family: Family, code: string): Finding[] =>
  unanswered(fromSource(pair), family).flatMap(({ cue }) =>
    guess(pair, code, dropsIt(fromSource(pair), cue, pair.label)),
  )

export const checkOnly = (pair: Pair): Finding[] => [
  ...added(pair, 'only', 'ONLY_ADDED'),
  ...dropped(pair, 'only', 'ONLY_DROPPED'),
]

export const checkSuperlative = (pair: Pair): Finding[] => added(pair, 'superlative', 'SUPERLATIVE')

export const checkDegree = (pair: Pair): Finding[] => [
  ...added(pair, 'degree', 'DEGREE_RAISED'),
  ...dropped(pair, 'degree', 'DEGREE_DROPPED'),
]

/** Before told as after, and the other way round. */
export const checkTime = (pair: Pair): Finding[] => {
  const view = fromClaim(pair)
  const others = ofFamily(pair.source, 'time')
  return ofFamily(pair.claim, 'time').flatMap((cue) => {
    const answers = linkedTo(cue, others, view)
    if (answers.length === 0 || answers.some(({ rule }) => rule.level === cue.rule.level)) return []
    const there = answers.map((answer) => spell(pair.source, answer)).join(', ')
    return [sure('TIME_TURNED', `says ${spell(pair.claim, cue)} where ${pair.label} says ${there}`)]
  })
}

/** So many words outside a condition make a claim one about what it conditions. */
const leastShared = 2

/** A condition, or an exception, of the source that the claim tells nothing of, though it shares the words beside it. */
export const checkCondition = (pair: Pair): Finding[] => {
  const { toClaim } = pair.alignment
  const { tokens } = pair.source
  if (ofFamily(pair.claim, 'condition').length > 0) return []
  return ofFamily(pair.source, 'condition').flatMap((cue) => {
    const isBeside = (at: number): boolean =>
      tokens[at]?.isContent === true && !cue.span.includes(at) && tokens[at]?.statement === tokens[cue.from]?.statement
    const told = cue.span.filter((at) => toClaim.has(at))
    if ([...toClaim.keys()].filter(isBeside).length < leastShared) return []
    const isTold = told.length * 2 > cue.span.length
    if (isTold)
      return cue.rule.level > 1 ? guess(pair, 'CONDITION_CHANGED', dropsIt(fromSource(pair), cue, pair.label)) : []
    const isSure = cue.rule.level > 1 && told.length === 0 && cue.span.length >= leastShared
    return sureOrGuess(pair, isSure, 'CONDITION_DROPPED', dropsIt(fromSource(pair), cue, pair.label))
  })
}

/** Words that may give a cause, among other things: where they stand in front of it. */
const looseCauses = /^(?:as|since|for|with|given|so|by|from|over|through|amid|reason|reasons|response)$/u

/** Words that may name a consequence of what stands in front of them. */
const consequences =
  /^(?:thus|hence|thereby|so|mak(?:e|es|ing)|made|enabl(?:e|es|ed|ing)|allow(?:s|ed|ing)?|leaving|provid(?:es|ed|ing))$/u

/** So far from the cause, in words of its clause. */
const leadIn = 8

/** A cause that the source does not give: it has no such word in front of what the claim makes the cause, or says nothing of it. */
export const checkCause = (pair: Pair): Finding[] => {
  const { source, claim } = pair
  const given = ofFamily(source, 'cause')
  const isLed = (at: number): boolean => {
    const { tokens } = source
    const isIn = (other: number): boolean => tokens[other]?.clause === tokens[at]?.clause
    const front = tokens.slice(Math.max(0, at - leadIn), at)
    return (
      front.some(({ lower }, index) => isIn(at - front.length + index) && looseCauses.test(lower)) ||
      tokens.slice(at, at + leadIn).some(({ lower }) => consequences.test(lower))
    )
  }
  return ofFamily(claim, 'cause').flatMap((cue) => {
    const told = cue.span.flatMap((at) => {
      const places = [...source.tokens.keys()].filter((to) => {
        const [word, token] = [source.tokens[to], claim.tokens[at]]
        return word?.isContent && token !== undefined && isSame(word, token)
      })
      return places.length > 0 ? [places] : []
    })
    const isTold = told.length * 2 >= cue.span.length
    const isGiven = given.length > 0 || told[0]?.some(isLed) === true
    return isGiven && isTold ? [] : [hint('CAUSE', says(fromClaim(pair), cue, pair.label))]
  })
}

/** A view that the source reports, told as a plain statement. */
export const checkReport = (pair: Pair): Finding[] =>
  ofFamily(pair.claim, 'report').length > 0
    ? []
    : ofFamily(pair.source, 'report')
        .filter((cue) => isTouched(cue, fromSource(pair)))
        .flatMap((cue) => guess(pair, 'REPORT', dropsIt(fromSource(pair), cue, pair.label)))
