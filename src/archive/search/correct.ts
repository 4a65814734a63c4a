import { writeClause, writeQuery } from '../query/write.ts'
import { type Clause, type Query, type Term, termsOf, wordTerm } from '../query/tree.ts'
import { plainToken, stemOf } from '../query/words.ts'
import type { Db } from '../../store/connection.ts'
import type { ArchivedCommentary } from '../port.ts'
import type { CurrentIndex } from './index-of.ts'
import { spanOf } from './lookup.ts'
import { commentariesByNumber } from '../store/commentaries.ts'
import { completeNumbers, countComplete } from './rank.ts'
import { type Guess, guessesFor, nearWords, weakGuessesFor } from './spelling.ts'
import { beginningOf, textWords } from './text-words.ts'
import { wordsWithStems } from './vocabulary.ts'

/** For commentaries of any date or none. */
const anytime = { since: undefined, until: undefined }
const anyQuery = { ...anytime, text: '', without: [], sort: 'relevance', isWide: false, leftOut: [] } as const

/** A name as a phrase. */
const phraseTerm = (tokens: readonly string[]): Term => ({ ...wordTerm(tokens.join(' ')), tokens })

/** A word that is in no commentary, and the word that was searched instead. */
export type Correction = { readonly from: string; readonly to: string }

export type CorrectedQuery = {
  readonly query: Query
  readonly corrected: readonly Correction[]
  /** Words that are in no commentary and similar to no known word; the search leaves them out. */
  readonly unknown: readonly string[]
}

/** Words outside quotation marks and fields may be corrected. */
const isLoose = (term: Term): boolean => term.field === 'any' && !term.isQuoted && !term.isPrefix

/** Returns a test of whether the archive contains all of some words, though not always together. */
const createKnows = (index: CurrentIndex, terms: readonly Term[]) => {
  const stems = terms.flatMap(({ tokens, otherNames }) => [tokens, ...otherNames].flat().map(stemOf))
  const known = wordsWithStems(index, stems)
  return (tokens: readonly string[]): boolean => tokens.every((token) => known.has(stemOf(token)))
}

/** How many commentaries contain all of these words. */
const countWith = (index: CurrentIndex, clauses: readonly Clause[]): number =>
  countComplete(index, { ...anyQuery, clauses })

/** The weight of a guess that never occurs with another word of the query, relative to one that always does. */
const strangerShare = 0.05

/** The guess that occurs most often with the other words of the query. */
const bestGuess = (index: CurrentIndex, guesses: readonly Guess[], others: readonly Term[]): string | undefined => {
  if (guesses.length < 2 || others.length === 0) return guesses[0]?.token
  const worthOf = ({ token, worth }: Guess): number => {
    const own = wordTerm(token)
    const together = others.map((other) => countWith(index, [own, other]) / Math.max(1, countWith(index, [own])))
    return worth * (strangerShare + together.reduce((sum, share) => sum + share, 0) / others.length)
  }
  const weighed = guesses.map((guess) => ({ ...guess, worth: worthOf(guess) }))
  return weighed.toSorted((one, other) => other.worth - one.worth)[0]?.token
}

/** A weak guess needs words of the query beside it that would occur there by chance with at most this probability. */
const mostChance = 0.05

/** A weak guess that occurs with words of the query more often than chance explains. */
const guessInContext = (index: CurrentIndex, token: string, others: readonly Term[]): string | undefined => {
  if (others.length === 0) return undefined
  const { commentaries } = index.remember('span', () => spanOf(index))
  return weakGuessesFor(index, token).find((guess) => {
    const beside = others.filter((other) => countWith(index, [wordTerm(guess.token), other]) > 0)
    const chance = beside.reduce((share, other) => (share * countWith(index, [other])) / commentaries, 1)
    return beside.length > 0 && chance <= mostChance
  })?.token
}

/**
 * The query with the most similar known word in place of each word that no commentary contains. Only for a search that
 * found nothing with all of its words; known words are never changed.
 */
export const correctQuery = (index: CurrentIndex, query: Query): CorrectedQuery => {
  const terms = query.clauses.flatMap(termsOf).filter(isLoose)
  const knows = createKnows(index, terms)
  // Two words count as the parts of one only if the archive has them next to each other: `tansonic` is not “tan” and
  // “sonic”.
  const isNamed = ({ otherNames }: Term): boolean =>
    otherNames.some((name) => knows(name) && (name.length < 2 || countWith(index, [phraseTerm(name)]) > 0))
  const unseenIn = ({ tokens }: Term): readonly string[] => tokens.filter((token) => !knows([token]))
  const missing = terms.filter((term) => unseenIn(term).length > 0 && !isNamed(term))
  const unseen = [...new Set(missing.flatMap(unseenIn))]
  if (unseen.length === 0) return { query, corrected: [], unknown: [] }

  const others = terms.filter((term) => unseenIn(term).length === 0)
  const replacements = new Map<string, Term>()
  const corrected: Correction[] = []
  const unknown: string[] = []
  for (const token of unseen) {
    const near = bestGuess(index, guessesFor(index, token), others) ?? guessInContext(index, token, others)
    if (near === undefined) unknown.push(token)
    else {
      replacements.set(token, wordTerm(near))
      corrected.push({ from: token, to: near })
    }
  }

  const replace = (clause: Clause): Clause[] => {
    if (clause.kind !== 'term') {
      const clauses = clause.clauses.flatMap(replace)
      return clauses.length > 1 ? [{ ...clause, clauses }] : clauses
    }
    const isWhole = !clause.tokens.some((token) => unseen.includes(token))
    if (!isLoose(clause) || isWhole) return [clause]
    return clause.tokens
      .filter((token) => !unknown.includes(token))
      .map((token) => replacements.get(token) ?? wordTerm(token))
  }
  const clauses = query.clauses.flatMap(replace)
  return { query: { ...query, clauses }, corrected, unknown: unknown.map(plainToken) }
}

/** The form in which a commentary writes a word most often, such as `Navalny`; undefined if it does not contain it. */
const writtenForm = (token: string, { commentary, text }: ArchivedCommentary): string | undefined => {
  const all = [commentary.title, ...commentary.authors, text].join('\n')
  const words = textWords(all)
  const beginnings = new Set([beginningOf(token)])
  const counts = new Map<string, number>()
  for (let at = 0; at < words.count; at += 1) {
    const word = words.mayBegin(at, beginnings) ? words.at(at) : undefined
    if (word === undefined || plainToken(word.token) !== token) continue
    const form = all.slice(word.start, word.end)
    counts.set(form, (counts.get(form) ?? 0) + 1)
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0]
}

/** The corrections, with each word as the found commentaries write it. */
export const asWritten = (
  corrections: readonly Correction[],
  found: readonly ArchivedCommentary[],
): readonly Correction[] =>
  corrections.map(({ from, to }) => {
    for (const archived of found) {
      const written = writtenForm(to, archived)
      if (written !== undefined) return { from, to: written }
    }
    return { from, to }
  })

const mostSuggestions = 3

/** How many edits a suggested word may differ by. */
const suggestedEdits = (token: string): number => (token.length < 5 ? 1 : token.length < 8 ? 2 : 3)

/** The fewest letters of each part when a word is split in two. */
const leastPart = 3

/** Two words that the archive has next to each other, typed as one with a slip in one of them: `nordstraem`. */
const splitWords = (index: CurrentIndex, token: string): readonly string[] | undefined => {
  const knows = (word: string): boolean => wordsWithStems(index, [stemOf(word)]).size > 0
  const meant = (word: string): string | undefined => (knows(word) ? word : guessesFor(index, word)[0]?.token)
  for (let at = leastPart; at <= token.length - leastPart; at += 1) {
    const [head, tail] = [token.slice(0, at), token.slice(at)]
    if (!knows(head) && !knows(tail)) continue
    const [first, second] = [meant(head), meant(tail)]
    if (first === undefined || second === undefined) continue
    if (countWith(index, [phraseTerm([first, second])]) > 0) return [first, second]
  }
  return undefined
}

/** Similar spellings of a term that finds nothing, each of which finds something. */
const suggestionsForTerm = async (
  { db, index }: { readonly db: Db; readonly index: CurrentIndex },
  query: Query,
  term: Term,
): Promise<string[]> => {
  const writtenForms = async (tokens: readonly string[]): Promise<string[]> =>
    Promise.all(
      tokens.map(async (token) => {
        const numbers = completeNumbers(index, { ...query, ...anytime, clauses: [wordTerm(token)], without: [] })
        const found = await commentariesByNumber(db, numbers.slice(0, 3))
        return asWritten([{ from: token, to: plainToken(token) }], found)[0]?.to ?? plainToken(token)
      }),
    )
  const findsSome = (clauses: readonly Clause[]): boolean =>
    countComplete(index, { ...query, ...anytime, clauses, without: [] }) > 0
  if (findsSome([term])) return []
  const knows = createKnows(index, [term])
  const choices = term.tokens.map((token) =>
    knows([token]) ? [token] : nearWords(index, token, suggestedEdits(token)).slice(0, mostSuggestions),
  )
  const suggestions: string[] = []
  for (let at = 0; at < mostSuggestions; at += 1) {
    const tokens = choices.flatMap((some) => some[Math.min(at, some.length - 1)] ?? [])
    if (tokens.length < term.tokens.length || !findsSome([{ ...term, tokens, otherNames: [] }])) continue
    suggestions.push(writeClause({ ...term, text: (await writtenForms(tokens)).join(' ') }))
  }
  const [alone] = term.tokens
  if (suggestions.length === 0 && term.tokens.length === 1 && alone !== undefined && term.field === 'any') {
    const split = splitWords(index, alone)
    return split === undefined ? [] : [split.join(' ')]
  }
  if (suggestions.length > 0 || term.tokens.length < 2) return [...new Set(suggestions)]
  // A phrase that occurs nowhere, although its words may.
  const apart = term.tokens.map((token) => ({ ...term, tokens: [token], text: plainToken(token), otherNames: [] }))
  const isPlain = term.field === 'any'
  return findsSome(apart) ? [apart.map((one) => writeClause({ ...one, isQuoted: !isPlain })).join(' ')] : []
}

/** What to search instead if nothing was found: similar spellings, or the words of a phrase separately. */
export const suggestionsFor = async (
  archive: { readonly db: Db; readonly index: CurrentIndex },
  query: Query,
): Promise<string[]> => {
  const suggestions = new Set<string>()
  for (const term of query.clauses.flatMap(termsOf)) {
    for (const suggestion of await suggestionsForTerm(archive, query, term)) suggestions.add(suggestion)
    if (suggestions.size >= mostSuggestions) break
  }
  return [...suggestions].slice(0, mostSuggestions)
}

/** The condition that excludes everything, and the query without it, which finds something. */
export type Emptied = { readonly condition: string; readonly without: string }

const isWords = (clause: Clause): boolean => termsOf(clause).every(({ field }) => field === 'any')

/**
 * The one condition of a query without results that excludes everything: a date, an exclusion, a field, a phrase, a
 * word; or several together.
 */
export const emptiedBy = (index: CurrentIndex, query: Query): Emptied | undefined => {
  const { clauses, without, since, until } = query
  const dates = [since === undefined ? '' : `since:${since}`, until === undefined ? '' : `until:${until}`]
  const variants: readonly { readonly condition: string; readonly rest: Query }[] = [
    ...(since === undefined && until === undefined
      ? []
      : [{ condition: dates.filter((date) => date !== '').join(' '), rest: { ...query, ...anytime } }]),
    ...without.map((clause, at) => ({
      condition: `-${writeClause(clause)}`,
      rest: { ...query, without: without.toSpliced(at, 1) },
    })),
    ...clauses.map((clause, at) => ({
      condition: writeClause(clause),
      rest: { ...query, clauses: clauses.toSpliced(at, 1) },
    })),
    // No single condition excludes everything: all exclusions together, then everything except the words.
    {
      condition: without.map((clause) => `-${writeClause(clause)}`).join(' '),
      rest: { ...query, without: [] },
    },
    {
      condition: 'its fields, dates and exclusions together',
      rest: { ...query, ...anytime, without: [], clauses: clauses.filter(isWords) },
    },
  ]
  const found = variants.find(({ rest }) => rest.clauses.length > 0 && countComplete(index, rest) > 0)
  return found === undefined ? undefined : { condition: found.condition, without: writeQuery(found.rest) }
}
