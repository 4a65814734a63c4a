import type { Query } from '../query/tree.ts'
import type { IndexFile } from './index-file.ts'
import { excludedExpression } from './match-expression.ts'

/** A commentary of the index and how well it fits: the higher the better. */
export type Ranked = { readonly number: number; readonly score: number }

type Limits = Pick<Query, 'since' | 'until'>
/** Commentaries of any date, and those without one. */
export const anywhere: Limits = { since: undefined, until: undefined }

type Page = { readonly limit: number; readonly offset: number }

/** The dates as a condition on rows of the index. The plus sign keeps SQLite from asking the index row by row. */
const inDates = ({ since, until }: Limits): readonly [condition: string, values: string[]] =>
  since === undefined && until === undefined
    ? ['', []]
    : [
        'and +rowid in (select number from docs where published >= ? and published <= ?)',
        [since ?? '', until ?? '9999-12-31'],
      ]

/** How many commentaries match. `expression` is FTS5's MATCH language, made by match-expression.ts alone. */
export const countMatching = (index: IndexFile, expression: string, limits: Limits): number => {
  const [condition, values] = inDates(limits)
  const text = `select count(*) as count from text where text match ? ${condition}`
  return index.all<{ count: number }>(text, expression, ...values)[0]?.count ?? 0
}

/** The commentaries that match, best first by FTS5's own BM25: candidates. Title three times, byline twice. */
export const rankMatching = (index: IndexFile, expression: string, limits: Limits, limit: number): Ranked[] => {
  const [condition, values] = inDates(limits)
  // Ordering by the function's value is half again as fast here as FTS5's own `order by rank` with weights.
  return index.all<Ranked>(
    `select rowid as number, -bm25(text, 3.0, 2.0, 1.0) as score from text where text match ? ${condition}
      order by score desc limit ?`,
    expression,
    ...values,
    limit,
  )
}

/**
 * Commentaries that only have to pass: newest first, the undated last. `expression` as above, undefined where only
 * dates or exclusions are asked for.
 */
export const listMatching = (
  index: IndexFile,
  expression: string | undefined,
  { since, until, without }: Query,
  { limit, offset }: Page,
): { readonly numbers: number[]; readonly total: number } => {
  const conditions: string[] = []
  const values: string[] = []
  const add = (condition: string, value: string | undefined): void => {
    if (value === undefined) return
    conditions.push(condition)
    values.push(value)
  }
  add('published >= ?', since)
  add('published <= ?', until)
  add('number in (select rowid from text where text match ?)', expression)
  if (expression === undefined && without.length > 0) {
    add('number not in (select rowid from text where text match ?)', excludedExpression(without))
  }
  const where = conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`
  const rows = index.all<{ number: number }>(
    `select number from docs ${where} order by published desc, id desc limit ? offset ?`,
    ...values,
    limit,
    offset,
  )
  const total = index.all<{ total: number }>(`select count(*) as total from docs ${where}`, ...values)[0]?.total ?? 0
  return { numbers: rows.map(({ number }) => number), total }
}

/** Which of these stems the index holds, with the number of commentaries that hold each. */
export const countStems = (index: IndexFile, stems: readonly string[]): ReadonlyMap<string, number> => {
  const rows = index.all<{ stem: string; docs: number }>(
    'select stem, docs from stems where docs > 0 and stem in (select value from json_each(?))',
    JSON.stringify(stems),
  )
  return new Map(rows.map(({ stem, docs }) => [stem, docs]))
}
