import { tagWords } from '../text/grammar.ts'
import { type Finding, hint, type Pair, type Side } from './pair.ts'

const isPassive = ({ tokens }: Side, verb: number): boolean =>
  tokens.slice(verb + 1, verb + 4).some(({ lower }) => lower === 'by')

/** The verbs of a text: indices of tokens. The tagger errs in one word of twenty, so that both texts have to agree. */
const verbsOf = ({ text, tokens }: Side): Set<number> => {
  const starts = new Set(tagWords(text).flatMap(({ tag, start }) => (tag === 'VERB' ? [start] : [])))
  return new Set([...tokens.keys()].filter((at) => starts.has(tokens[at]?.start ?? -1)))
}

/** So far round a verb stand those who act and those who are acted upon, in words. */
const reach = 8

/** Whether what stands before a verb of the claim stands after it in the source, and the other way round: “China asked Pakistan”. */
export const checkRoles = ({ claim, source, alignment, label }: Pair): Finding[] => {
  const verbs = verbsOf(source)
  const turned = [...verbsOf(claim)].find((verb) => {
    const there = alignment.toSource.get(verb)
    if (there === undefined || !verbs.has(there) || isPassive(claim, verb) !== isPassive(source, there)) return false
    const shared = [...alignment.toSource].filter(
      ([at, to]) => claim.tokens[at]?.isContent && Math.abs(at - verb) <= reach && Math.abs(to - there) <= reach * 2,
    )
    const crossedBefore = shared.some(([at, to]) => at < verb && to > there)
    const crossedAfter = shared.some(([at, to]) => at > verb && to < there)
    return crossedBefore && crossedAfter
  })
  return turned === undefined
    ? []
    : [hint('ROLES', `look at who acts on whom round “${claim.tokens[turned]?.raw ?? ''}” in ${label}`)]
}
