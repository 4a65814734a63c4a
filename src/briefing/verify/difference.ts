/*
 * How a claim differs from its sentence, and whether a judge should be told. A fair paraphrase uses words of its own for all of the
 * sentence; a wrong one more often keeps the sentence's words and leaves out, adds or moves some of them. No difference is enough by
 * itself: fair claims have as many. So what the checks guess counts only in a claim that several measures together make suspect.
 */
import { isPerfect } from './compare.ts'
import { type Finding, guess, hint, type Pair, type Side, sure, wordsAt } from './pair.ts'
import { isAkin, isNear, isSame, type Token } from './tokens.ts'

/** With a smaller share of common words, the code's findings mean little. */
const leastShare = 0.3

export const checkSupport = ({ claim, source, context, label }: Pair): Finding[] => {
  const content = claim.tokens.filter(({ isContent }) => isContent)
  const isNamed = (token: Token): boolean => token.isCapital && context.some(({ stem }) => stem === token.stem)
  const known = content.filter((token) => isNamed(token) || source.tokens.some((word) => isSame(word, token)))
  return known.length < leastShare * content.length ? [hint('SUPPORT', `shares few words with ${label}`)] : []
}

/** Function words, and words like them, that change the meaning of a sentence where they are lost. */
const turning =
  /^(?:may|might|can|could|should|must|will|would|shall|ought|not|no|never|without|nor|neither|none|nothing|nobody|hardly|rarely|all|every|each|any|some|many|most|few|several|much|both|half|only|just|even|merely|mainly|mostly|largely|almost|nearly|partly|entirely|always|often|sometimes|usually|one|certain|before|after|until|since|while|during|still|already|yet|later|earlier|ago|once|when|recently|last|next|past|second|third|fourth|other|another)$/u

const duties = /^(?:should|must|ought)$/u

const between = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from - 1) }, (_, index) => from + 1 + index)

const isContentAt = ({ tokens }: Side, at: number): boolean => tokens[at]?.isContent === true

const isIn = (tokens: readonly Token[], one: Token | undefined, isMet = isNear): boolean =>
  one !== undefined && tokens.some((word) => isMet(word, one))

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

/** What stands between two words that claim and sentence have in the same order, by index. */
type Gap = {
  readonly isFirst: boolean
  readonly isLast: boolean
  /** Words of the claim that have no counterpart. */
  readonly added: readonly number[]
  /** Words of the sentence that have no counterpart. */
  readonly lost: readonly number[]
  /** Words of the sentence that change the meaning of the rest (`not`, `only`, `may`) and are nowhere in the claim. */
  readonly missing: readonly number[]
  readonly isExchange: boolean
}

const gapsOf = ({ claim, source, alignment }: Pair): Gap[] => {
  const { toSource, toClaim, inOrder } = alignment
  const wordAt = ({ tokens }: Side, at: number): string => tokens[at]?.lower ?? ''
  // A function word by itself is shared by chance.
  const isShared = (at: number): boolean =>
    isContentAt(claim, at) ||
    [-1, 1].some((step) => toSource.get(at + step) === (toSource.get(at) ?? Number.NaN) + step)
  const shared = [-1, ...[...inOrder].filter(isShared).sort((a, b) => a - b), claim.tokens.length]
  return shared.slice(1).map((to, index) => {
    const from = shared[index] ?? -1
    const here = between(from, to)
    const there = between(toSource.get(from) ?? -1, toSource.get(to) ?? source.tokens.length)
    const isTold = (at: number): boolean => isContentAt(claim, at) || duties.test(wordAt(claim, at))
    const added = here.filter((at) => !toSource.has(at) && isTold(at) && !isIn(source.tokens, claim.tokens[at]))
    const lost = there.filter(
      (at) => !toClaim.has(at) && isContentAt(source, at) && !isIn(claim.tokens, source.tokens[at]),
    )
    const missing = there.filter(
      (at) =>
        turning.test(wordAt(source, at)) &&
        !toClaim.has(at) &&
        claim.tokens.every(({ lower }) => lower !== wordAt(source, at)),
    )
    const [isFirst, isLast] = [from === -1, to === claim.tokens.length]
    return { isFirst, isLast, added, lost, missing, isExchange: added.length === 1 && lost.length === 1 }
  })
}

const differencesIn = ({ claim, source, context }: Pair, gap: Gap): string[] => {
  const { isFirst, isLast, added, lost, missing } = gap
  const isBorrowed = (at: number): boolean => isIn(context, claim.tokens[at], isAkin)
  if (added.length > 0 && lost.length > 0) {
    const isOther = isFirst ? added.every(isBorrowed) : isLast ? !added.every(isBorrowed) : added.some(isBorrowed)
    if (gap.isExchange || isOther) return [`says ${spell(claim, added)} for ${spell(source, lost)}`]
  } else if (!isFirst && !added.every(isBorrowed)) return [`adds ${spell(claim, added)}`]
  const gone = added.length === 0 && lost.some((at) => source.verbs.has(at)) ? lost : missing
  return isFirst || isLast || gone.length === 0 ? [] : [`leaves out ${spell(source, gone)}`]
}

/** Words that leave no exception: a claim that has one of its own says more than its sentence. */
const absolute =
  /^(?:all|already|always|any|certainly|completely|definitely|entirely|every|everyone|everything|exclusively|fully|inevitably|invariably|never|only|solely|whatever|whenever|wherever|wholly)$/u

/** Whether the sentence does not have this word of the claim. */
const isOwn = ({ claim, source }: Pair, at: number): boolean =>
  source.tokens.every(({ lower }) => lower !== claim.tokens[at]?.lower)

const absolutesIn = (pair: Pair): number[] =>
  [...pair.claim.tokens.entries()].flatMap(([at, { lower }]) => (absolute.test(lower) && isOwn(pair, at) ? [at] : []))

const differencesOf = (pair: Pair): string[] => {
  const { claim, source, alignment } = pair
  const pairs = [...alignment.toSource]
  const absolutes = absolutesIn(pair)
  const isNominal = (at: number): boolean => /^(?:NOUN|PROPN|ADJ)$/u.test(claim.tags[at] ?? '')
  const moved = pairs.flatMap(([at]) => (!alignment.inOrder.has(at) && isNominal(at) ? [at] : []))
  const retimed = pairs.flatMap(([at, there]) =>
    isContentAt(claim, at) &&
    claim.verbs.has(at) &&
    source.verbs.has(there) &&
    alignment.inOrder.has(at) &&
    isPerfect(claim, at) !== isPerfect(source, there)
      ? [at]
      : [],
  )
  return [
    ...gapsOf(pair).flatMap((gap) => differencesIn(pair, gap)),
    ...(absolutes.length > 0 ? [`says ${spell(claim, absolutes)} of its own`] : []),
    ...(moved.length > 0 ? [`puts ${spell(claim, moved)} elsewhere: look at who does what to whom`] : []),
    ...(retimed.length > 0 ? [`gives ${spell(claim, retimed)} another time`] : []),
  ]
}

/** The largest number of consecutive words of the claim that are also consecutive in the sentence. */
const longestRun = (length: number, toSource: ReadonlyMap<number, number>): number => {
  let [run, longest] = [0, 0]
  for (let at = 0; at < length; at += 1) {
    const there = toSource.get(at)
    run = there === undefined ? 0 : toSource.get(at - 1) === there - 1 ? run + 1 : 1
    longest = Math.max(longest, run)
  }
  return longest
}

const mostGuesses = 2

/** The measures of a claim compared with its sentence. */
export const measuresOf = (pair: Pair, findings: readonly Finding[]) => {
  const { claim, source, context, alignment } = pair
  const own = claim.tokens.filter((token) => token.isContent && !isIn(source.tokens, token, isAkin))
  const synonyms = own.filter((token) => isIn(source.tokens, token))
  const content = source.tokens.flatMap(({ isContent }, at) => (isContent ? [at] : []))
  const lost = content.filter((at) => !alignment.toClaim.has(at) && !isIn(claim.tokens, source.tokens[at]))
  return {
    /** The longest run of words copied from the sentence, as a share of the claim. */
    copied: longestRun(claim.tokens.length, alignment.toSource) / Math.max(1, claim.tokens.length),
    /** Words that paraphrase a word of the sentence. */
    synonyms: synonyms.length,
    /** Words that neither the sentence nor its surroundings have. */
    newWords: own.filter((token) => !synonyms.includes(token) && !isIn(context, token, isAkin)).length,
    /** The share of the sentence's words that are lost. */
    lost: lost.length / Math.max(1, content.length),
    /** Words for doubt, duty and negation that only the claim has: it says in its own way how sure the sentence is. */
    newCues: claim.cues.filter(
      ({ rule, from }) => /^(?:certainty|duty|negation)$/u.test(rule.family) && isOwn(pair, from),
    ).length,
    absolutes: absolutesIn(pair).length,
    isLikelyWrong: Number(findings.some(({ weight }) => weight === 'likely')),
    guesses: Math.min(mostGuesses, findings.filter(({ weight }) => weight === 'guess' || weight === 'hint').length),
  }
}

export type Measures = ReturnType<typeof measuresOf>

/**
 * What each measure adds to the log odds that a claim is wrong, fitted on claims by several writers:
 * bench/faithfulness/fit.ts
 */
export const weights: Measures = {
  copied: 3.62,
  synonyms: -0.53,
  newWords: -0.19,
  lost: 0.63,
  newCues: -0.71,
  absolutes: 1.48,
  isLikelyWrong: 1.67,
  guesses: 0.91,
}
export const bias = -0.8

/** From this score on a likely error is taken as certain: of the fair claims with such a finding, most are below it. */
const clear = 1

/** In a slip, at most this many words of the claim have no counterpart in the sentence, */
const mostOther = 2
/** and at most this many words of the sentence have none in the claim. */
const mostCut = 4

/** Whether a claim is a copy of its sentence with a word exchanged, added or moved: then that word is suspect. */
export const isSlip = ({ claim, source, alignment: { toSource, inOrder } }: Pair): boolean =>
  inOrder.size < claim.tokens.length &&
  claim.tokens.length - toSource.size <= mostOther &&
  source.tokens.length - toSource.size <= mostCut

/**
 * The findings that count. In a claim that is not suspect: `sure` and `hint`. In a suspect one: all, and a guess about its differences
 * if it has any. In a clearly suspect one `likely` becomes `sure`.
 */
export const weigh = (pair: Pair, findings: readonly Finding[]): Finding[] => {
  const measures = measuresOf(pair, findings)
  const score = Object.entries(weights).reduce(
    (sum, [name, weight]) => sum + weight * measures[name as keyof Measures],
    bias,
  )
  if (score <= 0 && !isSlip(pair)) return findings.filter(({ weight }) => weight === 'sure' || weight === 'hint')
  const counted = findings.map((one) => (one.weight === 'likely' && score > clear ? sure(one.code, one.message) : one))
  const differences = differencesOf(pair)
  const isCut = pair.claim.tokens.every((_, at) => pair.alignment.inOrder.has(at))
  if (differences.length === 0 && isCut) return counted
  const what = differences.length === 0 ? 'puts some of it otherwise' : differences.join(' and ')
  return [
    ...counted,
    guess('DIFFERENCE', `keeps to the words of ${pair.label} but ${what}; does it still say the same?`),
  ]
}
