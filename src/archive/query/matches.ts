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

const holdsPhrase = (run: Run, stems: readonly string[]): boolean =>
  run.some((_, at) => stems.every((stem, index) => run[at + index] === stem))

/** Each word of the given name is the beginning of a word of the byline. */
const namesAuthor = (authors: readonly Run[], stems: readonly string[]): boolean =>
  stems.every((stem) => authors.some((run) => run.some((word) => word.startsWith(stem))))

const meets = (clause: Clause, fields: Fields): boolean => {
  if (clause.kind === 'any') return clause.clauses.some((part) => meets(part, fields))
  if (clause.kind === 'all') return clause.clauses.every((part) => meets(part, fields))
  const stems = clause.tokens.map(stemOf)
  if (clause.field === 'author') return namesAuthor(fields.author, stems)
  if (clause.isPrefix) {
    const beginning = plainToken(clause.tokens.at(-1) ?? '')
    return fields[clause.field].some((run) =>
      run.some((_, at) =>
        stems.every((stem, index) =>
          index < stems.length - 1 ? run[at + index] === stem : run[at + index]?.startsWith(beginning) === true,
        ),
      ),
    )
  }
  const phrases = [stems, ...clause.otherNames.map((tokens) => tokens.map(stemOf))]
  return fields[clause.field].some((run) => phrases.some((phrase) => holdsPhrase(run, phrase)))
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
