import {
  added,
  denial,
  dropped,
  dropsIt,
  fromClaim,
  fromSource,
  headThere,
  linkedTo,
  ofFamily,
  says,
  unanswered,
  type View,
} from './linking.ts'
import { type Finding, guess, hint, type Pair, sure, sureIfClose } from './pair.ts'

/** “No port is larger” means the same as “the largest port”. */
const isSuperlative = ({ own, other }: View): boolean =>
  own.tokens.some(({ lower }) => lower === 'than') && ofFamily(other, 'superlative').length > 0

/** Negations on one side that the other lacks; more than a guess if the other has the negated word. */
const negations = (pair: Pair, view: View, code: string, messageOf: typeof says): Finding[] =>
  unanswered(view, 'negation').flatMap(({ cue, isSure }) => {
    const message = messageOf(view, cue, pair.label)
    // The claim says the opposite, however freely the rest is paraphrased.
    if (cue.rule.level >= denial) return [sure(code, message)]
    if (isSure && !isSuperlative(view)) return [sureIfClose(pair, code, message)]
    const isMet = headThere(cue, view) !== undefined && (view.own === pair.source || (cue.head ?? 0) > cue.to)
    return cue.rule.level > 1 && isMet ? [hint(code, message)] : guess(pair, code, message)
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
    return [isSure ? sureIfClose(pair, 'QUANTITY_RAISED', message) : hint('QUANTITY_RAISED', message)]
  })
}

export const checkOnly = (pair: Pair): Finding[] => [
  ...added(pair, 'only', 'ONLY_ADDED'),
  ...dropped(pair, 'only', 'ONLY_DROPPED'),
]

export const checkSuperlative = (pair: Pair): Finding[] => added(pair, 'superlative', 'SUPERLATIVE')

/** A claim that shares this many words outside a condition is about what it conditions. */
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
    return isSure ? [sureIfClose(pair, 'CONDITION_DROPPED', message)] : guess(pair, 'CONDITION_DROPPED', message)
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
    return isGiven && told.length * 2 >= cue.span.length ? [] : [hint('CAUSE', says(fromClaim(pair), cue, pair.label))]
  })
}

/** A view that the source reports, given as a plain statement. */
export const checkReport = (pair: Pair): Finding[] =>
  ofFamily(pair.claim, 'report').length > 0 ? [] : dropped(pair, 'report', 'REPORT')
