/** Where a term is looked for: everywhere, or in one field. */
export type QueryField = 'any' | 'author' | 'topic' | 'title' | 'feed'

/**
 * A word or phrase. `tokens` are its folded words, in order and never empty: they must stand next to each other.
 * A text that has one of `otherNames` in their place will do as well.
 */
export type Term = {
  readonly kind: 'term'
  readonly field: QueryField
  /** As the person wrote it, without quotation marks. */
  readonly text: string
  readonly tokens: readonly string[]
  readonly otherNames: readonly (readonly string[])[]
  readonly isQuoted: boolean
  /** Whether words that begin so will do: `terror*`. */
  readonly isPrefix: boolean
}

/** A part of a query that a commentary meets or does not: a term, one of several, or several together. */
export type Clause =
  | Term
  | { readonly kind: 'any'; readonly clauses: readonly Clause[] }
  | { readonly kind: 'all'; readonly clauses: readonly Clause[] }

/** What a person looks for. A commentary meets it when it meets every clause and none of `without`, in the dates. */
export type Query = {
  /** As typed, without what cannot be seen. */
  readonly text: string
  readonly clauses: readonly Clause[]
  readonly without: readonly Clause[]
  /** Calendar dates `YYYY-MM-DD`, both inclusive. */
  readonly since: string | undefined
  readonly until: string | undefined
  readonly sort: 'relevance' | 'newest'
  /** Whether commentaries that hold only some of the words are wanted as well. */
  readonly isWide: boolean
  /** Words that were taken for common ones and left out, though they may be names: `who` for WHO. */
  readonly leftOut: readonly string[]
}

/** The terms of a clause, from left to right. */
export const termsOf = (clause: Clause): readonly Term[] =>
  clause.kind === 'term' ? [clause] : clause.clauses.flatMap(termsOf)

/** Whether the query asks for nothing that could be found, e.g. only for an emoji. */
export const isEmptyQuery = ({ clauses, without, since, until }: Query): boolean =>
  clauses.length === 0 && without.length === 0 && since === undefined && until === undefined

/** A token as a term by itself, shown as `text`. */
export const wordTerm = (token: string, text = token): Term => ({
  kind: 'term',
  field: 'any',
  text,
  tokens: [token],
  otherNames: [],
  isQuoted: false,
  isPrefix: false,
})
