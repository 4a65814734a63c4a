import { opposites } from '../rules/load.ts'
import { tagWords } from '../text/grammar.ts'
import { type Finding, hint, type Pair } from './pair.ts'
import { isSame, readTokens, type Token } from './tokens.ts'

const keysOf = (words: readonly string[]): Set<string> =>
  new Set(words.flatMap((word) => readTokens(word).map(({ key }) => key)))

const poles = opposites.map(([one, other]) => [keysOf(one), keysOf(other)] as const)

const areOpposite = (a: Token, b: Token): boolean =>
  poles.some(([one, other]) => (one.has(a.key) && other.has(b.key)) || (other.has(a.key) && one.has(b.key)))

export const checkOpposites = ({ claim, source, alignment, label }: Pair): Finding[] =>
  claim.tokens.flatMap((token, at) => {
    if (!token.isContent || alignment.toSource.has(at)) return []
    const other = source.tokens.find(
      (word, index) => word.isContent && !alignment.toClaim.has(index) && areOpposite(token, word),
    )
    return other === undefined ? [] : [hint('OPPOSITE', `says “${token.raw}” where ${label} says “${other.raw}”`)]
  })

/** Below this share of words in common nothing that code sees says much. */
const leastShare = 0.3

export const checkSupport = ({ claim, alignment, label }: Pair): Finding[] => {
  const content = [...claim.tokens.keys()].filter((at) => claim.tokens[at]?.isContent)
  const kept = content.filter((at) => alignment.toSource.has(at)).length
  return kept < leastShare * content.length ? [hint('SUPPORT', `shares few words with ${label}`)] : []
}

/** From this share of words in common on a claim keeps to the words of its sentence. */
const closeShare = 0.6

/**
 * One noun or adjective of its own, in a claim that otherwise keeps to the words of its sentence: “cultural value” for “economic
 * value”. Fair claims reword more, or reword their verbs.
 */
export const checkExchanged = ({ claim, source, alignment, label }: Pair): Finding[] => {
  const content = [...claim.tokens.keys()].filter((at) => claim.tokens[at]?.isContent)
  const kept = content.filter((at) => alignment.toSource.has(at)).length
  const fresh = content.filter((at) => {
    const token = claim.tokens[at]
    const isCue = claim.cues.some(({ from, to }) => at >= from && at <= to)
    return token !== undefined && !isCue && !source.tokens.some((word) => isSame(word, token))
  })
  const [only] = fresh
  const word = only === undefined ? undefined : claim.tokens[only]
  if (word === undefined || fresh.length > 1 || kept < closeShare * content.length) return []
  const tag = tagWords(claim.text).find(({ start }) => start === word.start)?.tag
  return tag === 'NOUN' || tag === 'ADJ' || tag === 'PROPN'
    ? [hint('WORD_EXCHANGED', `says “${word.raw}”; look whether ${label} does`)]
    : []
}
