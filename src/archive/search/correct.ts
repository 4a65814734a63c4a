import type { Db } from '../../store/connection.ts'
import { strictExpression } from './match-expression.ts'
import { type Clause, type Query, type Term, termsOf } from '../query/tree.ts'
import { correctedWord, isCorrectable, nearWords } from './spelling.ts'
import { commentariesByNumber } from '../store/commentaries.ts'
import { countMatching, countStems, rankMatching } from '../store/full-text.ts'
import { stemOf, wordsOf } from '../query/words.ts'

/** A word that no commentary holds, and the one that was searched for instead. */
export type Correction = { readonly from: string; readonly to: string }

export type CorrectedQuery = {
  readonly query: Query
  readonly corrected: readonly Correction[]
  /** Words that no commentary holds and nothing is near to; the query goes on without them. */
  readonly unknown: readonly string[]
}

const wordTerm = (token: string, text = token): Term => ({
  kind: 'term',
  field: 'any',
  text,
  tokens: [token],
  otherNames: [],
  isQuoted: false,
})

const anywhere = { since: undefined, until: undefined }

/** How the archive writes a word most often, e.g. `Navalny`, in the commentaries that are most about it. */
const writtenForm = async (db: Db, token: string): Promise<string> => {
  const expression = strictExpression([wordTerm(token)], []) ?? ''
  const best = await rankMatching(db, expression, anywhere, { limit: 5, offset: 0 })
  const archived = await commentariesByNumber(
    db,
    best.map(({ number }) => number),
  )
  const all = archived
    .map(({ commentary, text }) => [commentary.title, ...commentary.authors, text].join('\n'))
    .join('\n')
  const words = wordsOf(all).filter((word) => stemOf(word.token) === stemOf(token))
  const same = words.filter((word) => word.token === token)
  const counts = new Map<string, number>()
  for (const { start, end } of same.length > 0 ? same : words) {
    const form = all.slice(start, end)
    counts.set(form, (counts.get(form) ?? 0) + 1)
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a)
  return most?.[0] ?? token
}

/** Words that a person did not put in quotation marks or a field may be corrected. */
const isLoose = (term: Term): boolean => term.field === 'any' && !term.isQuoted

/**
 * The query with the nearest known word in place of every word that no commentary holds. Only for a search that found
 * nothing with all of its words: a word that is known is never touched.
 */
export const correctQuery = async (db: Db, query: Query): Promise<CorrectedQuery> => {
  const terms = query.clauses.flatMap(termsOf).filter(isLoose)
  const known = await countStems(
    db,
    terms.flatMap(({ tokens, otherNames }) => [tokens, ...otherNames].flat().map(stemOf)),
  )
  const isKnown = (tokens: readonly string[]): boolean => tokens.every((token) => known.has(stemOf(token)))
  const missing = terms.filter(({ otherNames }) => !otherNames.some(isKnown)).flatMap(({ tokens }) => tokens)
  const unseen = [...new Set(missing)].filter((token) => !isKnown([token]))
  if (unseen.length === 0) return { query, corrected: [], unknown: [] }

  const replacements = new Map<string, Term>()
  const corrected: Correction[] = []
  const unknown: string[] = []
  for (const token of unseen) {
    const near = isCorrectable(token) ? await correctedWord(db, token) : undefined
    if (near === undefined) unknown.push(token)
    else {
      const to = await writtenForm(db, near)
      replacements.set(token, wordTerm(near, to))
      corrected.push({ from: token, to })
    }
  }

  const mend = (clause: Clause): Clause[] => {
    if (clause.kind !== 'term') {
      const clauses = clause.clauses.flatMap(mend)
      return clauses.length > 1 ? [{ ...clause, clauses }] : clauses
    }
    const isWhole = !clause.tokens.some((token) => unseen.includes(token))
    if (!isLoose(clause) || isWhole) return [clause]
    return clause.tokens
      .filter((token) => !unknown.includes(token))
      .map((token) => replacements.get(token) ?? wordTerm(token))
  }
  return { query: { ...query, clauses: query.clauses.flatMap(mend) }, corrected, unknown }
}

const mostSuggestions = 3

/** A term as a person would type it. */
const typed = (field: Term['field'], words: readonly string[]): string => {
  const text = words.length > 1 ? `"${words.join(' ')}"` : (words[0] ?? '')
  return field === 'any' ? text : `${field}:${text}`
}

/** Near spellings of a term that finds nothing by itself, each of which finds something. */
const suggestionsForTerm = async (db: Db, term: Term): Promise<string[]> => {
  const findsSome = async (clauses: readonly Clause[]): Promise<boolean> =>
    (await countMatching(db, strictExpression(clauses, []) ?? '', anywhere)) > 0
  if (await findsSome([term])) return []
  const known = await countStems(db, term.tokens.map(stemOf))
  const choices = await Promise.all(
    term.tokens.map(async (token) => (known.has(stemOf(token)) ? [token] : nearWords(db, token, mostSuggestions))),
  )
  const suggestions: string[] = []
  for (let at = 0; at < mostSuggestions; at += 1) {
    const words = choices.flatMap((some) => some[Math.min(at, some.length - 1)] ?? [])
    if (words.length < term.tokens.length || !(await findsSome([{ ...term, tokens: words, otherNames: [] }]))) continue
    suggestions.push(typed(term.field, await Promise.all(words.map((word) => writtenForm(db, word)))))
  }
  if (suggestions.length > 0 || term.tokens.length < 2) return suggestions
  // A phrase that is nowhere, though its words may be.
  const apart = term.tokens.map((token) => ({ ...term, tokens: [token], otherNames: [] }))
  return (await findsSome(apart)) ? [apart.map(({ field, tokens }) => typed(field, tokens)).join(' ')] : []
}

/** What to search for instead where nothing was found: near spellings, or the words of a phrase by themselves. */
export const suggestionsFor = async (db: Db, { clauses }: Query): Promise<string[]> => {
  const suggestions = new Set<string>()
  for (const term of clauses.flatMap(termsOf)) {
    for (const suggestion of await suggestionsForTerm(db, term)) suggestions.add(suggestion)
    if (suggestions.size >= mostSuggestions) break
  }
  return [...suggestions].slice(0, mostSuggestions)
}
