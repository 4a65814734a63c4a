import { type Finding, guess, type Pair, type Side } from './pair.ts'

const isPassive = ({ tokens }: Side, verb: number): boolean =>
  tokens.slice(verb + 1, verb + 4).some(({ lower }) => lower === 'by')

/** So far round a verb stand those who act and those who are acted upon, in words. */
const reach = 8

/** Whether what stands before a verb of the claim stands after it in the source, and the other way round: “China asked Pakistan”. */
export const checkRoles = (pair: Pair): Finding[] => {
  const { claim, source, alignment, label } = pair
  const turned = [...claim.verbs].find((verb) => {
    const there = alignment.toSource.get(verb)
    if (there === undefined || !source.verbs.has(there) || isPassive(claim, verb) !== isPassive(source, there))
      return false
    const shared = [...alignment.toSource].filter(
      ([at, to]) => claim.tokens[at]?.isContent && Math.abs(at - verb) <= reach && Math.abs(to - there) <= reach * 2,
    )
    const crossedBefore = shared.some(([at, to]) => at < verb && to > there)
    const crossedAfter = shared.some(([at, to]) => at > verb && to < there)
    return crossedBefore && crossedAfter
  })
  return turned === undefined
    ? []
    : guess(pair, 'ROLES', `look at who acts on whom round “${claim.tokens[turned]?.raw ?? ''}” in ${label}`)
}
