/*
 * How close a claim keeps to the wording of its sentence. Whoever retells a sentence fairly rewords it: other verbs, other words
 * of grammar. Whoever errs copies it but for a word, a turn or a part. On claims by several writers (npm run bench:rules) this
 * tells fair from wrong better than any list of words, and it says what a loose guess is worth: in a copy each difference
 * matters, in a free retelling most are style.
 */
import { isAkin, type Token } from './tokens.ts'

/** The words of a text, and which of them are verbs, by index. */
type Words = { readonly tokens: readonly Token[]; readonly verbs: ReadonlySet<number> }

/** An own verb is as much rewording as two own words of grammar. Own nouns and adjectives are none: errors have as many. */
const weightOfVerb = 2

/** A claim of more words leaves less out: so many that carry meaning are worth one own word of grammar. */
const contentForOne = 3

/** Beyond it a difference from the sentence is mostly style. */
const closest = 6.25

/** Words of the claim, by index, that its sentence does not have. Names are looked at elsewhere, and so are figures. */
export const ownWords = ({ tokens }: Words, source: Words, context: readonly Token[], isMet = isAkin): number[] => {
  const isNamed = (token: Token): boolean => token.isCapital && context.some(({ stem }) => stem === token.stem)
  return [...tokens.entries()].flatMap(([at, token]) => {
    const isKnown = source.tokens.some((word) => (token.isContent ? isMet(word, token) : word.lower === token.lower))
    return isKnown || /^\d/u.test(token.raw) || (token.isContent && isNamed(token)) ? [] : [at]
  })
}

/** Whether a claim keeps so close to its sentence that a difference from it is worth a look, and a loose guess about one. */
export const keepsClose = (claim: Words, source: Words, context: readonly Token[]): boolean => {
  const { tokens, verbs } = claim
  const own = ownWords(claim, source, context)
  const ownContent = own.filter((at) => tokens[at]?.isContent)
  const ownVerbs = ownContent.filter((at) => verbs.has(at))
  const reworded = weightOfVerb * ownVerbs.length + own.length - ownContent.length
  return reworded + tokens.filter(({ isContent }) => isContent).length / contentForOne < closest
}
