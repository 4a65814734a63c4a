import { type Clause, type Query, type Term, termsOf } from '../query/tree.ts'
import { plainToken, stemOf } from '../query/words.ts'

/**
 * Private-use characters, which the index takes for letters and which no text holds:
 * one parts runs of text, so that no phrase reaches across; the other marks the words of topics.
 */
export const runBreak = '\u{e000}'
export const topicMark = '\u{e001}'

/** Tokens are letters and digits only, so nothing in them can end the string: what a person types is never syntax. */
export const quoted = (tokens: readonly string[]): string => `"${tokens.join(' ')}"`

const joined = (expressions: readonly string[], operator: 'AND' | 'OR'): string =>
  expressions.length === 1 ? (expressions[0] ?? '') : `(${expressions.join(` ${operator} `)})`

const inColumn = (column: string, expression: string): string =>
  column === '' ? expression : `(${column} : ${expression})`

const termExpression = ({ field, tokens, otherNames, isPrefix }: Term): string => {
  const stems = tokens.map(stemOf)
  if (field === 'topic') return inColumn('authors', quoted(stems.map((stem) => `${topicMark}${stem}`)))
  // Part of a name: each word may be the beginning of one.
  if (field === 'author') {
    return joined(
      stems.map((stem) => inColumn('authors', `${quoted([stem])} *`)),
      'AND',
    )
  }
  const column = field === 'title' ? 'title' : ''
  if (isPrefix) return inColumn(column, `${quoted([...stems.slice(0, -1), plainToken(tokens.at(-1) ?? '')])} *`)
  return joined(
    phrasesOf(stems, otherNames).map((phrase) => inColumn(column, quoted(phrase))),
    'OR',
  )
}

/** The ways to write a term as stems, each once. */
const phrasesOf = (stems: readonly string[], otherNames: Term['otherNames']): (readonly string[])[] => [
  ...new Map(
    [stems, ...otherNames.map((name) => name.map(stemOf))].map((phrase) => [phrase.join(' '), phrase]),
  ).values(),
]

/** The clause in the language of FTS5's MATCH. */
export const clauseExpression = (clause: Clause): string =>
  clause.kind === 'term'
    ? termExpression(clause)
    : joined(clause.clauses.map(clauseExpression), clause.kind === 'any' ? 'OR' : 'AND')

/** All of the clauses and none of `without`, for MATCH; undefined where nothing positive is asked for. */
export const strictExpression = (clauses: readonly Clause[], without: Query['without']): string | undefined =>
  clauses.length === 0 ? undefined : minus(joined(clauses.map(clauseExpression), 'AND'), without)

/**
 * `required` must hold, and of `terms` at least one; beside a phrase none need, since the phrase says enough.
 * None of `without`.
 */
export const looseExpression = (
  required: readonly Clause[],
  terms: readonly Term[],
  without: Query['without'],
): string => {
  // A word that a person repeats weighs more: it stays as often as it was written.
  const some = joined(terms.flatMap(looseTerms), 'OR')
  const held = required.map(clauseExpression)
  const both = joined([...held, some], 'AND')
  const hasPhrase = required.flatMap(termsOf).some(({ field }) => field === 'any')
  return minus(hasPhrase ? joined([joined(held, 'AND'), both], 'OR') : both, without)
}

/** `Indo-Pacific` is looked for as its words, `F-35` only as it is written: its parts say nothing. */
const looseTerms = ({ tokens, otherNames }: Term): string[] =>
  phrasesOf(tokens.map(stemOf), otherNames).flatMap((words) =>
    words.some((word) => word.length < 3) ? [quoted(words)] : words.map((word) => quoted([word])),
  )

const minus = (expression: string, without: Query['without']): string =>
  without.length === 0 ? expression : `(${expression} NOT ${excludedExpression(without)})`

/** What is left out, for MATCH. */
export const excludedExpression = (without: Query['without']): string => joined(without.map(clauseExpression), 'OR')
