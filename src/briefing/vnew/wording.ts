import { opposites } from '../rules/load.ts'
import { type Finding, hint, type Pair } from './side.ts'
import { isSame, readTokens, type Token } from './tokens.ts'

const keysOf = (words: readonly string[]): Set<string> => new Set(words.flatMap((word) => readTokens(word).map(({ key }) => key)))

const poles = opposites.map(([one, other]) => [keysOf(one), keysOf(other)] as const)

const areOpposite = (a: Token, b: Token): boolean =>
  poles.some(([one, other]) => (one.has(a.key) && other.has(b.key)) || (other.has(a.key) && one.has(b.key)))

export const checkOpposites = ({ claim, source, alignment, label }: Pair): Finding[] =>
  claim.tokens.flatMap((token, at) => {
    if (!token.isContent || alignment.toSource.has(at)) return []
    const other = source.tokens.find((word, index) => word.isContent && !alignment.toClaim.has(index) && areOpposite(token, word))
    return other === undefined ? [] : [hint('OPPOSITE', `says “${token.raw}” where ${label} says “${other.raw}”`)]
  })

/** Below this share of words in common nothing that code sees says much. */
const leastShare = 0.3

export const checkSupport = ({ claim, alignment, label }: Pair): Finding[] => {
  const content = [...claim.tokens.keys()].filter((at) => claim.tokens[at]?.isContent)
  const kept = content.filter((at) => alignment.toSource.has(at)).length
  return kept < leastShare * content.length ? [hint('SUPPORT', `shares few words with ${label}`)] : []
}

/** A word put before one that the claim took over: “cultural value” for “economic value”. */
export const checkModifiers = (pair: Pair): Finding[] => {
  const { claim, alignment, label, source } = pair
  return [...claim.tokens.keys()].flatMap((at) => {
    const [token, next] = [claim.tokens[at], claim.tokens[at + 1]]
    const there = alignment.toSource.get(at + 1)
    if (token === undefined || !token.isContent || !next?.isContent || there === undefined || token.clause !== next.clause) return []
    if (source.tokens.some((word) => isSame(word, token)) || claim.cues.some(({ from, to }) => at >= from && at <= to)) return []
    return [hint('MODIFIER', `says “${token.raw} ${next.raw}”; look whether ${label} does`)]
  })
}
