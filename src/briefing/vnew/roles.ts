import { type Finding, hint, type Pair } from './side.ts'
import type { Token } from './tokens.ts'

/** Words between two sides of a statement. */
const pivots = /(?:ed|es|ing|than|by)$/u

const lastBefore = (tokens: readonly Token[], at: number): number => tokens.findLastIndex((token, index) => index < at && token.isContent)
const firstAfter = (tokens: readonly Token[], at: number): number => tokens.findIndex((token, index) => index > at && token.isContent)

/** Whether what stands before a word of the claim stands after it in the source: “China asked Pakistan” for “Pakistan asked China”. */
export const checkRoles = ({ claim, source, alignment, label }: Pair): Finding[] => {
  const passive = (tokens: readonly Token[]): boolean => tokens.some(({ lower }) => lower === 'by')
  if (passive(claim.tokens) !== passive(source.tokens)) return []
  const found = [...alignment.toSource].find(([at, there]) => {
    const word = claim.tokens[at]
    if (word === undefined || !(word.isContent || word.lower === 'than') || word.isCapital || !pivots.test(word.lower)) return false
    const before = alignment.toSource.get(lastBefore(claim.tokens, at))
    const after = alignment.toSource.get(firstAfter(claim.tokens, at))
    return before === firstAfter(source.tokens, there) || (after !== undefined && after === lastBefore(source.tokens, there))
  })
  return found === undefined ? [] : [hint('ROLES', `look at who acts on whom round “${claim.tokens[found[0]]?.raw ?? ''}” in ${label}`)]
}
