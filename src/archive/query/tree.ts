/** Where a term is searched: everywhere, or in one field. */
export type QueryField = 'any' | 'author' | 'topic' | 'title' | 'feed'

/**
 * A word or phrase. `tokens` are its folded words, in order and never empty; in a text they must be next to each other.
 * One of `otherNames` in their place matches as well.
 */
export type Term = {
  readonly kind: 'term'
  readonly field: QueryField
  /** As the person typed it, without quotation marks. */
  readonly text: string
  readonly tokens: readonly string[]
  readonly otherNames: readonly (readonly string[])[]
  readonly isQuoted: boolean
  /** Whether words with this beginning match: `terror*`. */
  readonly isPrefix: boolean
}

/** A part of a query that a commentary matches or not: a term, one of several clauses, or several together. */
export type Clause =
  | Term
  | { readonly kind: 'any'; readonly clauses: readonly Clause[] }
  | { readonly kind: 'all'; readonly clauses: readonly Clause[] }

/** A parsed query. A commentary matches if it matches every clause, none of `without`, and the dates. */
export type Query = {
  /** As typed, without invisible characters. */
  readonly text: string
  readonly clauses: readonly Clause[]
  readonly without: readonly Clause[]
  /** Calendar dates `YYYY-MM-DD`, both inclusive. */
  readonly since: string | undefined
  readonly until: string | undefined
  readonly sort: 'relevance' | 'newest' | 'oldest'
  /** Whether commentaries that contain only some of the words are wanted as well. */
  readonly isWide: boolean
  /** Words that were removed as common ones although they may be names: `who` for WHO. */
  readonly leftOut: readonly string[]
}

/** The terms of a clause, from left to right. */
export const termsOf = (clause: Clause): readonly Term[] =>
  clause.kind === 'term' ? [clause] : clause.clauses.flatMap(termsOf)

/** Whether the query contains nothing that can be found, such as only an emoji. */
export const isEmptyQuery = ({ clauses, without, since, until }: Query): boolean =>
  clauses.length === 0 && without.length === 0 && since === undefined && until === undefined

/** A token as a term of one word, shown as `text`. */
export const wordTerm = (token: string, text = token): Term => ({
  kind: 'term',
  field: 'any',
  text,
  tokens: [token],
  otherNames: [],
  isQuoted: false,
  isPrefix: false,
})
