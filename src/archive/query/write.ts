import type { Clause, Query } from './tree.ts'

/** The clause as a person would type it. */
export const writeClause = (clause: Clause): string => {
  if (clause.kind !== 'term') {
    const text = clause.clauses.map(writeClause).join(clause.kind === 'any' ? ' OR ' : ' ')
    return `(${text})`
  }
  const { field, text, tokens, isQuoted, isPrefix } = clause
  const written = `${text}${isPrefix ? '*' : ''}`
  if (field === 'any') return isQuoted ? `"${text}"` : written
  return `${field}:${tokens.length > 1 ? `"${written}"` : written}`
}

/** The query in the form in which a person would type it. */
export const writeQuery = ({ clauses, without, since, until, sort, isWide }: Query): string =>
  [
    ...clauses.map(writeClause),
    ...without.map((clause) => `-${writeClause(clause)}`),
    ...(since === undefined ? [] : [`since:${since}`]),
    ...(until === undefined ? [] : [`until:${until}`]),
    ...(sort === 'relevance' ? [] : [`sort:${sort === 'newest' ? 'new' : 'old'}`]),
    ...(isWide ? ['match:any'] : []),
  ].join(' ')
