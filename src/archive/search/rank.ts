import { type Clause, type Query, termsOf } from '../query/tree.ts'
import { readLongForms, withLongForms } from './acronyms.ts'
import { createEvaluator, type Evaluator } from './evaluate.ts'
import type { CurrentIndex } from './index-of.ts'
import { numbersInDates } from './lookup.ts'
import { type Ranked, rarest, scoreAll } from './score.ts'

/** For how many of the best commentaries the distance between their words is computed. */
const mostRefined = 50
/** A pasted page is searched by this many of its words. */
const mostWords = 40
/** The least share of the query's weight that a commentary without some of the words needs if others contain all. */
const nearShare = 0.6
/**
 * The share if no commentary contains all: half, or a quarter with one of the rare words, because common words alone
 * find noise.
 */
const aloneShare = { any: 0.5, telling: 0.25 }

/** A plain word, or alternatives of plain words: a search may do without it. Phrases, fields and brackets must match. */
export const isOptional = (clause: Clause): boolean =>
  clause.kind === 'term'
    ? clause.field === 'any' && !clause.isQuoted
    : clause.kind === 'any' && clause.clauses.every(isOptional)

/** By number, whether a commentary exists, is within the dates and is not excluded. */
const allowedIn = (index: CurrentIndex, evaluator: Evaluator, query: Query): Uint8Array => {
  const { since, until, without } = query
  const allowed = since === undefined && until === undefined ? index.present.slice() : numbersInDates(index, query)
  for (const clause of without) {
    const weights = evaluator.weights(clause)
    for (let number = 0; number < allowed.length; number += 1) if (weights[number] !== 0) allowed[number] = 0
  }
  return allowed
}

/** A copy of `allowed` with only the commentaries that match all clauses. */
const holdingAll = (evaluator: Evaluator, clauses: readonly Clause[], allowed: Uint8Array): Uint8Array => {
  const holding = allowed.slice()
  for (const clause of clauses) {
    const weights = evaluator.weights(clause)
    for (let number = 0; number < holding.length; number += 1) if (weights[number] === 0) holding[number] = 0
  }
  return holding
}

const numbersOf = (marked: Uint8Array): Uint32Array => {
  const numbers = new Uint32Array(marked.length)
  let count = 0
  for (let number = 0; number < marked.length; number += 1) {
    if (marked[number] !== 1) continue
    numbers[count] = number
    count += 1
  }
  return numbers.subarray(0, count)
}

const evaluatorOf = (index: CurrentIndex, { clauses, without }: Query): Evaluator =>
  createEvaluator(index, [...clauses, ...without])

/** The commentaries that match the query completely, ordered by number. */
export const completeNumbers = (index: CurrentIndex, query: Query): number[] => {
  const evaluator = evaluatorOf(index, query)
  return [...numbersOf(holdingAll(evaluator, query.clauses, allowedIn(index, evaluator, query)))]
}

/** How many commentaries match the query completely. */
export const countComplete = (index: CurrentIndex, query: Query): number => completeNumbers(index, query).length

export type Found = {
  /** The commentaries that match completely, best first: up to the limit, of `complete` in all. */
  readonly first: readonly Ranked[]
  readonly complete: number
  /** The commentaries that match in part, best first. `isCut`: there are more. `canWiden`: others match too little to be listed. */
  readonly near: readonly Ranked[]
  readonly isCut: boolean
  readonly canWiden: boolean
}

/** The best of some commentaries, in order. */
export const bestOf = (numbers: Iterable<number>, scores: Float32Array, most: number): Ranked[] => {
  const top: Ranked[] = []
  for (const number of numbers) {
    const score = scores[number] ?? 0
    const last = top.at(-1)
    if (top.length === most && last !== undefined && score <= last.score) continue
    let at = top.length
    while (at > 0 && (top[at - 1]?.score ?? 0) < score) at -= 1
    top.splice(at, 0, { number, score })
    if (top.length > most) top.pop()
  }
  return top
}

/** What a search wants besides complete matches. */
type Wanted = {
  readonly limit: number
  readonly enough: number
  readonly mostNear: number
  readonly isProse: boolean
  /** How many words of the query are in no commentary: with one or more, no match is complete. */
  readonly unknown: number
}

/** A pasted query, reduced to its rarest words. */
const shortened = (evaluator: Evaluator, query: Query): Query => {
  const words = query.clauses.filter(isOptional)
  if (words.length <= mostWords) return query
  const kept = new Set<Clause>(rarest(evaluator, words.flatMap(termsOf), mostWords))
  return { ...query, clauses: query.clauses.filter((clause) => !isOptional(clause) || kept.has(clause)) }
}

/**
 * The best `limit` commentaries that match the query completely. If these are fewer than `enough`, also those that
 * match its required parts and most of the rest; a smaller part if none matches completely, and any part if the query
 * is wide or prose.
 */
export const rank = (index: CurrentIndex, typed: Query, wanted: Wanted): Found => {
  const { limit, enough, mostNear, isProse, unknown } = wanted
  const longForms = index.remember('long forms', () => readLongForms(index))
  const meant = withLongForms(longForms, typed.clauses)
  const evaluator = createEvaluator(index, [...typed.clauses, ...meant, ...typed.without])
  const query = shortened(evaluator, typed)
  const { clauses, isWide } = query
  // A commentary with the long form of an abbreviation is not a complete match, but its score counts it in full.
  const scores = scoreAll(index, evaluator, withLongForms(longForms, clauses).flatMap(termsOf), unknown)
  const allowed = allowedIn(index, evaluator, query)
  const holding = unknown > 0 ? new Uint8Array(allowed.length) : holdingAll(evaluator, clauses, allowed)
  const ranked = (numbers: Uint32Array, most: number): Ranked[] => {
    const top = bestOf(numbers, scores.of, Math.max(most, mostRefined))
    return [...scores.refine(top.slice(0, mostRefined)), ...top.slice(mostRefined)].slice(0, most)
  }
  const complete = numbersOf(holding)
  const first = ranked(complete, limit)
  const required = clauses.filter((clause) => !isOptional(clause))
  if ((required.length === clauses.length && unknown === 0) || (complete.length >= enough && !isWide)) {
    return { first, complete: complete.length, near: [], isCut: false, canWiden: false }
  }
  const hasPhrase = required.flatMap(termsOf).some(({ field }) => field === 'any')
  const others = numbersOf(holdingAll(evaluator, required, allowed)).filter(
    // Next to a phrase no other word is required.
    (number) => holding[number] === 0 && (hasPhrase || (scores.of[number] ?? 0) > 0),
  )
  const isNear = (number: number): boolean => {
    const share = scores.share(number)
    if (complete.length > 0) return share >= nearShare
    return share >= aloneShare.any || (share >= aloneShare.telling && scores.holdsTelling(number))
  }
  const near = isWide || isProse ? others : others.filter(isNear)
  return {
    first,
    complete: complete.length,
    near: ranked(near, mostNear),
    isCut: near.length > mostNear,
    canWiden: others.length > near.length,
  }
}
