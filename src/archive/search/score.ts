import { isStopWord } from '../query/stop-words.ts'
import { type Term, wordTerm } from '../query/tree.ts'
import { type Evaluator, waysOf } from './evaluate.ts'
import type { CurrentIndex } from './index-of.ts'
import type { Weights } from './postings.ts'
import { docsOf } from './vocabulary.ts'

/** A commentary of the index with its score: the higher, the better it matches. */
export type Ranked = { readonly number: number; readonly score: number }

/** BM25 with Lucene's idf; a word in the title counts three times, the exact form that was typed a fifth more. */
const k1 = 1.6
const b = 0.75
const exactBonus = 0.2
/** For words that follow each other in the query and are near each other in the text. */
const nearBonus = 0.6
const nearWithin = 4
/** A term is telling if it has this share of the rarest one's idf, unless about half of all commentaries contain it. */
const tellingShare = 0.6
const commonIdf = Math.LN2
/** The weight of one word of a compound. */
const partWorth = 0.5

/** A term with its weight; `times` counts its repetitions. */
type Sought = { readonly term: Term; readonly weights: Weights; readonly idf: number; readonly times: number }

const idfOfCount = ({ docs }: CurrentIndex, found: number): number => Math.log(1 + (docs - found + 0.5) / (found + 0.5))

const idfOf = (index: CurrentIndex, weights: Weights): number => {
  const { lengths } = index
  let found = 0
  for (let number = 0; number < weights.length; number += 1) {
    if (weights[number] !== 0 && lengths[number] !== 0) found += 1
  }
  return idfOfCount(index, found)
}

/** A term's part of the query's weight: with three words, any two are most of a query. */
const shareOf = (idf: number): number => Math.sqrt(idf)

const soughtOf = (index: CurrentIndex, evaluator: Evaluator, terms: readonly Term[]): Sought[] => {
  const sought = new Map<string, Sought>()
  for (const term of terms) {
    if (term.field !== 'any' && term.field !== 'title') continue
    const key = `${term.field} ${waysOf(term).join('|')}`
    const known = sought.get(key)
    const weights = known?.weights ?? evaluator.weights(term)
    sought.set(
      key,
      known ? { ...known, times: known.times + 1 } : { term, weights, idf: idfOf(index, weights), times: 1 },
    )
  }
  return [...sought.values()]
}

/** The words of `Indo-Pacific` count also if they are apart; those of `F-35` do not, because alone they mean nothing. */
const partsOf = ({ field, isQuoted, tokens }: Term): Term[] =>
  field !== 'any' || isQuoted || tokens.length < 2 || tokens.some((token) => token.length < 3)
    ? []
    : tokens.map((token) => wordTerm(token))

/** How closely the second of two terms follows the first: 1 if directly, half as much if it comes before, 0 if far away. */
const nearness = (before: readonly number[], after: readonly number[]): number => {
  let [best, from] = [0, 0]
  for (const place of after) {
    while ((before[from] ?? Number.POSITIVE_INFINITY) < place - nearWithin) from += 1
    for (let at = from; at < before.length; at += 1) {
      const distance = place - (before[at] ?? 0)
      if (distance < -nearWithin) break
      if (distance !== 0) best = Math.max(best, distance > 0 ? 1 / distance : 0.5 / -distance)
    }
    if (best === 1) return best
  }
  return best
}

/** The scores of all commentaries for some terms, by number. */
export type Scores = {
  /** BM25; 0 if the commentary contains none of the terms. */
  readonly of: Float32Array
  /** The share of the query's weight that a commentary matches, from 0 to 1. */
  readonly share: (number: number) => number
  /** Whether a commentary contains one of the telling terms: the rarest, and those that are nearly as rare. */
  readonly holdsTelling: (number: number) => boolean
  /** The candidates, ideally about fifty, sorted by their scores with the bonus for nearness. */
  readonly refine: (candidates: readonly Ranked[]) => Ranked[]
}

const best = (one: Ranked, other: Ranked): number => other.score - one.score || one.number - other.number

/** `unknown`: how many words of the query are in no commentary; each counts as much as the rarest word could. */
export const scoreAll = (
  index: CurrentIndex,
  evaluator: Evaluator,
  terms: readonly Term[],
  unknown: number,
): Scores => {
  const { lengths, averageWords } = index
  const sought = soughtOf(index, evaluator, terms)
  const whole = sought.reduce((sum, { idf }) => sum + idf, 0)
  const wholeShare = sought.reduce((sum, { idf }) => sum + shareOf(idf), 0) + unknown * shareOf(idfOfCount(index, 0))
  const of = new Float32Array(lengths.length)
  const held = new Float32Array(lengths.length)
  const add = (weights: Weights, worth: number, ownShare: number): void => {
    for (let number = 0; number < weights.length; number += 1) {
      const uses = weights[number] ?? 0
      const length = lengths[number] ?? 0
      if (uses === 0 || length === 0) continue
      const saturated = (uses * (k1 + 1)) / (uses + k1 * (1 - b + (b * length) / averageWords))
      of[number] = (of[number] ?? 0) + worth * saturated
      held[number] = (held[number] ?? 0) + ownShare
    }
  }
  for (const { term, weights, idf, times } of sought) {
    const [typed = '', ...more] = term.tokens
    const exact = more.length > 0 ? undefined : evaluator.words(typed).find(({ token }) => token === typed)
    const asTyped = exact && evaluator.wordWeights(exact.id, term.field === 'title')
    add(weights, times * idf * (asTyped === weights ? 1 + exactBonus : 1), shareOf(idf))
    if (asTyped !== undefined && asTyped !== weights) add(asTyped, times * idf * exactBonus, 0)
  }

  for (const { term, idf } of sought) {
    const parts = partsOf(term)
    for (const part of parts) {
      const weights = evaluator.weights(part)
      add(weights, partWorth * idfOf(index, weights), shareOf(idf) / parts.length)
    }
  }

  const refine = (candidates: readonly Ranked[]): Ranked[] => {
    if (sought.length < 2) return candidates.toSorted(best)
    const isWanted = new Uint8Array(lengths.length)
    for (const { number } of candidates) isWanted[number] = 1
    const places = sought.map(({ term }) => evaluator.places(term, isWanted))
    return candidates
      .map(({ number, score }) => {
        const nears = sought
          .slice(1)
          .map((_, at) => nearness(places[at]?.get(number) ?? [], places[at + 1]?.get(number) ?? []))
        const bonus = nears.reduce(
          (sum, near, at) => sum + nearBonus * near * Math.min(sought[at]?.idf ?? 0, sought[at + 1]?.idf ?? 0),
          0,
        )
        // A text that contains the whole query as one phrase gets the query's weight a second time.
        return { number, score: score + bonus + (nears.every((near) => near === 1) ? whole : 0) }
      })
      .sort(best)
  }
  const known = sought.filter(({ weights }) => weights.some((weight) => weight !== 0))
  const leastIdf = Math.max(commonIdf, tellingShare * Math.max(0, ...known.map(({ idf }) => idf)))
  const telling = known.filter(({ idf }) => idf >= leastIdf)
  return {
    of,
    share: (number) => (wholeShare === 0 ? 1 : (held[number] ?? 0) / wholeShare),
    holdsTelling: (number) => telling.some(({ weights }) => weights[number] !== 0),
    refine,
  }
}

/** The rarest of the terms, which find nearly everything that all terms find. */
export const rarest = (evaluator: Evaluator, terms: readonly Term[], most: number): readonly Term[] => {
  if (terms.length <= most) return terms
  const docs = ({ tokens }: Term): number => Math.min(...tokens.map((token) => docsOf(evaluator.words(token))))
  const known = terms.filter((term) => docs(term) > 0 && !term.tokens.every(isStopWord))
  return known.toSorted((one, other) => docs(one) - docs(other)).slice(0, most)
}
