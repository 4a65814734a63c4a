/*
 * What a claim says otherwise than its sentence, of whatever kind. A claim may shorten its sentence, name what a pronoun means, and
 * use other words for the same thing; what it adds, exchanges or moves, a verb that it leaves out and a word that turns the rest
 * are named to the judge.
 */
import { isPerfect } from './certainty.ts'
import { ownWords } from './closeness.ts'
import { type Finding, guess, hint, type Pair, type Side, wordsAt } from './pair.ts'
import { isAkin, isNear, isSame, type Token } from './tokens.ts'

/** With a smaller share of common words, the code's findings mean little. */
const leastShare = 0.3

export const checkSupport = ({ claim, source, context, label }: Pair): Finding[] => {
  const content = claim.tokens.filter(({ isContent }) => isContent).length
  const own = ownWords(claim, source, context, isSame).filter((at) => claim.tokens[at]?.isContent).length
  return content - own < leastShare * content ? [hint('SUPPORT', `shares few words with ${label}`)] : []
}

/** Function words, and words like them, that change the meaning of a sentence where they are lost. */
const turning =
  /^(?:may|might|can|could|should|must|will|would|shall|ought|not|no|never|without|nor|neither|none|nothing|nobody|hardly|rarely|all|every|each|any|some|many|most|few|several|much|both|half|only|just|even|merely|mainly|mostly|largely|almost|nearly|partly|entirely|always|often|sometimes|usually|one|certain|before|after|until|since|while|during|still|already|yet|later|earlier|ago|once|when|recently|last|next|past|second|third|fourth|other|another)$/u

/** Function words that change the meaning of a sentence where one stands for another. */
const directions =
  /^(?:above|below|over|under|up|down|before|after|since|until|more|less|fewer|most|least|with|without|for|against|to|from|because|despite|toward|towards)$/u

const duties = /^(?:should|must|ought)$/u

const between = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from - 1) }, (_, index) => from + 1 + index)

const isNominal = ({ tags }: Side, at: number): boolean => /^(?:NOUN|PROPN|ADJ)$/u.test(tags[at] ?? '')

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

/** What differs between two words that claim and sentence have in the same order, by index; `from` and `to` are of the claim. */
const differencesBetween = (pair: Pair, from: number, to: number): string[] => {
  const { claim, source, context } = pair
  const { toSource, toClaim } = pair.alignment
  const here = between(from, to)
  const there = between(toSource.get(from) ?? -1, toSource.get(to) ?? source.tokens.length)
  const [isFirst, isLast] = [from === -1, to === claim.tokens.length]
  const wordAt = ({ tokens }: Side, at: number): string => tokens[at]?.lower ?? ''
  const isIn = ({ tokens }: Side, one: Token | undefined): boolean =>
    tokens.some((word) => one !== undefined && isNear(word, one))
  const isTurned =
    here.length === 1 &&
    there.length === 1 &&
    here.every((at) => directions.test(wordAt(claim, at))) &&
    there.every((at) => directions.test(wordAt(source, at)))
  const isTold = (at: number): boolean => claim.tokens[at]?.isContent === true || duties.test(wordAt(claim, at))
  const added = here.filter((at) => isTurned || (!toSource.has(at) && isTold(at) && !isIn(source, claim.tokens[at])))
  const lost = there.filter(
    (at) => isTurned || (!toClaim.has(at) && source.tokens[at]?.isContent === true && !isIn(claim, source.tokens[at])),
  )
  const missing = there.filter(
    (at) =>
      turning.test(wordAt(source, at)) &&
      !toClaim.has(at) &&
      claim.tokens.every(({ lower }) => lower !== wordAt(source, at)),
  )
  const isBorrowed = (at: number): boolean =>
    context.some((word) => claim.tokens[at] !== undefined && isAkin(word, claim.tokens[at]))
  const isExchange = here.length === there.length && added.length === 1 && lost.length === 1
  if (added.length > 0 && lost.length > 0) {
    const isOther = isFirst ? added.every(isBorrowed) : isLast ? !added.every(isBorrowed) : added.some(isBorrowed)
    if (isExchange || isOther) return [`says ${spell(claim, added)} for ${spell(source, lost)}`]
  } else if (!isFirst && !added.every(isBorrowed)) return [`adds ${spell(claim, added)}`]
  const gone = added.length === 0 && lost.some((at) => source.verbs.has(at)) ? lost : missing
  return isFirst || isLast || gone.length === 0 ? [] : [`leaves out ${spell(source, gone)}`]
}

const differencesOf = (pair: Pair): string[] => {
  const { claim, source, alignment } = pair
  const { toSource, inOrder } = alignment
  // A function word by itself is shared by chance.
  const isShared = (at: number): boolean =>
    claim.tokens[at]?.isContent === true ||
    [-1, 1].some((step) => toSource.get(at + step) === (toSource.get(at) ?? Number.NaN) + step)
  const shared = [-1, ...[...inOrder].filter(isShared).sort((a, b) => a - b), claim.tokens.length]
  const inGaps = shared.slice(1).flatMap((to, index) => differencesBetween(pair, shared[index] ?? -1, to))
  const pairs = [...toSource]
  const moved = pairs.flatMap(([at]) => (!inOrder.has(at) && isNominal(claim, at) ? [at] : []))
  const retimed = pairs.flatMap(([at, there]) =>
    claim.tokens[at]?.isContent === true &&
    claim.verbs.has(at) &&
    source.verbs.has(there) &&
    inOrder.has(at) &&
    isPerfect(claim, at) !== isPerfect(source, there)
      ? [at]
      : [],
  )
  return [
    ...inGaps,
    ...(moved.length > 0 ? [`puts ${spell(claim, moved)} elsewhere: look at who does what to whom`] : []),
    ...(retimed.length > 0 ? [`gives ${spell(claim, retimed)} another time`] : []),
  ]
}

/** What a claim that is close to its sentence says otherwise. */
export const checkDifference = (pair: Pair): Finding[] => {
  const differences = differencesOf(pair)
  const message = `keeps to the words of ${pair.label} but ${differences.join(' and ')}; does it still say the same?`
  return differences.length === 0 ? [] : guess(pair, 'DIFFERENCE', message)
}
