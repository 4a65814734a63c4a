import { opposites } from '../rules/load.ts'
import { ownWords } from './closeness.ts'
import { type Finding, guess, hint, type Pair, type Side, wordsAt } from './pair.ts'
import { isNear, isSame, readTokens, type Token } from './tokens.ts'

const keysOf = (words: readonly string[]): Set<string> =>
  new Set(words.flatMap((word) => readTokens(word).map(({ key }) => key)))

const poles = opposites.map(([one, other]) => [keysOf(one), keysOf(other)] as const)

const areOpposite = (a: Token, b: Token): boolean =>
  poles.some(([one, other]) => (one.has(a.key) && other.has(b.key)) || (other.has(a.key) && one.has(b.key)))

/** Whether a nearby word negates this one: “not checked”, “unless it is checked”. */
const isNegated = ({ cues, tokens }: Side, at: number): boolean =>
  cues.filter(
    ({ rule, from, span }) => span.includes(at) && (rule.family === 'negation' || tokens[from]?.lower === 'unless'),
  ).length %
    2 ===
  1

/** Words that belong together are within this many words of each other. */
const nearby = 4

/** A noun often paraphrases a verb: “trade grew”, “growth in trade”. */
const partOf = ({ tags }: Side, at: number): string | undefined => (tags[at] === 'NOUN' ? 'VERB' : tags[at])

/**
 * Whether two words have the same role in their sentences: next to paired words, or with the same part of speech and a
 * shared word near both.
 */
const isInPlaceOf = ({ claim, source, alignment: { toSource } }: Pair, at: number, index: number): boolean =>
  toSource.get(at - 1) === index - 1 ||
  toSource.get(at + 1) === index + 1 ||
  (partOf(claim, at) === partOf(source, index) &&
    [...toSource].some(
      ([own, there]) =>
        claim.tokens[own]?.isContent === true && Math.abs(own - at) <= nearby && Math.abs(there - index) <= nearby,
    ))

/**
 * A word of the claim whose opposite is in its place in the source. Function words have many senses, so they only give
 * a guess.
 */
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

/** With a smaller share of common words, the code's findings mean little. */
const leastShare = 0.3

export const checkSupport = ({ claim, source, context, label }: Pair): Finding[] => {
  const content = claim.tokens.filter(({ isContent }) => isContent).length
  const own = ownWords(claim, source, context, isSame).filter((at) => claim.tokens[at]?.isContent).length
  return content - own < leastShare * content ? [hint('SUPPORT', `shares few words with ${label}`)] : []
}

/** Runs of consecutive words as written, the first three. */
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

/** Function words that seldom change the meaning of a sentence. */
const plain =
  /^(?:an?|the|this|that|these|those|its?|their|his|her|our|they|he|she|we|who|which|what|where|when|how|why|there|here|is|are|was|were|be|been|being|has|had|have|having|do|does|did|of|to|in|on|at|by|for|from|with|into|as|and|or|so|such|then|also|however|therefore|moreover|furthermore|thus|hence|indeed|more)$/u

const isTelling = ({ tokens }: Side, at: number): boolean => !plain.test(tokens[at]?.lower ?? '')

/** What a claim that is close to its sentence adds, omits from the part that it retells, or moves. */
export const checkDifference = (pair: Pair): Finding[] => {
  const { claim, source, alignment, context, label } = pair
  const added = ownWords(claim, source, context, isNear).filter((at) => isTelling(claim, at))
  const told = [...alignment.toClaim.keys()].map((at) => source.tokens[at]?.clause ?? 0)
  const [first, last] = [Math.min(...told), Math.max(...told)]
  const isMet = (token: Token): boolean => claim.tokens.some((word) => isNear(word, token))
  const lost = [...source.tokens.entries()].flatMap(([at, token]) =>
    token.clause >= first &&
    token.clause <= last &&
    isTelling(source, at) &&
    !alignment.toClaim.has(at) &&
    !isMet(token)
      ? [at]
      : [],
  )
  const moved = [...alignment.toSource.keys()].filter((at) => !alignment.inOrder.has(at))
  const differences = [
    ...(added.length > 0 ? [`says ${spell(claim, added)}`] : []),
    ...(lost.length > 0 ? [`leaves out ${spell(source, lost)}`] : []),
    ...(moved.length > 0 ? [`puts ${spell(claim, moved)} elsewhere: look at who does what to whom`] : []),
  ]
  const message = `keeps to the words of ${label} but ${differences.join(' and ')}; does it still say the same?`
  return differences.length === 0 ? [] : guess(pair, 'DIFFERENCE', message)
}
