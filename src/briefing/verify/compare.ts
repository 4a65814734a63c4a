import {
  added,
  dropped,
  dropsIt,
  fromClaim,
  fromSource,
  headThere,
  isTouched,
  linkedTo,
  ofFamily,
  says,
  sureOrGuess,
  unanswered,
  type Unanswered,
  type View,
} from './linking.ts'
import { type Finding, guess, hint, type Pair, sure } from './pair.ts'
import { isAkin, isSame } from './tokens.ts'

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

export const checkOnly = (pair: Pair): Finding[] => [
  ...added(pair, 'only', 'ONLY_ADDED'),
  ...dropped(pair, 'only', 'ONLY_DROPPED'),
]

export const checkSuperlative = (pair: Pair): Finding[] => added(pair, 'superlative', 'SUPERLATIVE')

export const checkDegree = (pair: Pair): Finding[] => [
  ...added(pair, 'degree', 'DEGREE_RAISED'),
  ...dropped(pair, 'degree', 'DEGREE_DROPPED'),
]

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
    if ([...toClaim.keys()].filter(isBeside).length < leastShared || told.length * 2 > cue.span.length) return []
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
