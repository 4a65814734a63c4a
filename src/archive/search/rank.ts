import { type Clause, type Query, termsOf } from '../query/tree.ts'
import type { CurrentIndex } from './index-of.ts'
import { countMatching, type Ranked, rankMatching } from './lookup.ts'
import { looseExpression, strictExpression } from './match-expression.ts'
import { createScorer, rarest } from './score.ts'

/** So many candidates are scored; behind them FTS5's own order is kept. */
const mostCandidates = 50
/** A pasted page is searched for by so many of its words. */
const mostLooseTerms = 40
/** A commentary that lacks one of two words, or some of more, is near with this share of the query’s weight. */
const nearShare = { pair: 0.6, more: 0.35 }

/** A plain word, or alternatives of plain words: what a search may do without. Phrases, fields and brackets must hold. */
export const isOptional = (clause: Clause): boolean =>
  clause.kind === 'term'
    ? clause.field === 'any' && !clause.isQuoted
    : clause.kind === 'any' && clause.clauses.every(isOptional)

/** How many commentaries hold everything that the query asks for. */
export const countComplete = (index: CurrentIndex, query: Query): number => {
  const strict = strictExpression(query.clauses, query.without)
  return strict === undefined ? 0 : countMatching(index, strict, query)
}

export type Found = {
  /** Those that hold everything, best first: as many as were asked for, `complete` in all. */
  readonly first: readonly Ranked[]
  readonly complete: number
  /** Those that come near, best first; `isCut` where there are more, `canWiden` where others hold too little. */
  readonly near: readonly Ranked[]
  readonly isCut: boolean
  readonly canWiden: boolean
}

const nothingNear = { near: [], isCut: false, canWiden: false }

/** What a search wants beside the commentaries that hold everything. */
type Wanted = { readonly limit: number; readonly enough: number; readonly mostNear: number }

/**
 * The best `limit` commentaries that hold everything that the query asks for and, where these are fewer than `enough`,
 * those that hold what must be there and most of the rest (any of it, where none holds everything or the query is wide).
 */
export const rank = (index: CurrentIndex, query: Query, { limit, enough, mostNear }: Wanted): Found => {
  const strict = strictExpression(query.clauses, query.without)
  if (strict === undefined) return { first: [], complete: 0, ...nothingNear }
  const terms = query.clauses.flatMap(termsOf)
  const score = createScorer(index, terms)
  const most = Math.max(limit, mostCandidates)
  const found = rankMatching(index, strict, query, most)
  const complete = found.length < most ? found.length : countMatching(index, strict, query)
  const first = [...score(found.slice(0, mostCandidates)), ...found.slice(mostCandidates)].slice(0, limit)

  const optional = query.clauses.filter(isOptional)
  const isAlone = query.clauses.length === 1 && complete > 0
  if (optional.length === 0 || isAlone || (complete >= enough && !query.isWide))
    return { first, complete, ...nothingNear }
  const required = query.clauses.filter((clause) => !isOptional(clause))
  const some = rarest(index, optional.flatMap(termsOf), mostLooseTerms)
  if (some.length === 0) return { first, complete, ...nothingNear }
  const candidates = rankMatching(index, looseExpression(required, some, query.without), query, mostCandidates)
  const known = new Set(found.map(({ number }) => number))
  const others = score(candidates.filter(({ number }) => !known.has(number)))
  const share = terms.length > 2 ? nearShare.more : nearShare.pair
  const near = complete === 0 || query.isWide ? others : others.filter((one) => one.share >= share)
  return {
    first,
    complete,
    near: near.slice(0, mostNear),
    isCut: near.length > mostNear,
    canWiden: others.length > near.length,
  }
}
