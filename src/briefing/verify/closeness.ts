/*
 * How close a claim is to the wording of its sentence. A fair paraphrase rewords the sentence: other verbs, other function words,
 * synonyms, passive instead of active. A wrong one more often copies it except for one word, phrase or part.
 * On claims by several writers this distinguishes fair from wrong better than any list of words, and it shows what
 * a loose guess is worth: in a copy each difference matters, in a free paraphrase most differences are style.
 */
import { isAkin, isNear, type Token } from './tokens.ts'

/** The words of a text, and which of them are verbs, by index. */
type Words = { readonly tokens: readonly Token[]; readonly verbs: ReadonlySet<number> }

/** The claim's words, by index, that its sentence does not have; without names and figures, which are checked elsewhere. */
export const ownWords = ({ tokens }: Words, source: Words, context: readonly Token[], isMet = isAkin): number[] => {
  const isNamed = (token: Token): boolean => token.isCapital && context.some(({ stem }) => stem === token.stem)
  return [...tokens.entries()].flatMap(([at, token]) => {
    const isKnown = source.tokens.some((word) => (token.isContent ? isMet(word, token) : word.lower === token.lower))
    return isKnown || /^\d/u.test(token.raw) || (token.isContent && isNamed(token)) ? [] : [at]
  })
}

/** The largest number of consecutive words of the claim that are also consecutive in the sentence. */
const longestRun = (length: number, toSource: ReadonlyMap<number, number>): number => {
  let run = 0
  let longest = 0
  for (let at = 0; at < length; at += 1) {
    const there = toSource.get(at)
    run = there === undefined ? 0 : toSource.get(at - 1) === there - 1 ? run + 1 : 1
    longest = Math.max(longest, run)
  }
  return longest
}

/** “Was adopted”, “adopted by”. */
const isPassive = ({ tokens, verbs }: Words, at: number): boolean =>
  verbs.has(at) &&
  tokens[at]?.lower.endsWith('ing') !== true &&
  (tokens[at + 1]?.lower === 'by' ||
    tokens.slice(Math.max(0, at - 3), at).some(({ lower }) => /^(?:is|are|was|were|be|been|being)$/u.test(lower)))

/** The measures of a claim compared with its sentence. */
export const measuresOf = (
  claim: Words,
  source: Words,
  toSource: ReadonlyMap<number, number>,
  context: readonly Token[],
) => {
  const { tokens, verbs } = claim
  const isContent = (at: number): boolean => tokens[at]?.isContent === true
  const own = ownWords(claim, source, context)
  const strange = ownWords(claim, source, context, isNear).filter(isContent)
  return {
    /** The longest run of words copied from the sentence, as a share of the claim. */
    copied: longestRun(tokens.length, toSource) / Math.max(1, tokens.length),
    /** Words that paraphrase a word of the sentence. */
    synonyms: own.filter(isContent).length - strange.length,
    newVerbs: strange.filter((at) => verbs.has(at)).length,
    newGrammar: own.filter((at) => !isContent(at)).length,
    /** Verbs that are passive only on one side. */
    turned: [...toSource].filter(
      ([at, to]) => isContent(at) && verbs.has(at) && isPassive(claim, at) !== isPassive(source, to),
    ).length,
  }
}

export type Measures = ReturnType<typeof measuresOf>

/**
 * What each measure adds to the log odds that a claim is wrong, fitted on claims by several writers:
 * bench/faithfulness/fit.ts
 */
export const weights: Measures = {
  copied: 3.2,
  synonyms: -1.75,
  newVerbs: -1.3,
  newGrammar: -0.4,
  turned: -1.5,
}
const bias = 0.7

/** Whether a claim is so close to its sentence that its differences, and loose guesses about them, are worth checking. */
export const isClose = (measures: Measures): boolean =>
  (Object.keys(weights) as (keyof Measures)[]).reduce((sum, name) => sum + weights[name] * measures[name], bias) > 0
