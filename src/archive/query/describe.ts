import type { Clause, Query, Term } from './tree.ts'

const fieldWords: Readonly<Record<Term['field'], string>> = {
  any: '',
  author: 'author ',
  topic: 'topic ',
  title: 'title ',
  feed: 'feed ',
}

const describeTerm = ({ field, text, isQuoted }: Term): string =>
  `${fieldWords[field]}${isQuoted || field !== 'any' ? `“${text}”` : text}`

const describeClause = (clause: Clause, isInner = false): string => {
  if (clause.kind === 'term') return describeTerm(clause)
  const text = clause.clauses.map((part) => describeClause(part, true)).join(clause.kind === 'any' ? ' or ' : ' and ')
  return isInner ? `(${text})` : text
}

/** The query as a phrase to show to the person: `nickel and cobalt or lithium, without iran, since 2026-03-01`. */
export const describeQuery = ({ clauses, without, since, until }: Query): string => {
  const isAlone = clauses.length === 1
  const parts = [
    clauses.map((clause) => describeClause(clause, !isAlone)).join(' and '),
    without.length > 0 ? `without ${without.map((clause) => describeClause(clause, true)).join(' or ')}` : '',
    since === undefined ? '' : `since ${since}`,
    until === undefined ? '' : `until ${until}`,
  ].filter((part) => part !== '')
  return parts.length > 0 ? parts.join(', ') : 'nothing that can be found'
}
