import type { Db } from '../../store/connection.ts'
import { looseExpression, strictExpression } from './match-expression.ts'
import { type Clause, type Query, termsOf } from '../query/tree.ts'
import { countMatching, type Ranked, rankMatching, someMatching } from '../store/full-text.ts'

/** A plain word, or alternatives of plain words: what a search may do without. Phrases, fields and brackets must hold. */
export const isSoft = (clause: Clause): boolean =>
  clause.kind === 'term'
    ? clause.field === 'any' && !clause.isQuoted
    : clause.kind === 'any' && clause.clauses.every(isSoft)

/** How many commentaries hold everything that the query asks for. */
export const countComplete = async (db: Db, query: Query): Promise<number> => {
  const strict = strictExpression(query.clauses, query.without)
  return strict === undefined ? 0 : countMatching(db, strict, query)
}

/** The commentaries that hold everything that the query asks for, best first. */
export const rankComplete = async (
  db: Db,
  query: Query,
  page: { readonly limit: number; readonly offset: number },
): Promise<Ranked[]> => {
  const strict = strictExpression(query.clauses, query.without)
  return strict === undefined ? [] : rankMatching(db, strict, query, page)
}

/**
 * The `limit` commentaries that come nearest to the query, best first: those that hold everything it asks for, then
 * those that hold what must be there and some of its plain words. `complete` is how many of the former there are.
 */
export const rankNearest = async (db: Db, query: Query, complete: number, limit: number): Promise<Ranked[]> => {
  const soft = query.clauses.filter(isSoft)
  const required = query.clauses.filter((clause) => !isSoft(clause))
  const strict = strictExpression(query.clauses, query.without)
  if (strict === undefined || soft.length === 0) {
    return rankComplete(db, query, { limit, offset: 0 })
  }
  const loose = looseExpression(required, soft.flatMap(termsOf), query.without)
  const ranked = await rankMatching(db, loose, query, { limit, offset: 0 })
  if (complete === 0) return ranked
  const numbers = new Set(await someMatching(db, strict, query, Math.min(complete, limit)))
  const isComplete = ({ number }: Ranked): boolean => numbers.has(number)
  const first = ranked.filter(isComplete)
  // A commentary that holds all of the words may still rank behind many that hold few of them very often.
  const best = first.length === complete ? first : await rankComplete(db, query, { limit, offset: 0 })
  return [...best, ...ranked.filter((one) => !isComplete(one))].slice(0, limit)
}
