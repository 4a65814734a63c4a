import { type Commentary, textOf } from '../../commentary/commentary.ts'
import { type Clause, isEmptyQuery, type Query, type Term } from './tree.ts'
import { plainToken, stemOf, tokensOf } from './words.ts'

/** The stems of one unit of text: a name, a title, a paragraph. A phrase never extends from one unit into the next. */
type Run = readonly string[]

/** What a commentary offers to a query, field by field. */
type Fields = Readonly<Record<Term['field'], readonly Run[]>>

const runOf = (text: string): Run => tokensOf(text).map(stemOf)

const fieldsOf = (commentary: Commentary): Fields => {
  const author = commentary.authors.map(runOf)
  const title = [runOf(commentary.title)]
  const { text, blocks } = textOf(commentary)
  const body = blocks.map(({ start, end }) => runOf(text.slice(start, end)))
  return {
    author,
    title,
    topic: commentary.categories.map(runOf),
    feed: (commentary.feeds ?? []).map(runOf),
    any: [...title, ...author, ...body],
  }
}

/** Whether a stem of a text is the wanted word. */
type Test = (stem: string | undefined) => boolean

/** A test for each token; with `isPrefix`, the last token is only the beginning of a word. */
const testsOf = (tokens: readonly string[], isPrefix: boolean): readonly Test[] =>
  tokens.map((token, at) => {
    if (isPrefix && at === tokens.length - 1) return (stem) => stem?.startsWith(plainToken(token)) === true
    const wanted = stemOf(token)
    return (stem) => stem === wanted
  })

const holdsPhrase = (run: Run, tests: readonly Test[]): boolean =>
  run.some((_, at) => tests.every((test, index) => test(run[at + index])))

/** The words of a name may be in any order, and between others. */
const namesAuthor = (authors: readonly Run[], tests: readonly Test[]): boolean =>
  tests.every((test) => authors.some((run) => run.some(test)))

const meets = (clause: Clause, fields: Fields): boolean => {
  if (clause.kind === 'any') return clause.clauses.some((part) => meets(part, fields))
  if (clause.kind === 'all') return clause.clauses.every((part) => meets(part, fields))
  const { field, tokens, otherNames, isPrefix } = clause
  if (field === 'author') return namesAuthor(fields.author, testsOf(tokens, isPrefix))
  const phrases = [tokens, ...(isPrefix ? [] : otherNames)].map((way) => testsOf(way, isPrefix))
  return fields[field].some((run) => phrases.some((phrase) => holdsPhrase(run, phrase)))
}

/**
 * Whether the commentary matches the query: as in search, but with no word left out and none corrected, so that a
 * filter passes exactly what it says.
 */
export const matches = (query: Query, commentary: Commentary): boolean => {
  if (isEmptyQuery(query)) return false
  const { since, until } = query
  const { published } = commentary
  if (since !== undefined && (published === undefined || published < since)) return false
  if (until !== undefined && (published === undefined || published > until)) return false
  const fields = fieldsOf(commentary)
  return (
    query.clauses.every((clause) => meets(clause, fields)) && !query.without.some((clause) => meets(clause, fields))
  )
}

const isNamedBy = (clause: Clause, fields: Fields): boolean => {
  if (clause.kind === 'any') return clause.clauses.some((part) => isNamedBy(part, fields))
  if (clause.kind === 'all') return meets(clause, fields) && clause.clauses.some((part) => isNamedBy(part, fields))
  return clause.field === 'feed' && meets(clause, fields)
}

/** Whether the commentary matches the query, and one of the feeds that the query names contained it. */
export const namesFeedOf = (query: Query, commentary: Commentary): boolean => {
  const fields = fieldsOf(commentary)
  return matches(query, commentary) && query.clauses.some((clause) => isNamedBy(clause, fields))
}
