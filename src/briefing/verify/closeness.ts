/*
 * How close a claim keeps to the wording of its sentence. Whoever retells a sentence fairly rewords it: other verbs, other words of
 * grammar, synonyms, a passive for an active. Whoever errs copies runs of it but for a word, a turn or a part, or fills it up from
 * another sentence. On claims by several writers this tells fair from wrong better than any list of words, and it says what a loose
 * guess is worth: in a copy each difference matters, in a free retelling most are style.
 */
import { isAkin, isNear, type Token } from './tokens.ts'

/** The words of a text, and which of them are verbs, by index. */
type Words = { readonly tokens: readonly Token[]; readonly verbs: ReadonlySet<number> }

/** Words of the claim, by index, that its sentence does not have. Names are looked at elsewhere, and so are figures. */
export const ownWords = ({ tokens }: Words, source: Words, context: readonly Token[], isMet = isAkin): number[] => {
  const isNamed = (token: Token): boolean => token.isCapital && context.some(({ stem }) => stem === token.stem)
  return [...tokens.entries()].flatMap(([at, token]) => {
    const isKnown = source.tokens.some((word) => (token.isContent ? isMet(word, token) : word.lower === token.lower))
    return isKnown || /^\d/u.test(token.raw) || (token.isContent && isNamed(token)) ? [] : [at]
  })
}

/** How many words of the claim the sentence has in one run, at most. */
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

/** What is measured of a claim beside its sentence. */
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
  const isInContext = (token: Token | undefined): boolean =>
    token !== undefined && context.some((word) => isAkin(word, token))
  return {
    /** The longest run of words of the sentence, as a share of the claim. */
    copied: longestRun(tokens.length, toSource) / Math.max(1, tokens.length),
    /** Words that only retell one of the sentence. */
    synonyms: own.filter(isContent).length - strange.length,
    newVerbs: strange.filter((at) => verbs.has(at)).length,
    newGrammar: own.filter((at) => !isContent(at)).length,
    /** Words that the paragraph has and the sentence has not, as a share of those that carry meaning. */
    borrowed:
      strange.filter((at) => isInContext(tokens[at])).length /
      Math.max(1, tokens.filter((token) => token.isContent).length),
    /** Verbs that are passive on one side alone. */
    turned: [...toSource].filter(
      ([at, to]) => isContent(at) && verbs.has(at) && isPassive(claim, at) !== isPassive(source, to),
    ).length,
  }
}

export type Measures = ReturnType<typeof measuresOf>

/** What each measure adds to the log odds that a claim is wrong, fitted on claims by several writers: bench/faithfulness/fit.ts */
export const weights: Measures = {
  copied: 3.4,
  synonyms: -2.5,
  newVerbs: -1.8,
  newGrammar: -0.4,
  borrowed: 4.5,
  turned: -1.4,
}
const bias = 0.75

/** Whether a claim keeps so close to its sentence that a difference from it is worth a look, and a loose guess about one. */
export const isClose = (measures: Measures): boolean =>
  (Object.keys(weights) as (keyof Measures)[]).reduce((sum, name) => sum + weights[name] * measures[name], bias) > 0
