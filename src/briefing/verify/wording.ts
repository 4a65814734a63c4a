import { opposites } from '../rules/load.ts'
import { ownWords } from './closeness.ts'
import { type Finding, guess, hint, type Pair, type Side, wordsAt } from './pair.ts'
import { isNear, isSame, readTokens, type Token } from './tokens.ts'

const keysOf = (words: readonly string[]): Set<string> =>
  new Set(words.flatMap((word) => readTokens(word).map(({ key }) => key)))

const poles = opposites.map(([one, other]) => [keysOf(one), keysOf(other)] as const)

const areOpposite = (a: Token, b: Token): boolean =>
  poles.some(([one, other]) => (one.has(a.key) && other.has(b.key)) || (other.has(a.key) && one.has(b.key)))

/** Whether a word is turned by one beside it: “not checked”, “unless it is checked”. */
const isNegated = ({ cues, tokens }: Side, at: number): boolean =>
  cues.filter(
    ({ rule, from, span }) => span.includes(at) && (rule.family === 'negation' || tokens[from]?.lower === 'unless'),
  ).length %
    2 ===
  1

/** So far round two words stand those that they go with, in words. */
const nearby = 4

/** A noun often retells a verb: “trade grew”, “growth in trade”. */
const partOf = ({ tags }: Side, at: number): string | undefined => (tags[at] === 'NOUN' ? 'VERB' : tags[at])

/**
 * Whether two words have the same part in their sentences: next to words that stand for one another, or of one part of speech
 * with a shared word near both.
 */
const isInPlaceOf = ({ claim, source, alignment: { toSource } }: Pair, at: number, index: number): boolean =>
  toSource.get(at - 1) === index - 1 ||
  toSource.get(at + 1) === index + 1 ||
  (partOf(claim, at) === partOf(source, index) &&
    [...toSource].some(
      ([own, there]) =>
        claim.tokens[own]?.isContent === true && Math.abs(own - at) <= nearby && Math.abs(there - index) <= nearby,
    ))

/** A word of the claim whose opposite the source has in its stead. Words of grammar have many senses: those are a guess. */
export const checkOpposites = (pair: Pair): Finding[] => {
  const { claim, source, alignment, label } = pair
  return claim.tokens.flatMap((token, at) => {
    if (alignment.toSource.has(at)) return []
    const other = source.tokens.find(
      (word, index) =>
        !alignment.toClaim.has(index) &&
        areOpposite(token, word) &&
        isInPlaceOf(pair, at, index) &&
        isNegated(claim, at) === isNegated(source, index),
    )
    if (other === undefined) return []
    const message = `says “${token.raw}” where ${label} says “${other.raw}”`
    return token.isContent && other.isContent ? [hint('OPPOSITE', message)] : guess(pair, 'OPPOSITE', message)
  })
}

/** Below this share of words in common nothing that code sees says much. */
const leastShare = 0.3

export const checkSupport = ({ claim, source, context, label }: Pair): Finding[] => {
  const content = claim.tokens.filter(({ isContent }) => isContent).length
  const own = ownWords(claim, source, context, isSame).filter((at) => claim.tokens[at]?.isContent).length
  return content - own < leastShare * content ? [hint('SUPPORT', `shares few words with ${label}`)] : []
}

/** Runs of consecutive words as they are written, the first three of them. */
const spell = (side: Side, words: readonly number[]): string => {
  const runs: [number, number][] = []
  for (const at of words) {
    const last = runs.at(-1)
    if (last?.[1] === at - 1) last[1] = at
    else runs.push([at, at])
  }
  return runs
    .slice(0, 3)
    .map(([from, to]) => `“${wordsAt(side, from, to)}”`)
    .join(', ')
}

const linking =
  /^(?:also|however|therefore|moreover|furthermore|thus|hence|then|there|here|so|indeed|as|such|when|how|where|why|its|their|his|her|our|more)$/u

/** Whether a word carries meaning: of the words of grammar “much”, “any”, “own” and “still” do. */
const isTelling = ({ tokens, tags }: Side, at: number): boolean =>
  tokens[at]?.isContent === true ||
  (/^(?:ADV|ADJ)$/u.test(tags[at] ?? '') && !linking.test(tokens[at]?.lower ?? '')) ||
  /^(?:any|some|both)$/u.test(tokens[at]?.lower ?? '')

/** What a claim says besides the words of its sentence, or leaves out of the part that it tells, or moves. */
const differenceOf = ({ claim, source, alignment, context }: Pair): string | undefined => {
  const own = ownWords(claim, source, context, isNear).filter((at) => isTelling(claim, at))
  if (own.length > 0) return `says ${spell(claim, own)}`
  if (ownWords(claim, source, context).some((at) => claim.tokens[at]?.isContent)) return undefined
  const told = [...alignment.toClaim.keys()]
  const clauses = new Set(told.map((at) => source.tokens[at]?.clause))
  const lost = [...source.tokens.keys()].filter(
    (at) => isTelling(source, at) && clauses.has(source.tokens[at]?.clause) && !alignment.toClaim.has(at),
  )
  if (lost.length > 0) return `leaves out ${spell(source, lost)}`
  const moved = [...alignment.toSource.keys()].filter((at) => !alignment.inOrder.has(at))
  return moved.length > 0 ? `puts ${spell(claim, moved)} elsewhere` : undefined
}

/** What differs in a claim that keeps close to its sentence; nothing where it copies whole clauses word for word. */
export const checkDifference = (pair: Pair): Finding[] => {
  const difference = pair.isClose ? differenceOf(pair) : undefined
  const message = `keeps to the words of ${pair.label} but ${difference ?? ''}; look whether that changes what it says`
  return difference === undefined ? [] : [hint('DIFFERENCE', message)]
}
