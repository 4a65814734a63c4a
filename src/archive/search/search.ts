import type { Db } from '../../store/connection.ts'
import { addressKey, normaliseId } from '../../commentary/identity.ts'
import type { ArchivedCommentary, Commentary } from '../port.ts'
import { isEmptyQuery, type Query, type Term, termsOf } from '../query/tree.ts'
import { stemOf, tokensOf } from '../query/words.ts'
import { commentariesByNumber } from '../store/commentaries.ts'
import { type ArchiveSpan } from '../store/counts.ts'
import { idOfKey } from '../store/names.ts'
import { longFormsIn, readLongForms, withLongForms } from './acronyms.ts'
import {
  asWritten,
  type CorrectedQuery,
  type Correction,
  correctQuery,
  type Emptied,
  emptiedBy,
  suggestionsFor,
} from './correct.ts'
import { type CurrentIndex, currentIndex } from './index-of.ts'
import { inDateOrder, spanOf } from './lookup.ts'
import { completeNumbers, isOptional, rank } from './rank.ts'
import type { Ranked } from './score.ts'
import { type Snippet, snippetOf } from './snippet.ts'
import { wordsWithStems } from './vocabulary.ts'

/** A commentary that was found, and the sentence that shows why. */
export type Hit = {
  readonly commentary: ArchivedCommentary['commentary']
  readonly briefing: ArchivedCommentary['briefing']
  /** The higher the better; comparable only within one result. 0 in a list by date. */
  readonly score: number
  readonly snippet: Snippet
}

export type SearchResult = {
  /** What was searched: as typed, or with corrected words. */
  readonly query: Query
  readonly hits: readonly Hit[]
  /** How many commentaries the pages of this result list. */
  readonly total: number
  /** False if more commentaries contain some of the words than are listed: a loose search lists only the best. */
  readonly isTotalExact: boolean
  /** How many of them contain all of the words; they come first. */
  readonly complete: number
  /** Whether others contain some of the words, too few to be listed; `match:any` lists the best of them. */
  readonly canWiden: boolean
  /** Whether no commentary contains all of the words, so that all hits are partial. */
  readonly isRelaxed: boolean
  /** Words that are in no commentary, and what was searched instead. */
  readonly corrected: readonly Correction[]
  /** Words that are in no commentary and similar to no known word; the search left them out. */
  readonly unknown: readonly string[]
  /**
   * Abbreviations and their long forms in the archive: commentaries with only the long form are listed as partial
   * matches.
   */
  readonly longForms: readonly Correction[]
  /** Words that were removed as common although they may be names: `who` for WHO. */
  readonly leftOut: readonly string[]
  readonly span: ArchiveSpan
  /** If nothing was found: similar spellings that find something. */
  readonly suggestions: readonly string[]
  /** If nothing was found: the condition that excludes everything. */
  readonly emptied: Emptied | undefined
}

/** From this many terms on, a commentary without one of the words may come before one with all, if it matches better. */
const mixedTerms = 4
/** From this many terms on, the words are prose, and not a list of what must be there. */
const proseTerms = 5
/** If this many commentaries contain all of the words, others are noise. */
const enough = 20
/** How many partial matches are listed. */
const mostNear = { words: 20, prose: 100 }

type Page = { readonly limit: number; readonly offset: number }
type Found = Pick<SearchResult, 'total' | 'isTotalExact' | 'complete' | 'canWiden'> & {
  readonly ranked: readonly Ranked[]
}

const find = (index: CurrentIndex, query: Query, { limit, offset }: Page, unknown = 0): Found => {
  const words = query.clauses.filter(isOptional).length + unknown
  const isProse = words >= proseTerms
  const mostListed = isProse ? mostNear.prose : mostNear.words
  const { first, complete, near, isCut, canWiden } = rank(index, query, {
    limit: offset + limit,
    enough,
    mostNear: mostListed,
    isProse,
    unknown,
  })
  const all = [...first, ...(first.length < complete ? [] : near)]
  const ranked = words >= mixedTerms ? all.toSorted((a, b) => b.score - a.score) : all
  return {
    ranked: ranked.slice(offset, offset + limit),
    total: complete + near.length,
    isTotalExact: !isCut,
    complete,
    canWiden,
  }
}

/** Whether the query only filters (by date, author, topic, feed), so that the newest come first. */
const isFilter = ({ clauses }: Query): boolean =>
  clauses.flatMap(termsOf).every(({ field }) => field === 'author' || field === 'topic' || field === 'feed')

const list = (index: CurrentIndex, query: Query, page: Page): Found => {
  const numbers = completeNumbers(index, query)
  const ranked = inDateOrder(index, numbers, query.sort, page).map((number) => ({ number, score: 0 }))
  return { ranked, total: numbers.length, isTotalExact: true, complete: numbers.length, canWiden: false }
}

type Answer = { readonly found: Found } & CorrectedQuery

const answer = (index: CurrentIndex, query: Query, page: Page): Answer => {
  const unchanged = { query, corrected: [], unknown: [] }
  if (isFilter(query)) return { ...unchanged, found: list(index, query, page) }
  const findAll = (one: Query): Found => (one.sort === 'relevance' ? find(index, one, page) : list(index, one, page))
  const corrected = correctQuery(index, query)
  if (corrected.query === query) return { ...unchanged, found: findAll(query) }
  // Among alternatives, a word that is in no commentary is ignored.
  const found = query.clauses.some(({ kind }) => kind === 'any') ? findAll(query) : nothing
  if (found.complete > 0) return { ...unchanged, found }
  if (corrected.query.clauses.length === 0) return { ...corrected, found: nothing }
  // If one of the words is in no commentary, all hits are partial.
  const unknown = corrected.unknown.length
  if (unknown === 0) return { ...corrected, found: findAll(corrected.query) }
  const near =
    query.sort === 'relevance' ? find(index, corrected.query, page, unknown) : list(index, corrected.query, page)
  return { ...corrected, found: { ...near, complete: 0 } }
}

const nothing: Found = { ranked: [], total: 0, isTotalExact: true, complete: 0, canWiden: false }

/** The one commentary that a query names by its number or its page's address, as the only result. */
const named = async (db: Db, index: CurrentIndex, { text }: Query): Promise<Found | undefined> => {
  const number = /^#?\d{5}$/u.test(text) ? `CO${text.replace('#', '')}` : normaliseId(text)
  const key = /^(?:https?:\/\/|www\.)\S+$/iu.test(text)
    ? addressKey(text.startsWith('www.') ? `https://${text}` : text)
    : undefined
  const id = (key === undefined ? undefined : await idOfKey(db, key)) ?? number
  const [doc] = id === undefined ? [] : index.all<{ number: number }>('select number from docs where id = ?', id)
  return (
    doc && { ranked: [{ number: doc.number, score: 1 }], total: 1, isTotalExact: true, complete: 1, canWiden: false }
  )
}

/** A term without the other names that are in no commentary, and so need not be marked. */
const withKnownNames = (index: CurrentIndex, term: Term): Term => {
  const isKnown = (name: readonly string[]): boolean =>
    wordsWithStems(index, name.map(stemOf)).size === new Set(name.map(stemOf)).size
  return { ...term, otherNames: term.otherNames.filter(isKnown) }
}

/** Commentaries with exactly this title come first. */
const titledFirst = <One extends { readonly commentary: Commentary }>(ones: readonly One[], { text }: Query): One[] => {
  const typed = tokensOf(text).join(' ')
  const isTitled = ({ commentary }: One): boolean => tokensOf(commentary.title).join(' ') === typed
  return ones.toSorted((one, other) => Number(isTitled(other)) - Number(isTitled(one)))
}

/**
 * Searches the archive. Commentaries with all of the words come first; after them those with most of the words, unless
 * there are enough. A word that is in no commentary is corrected, and the result says so. Snippets are made only for
 * the requested page.
 */
export const search = async (db: Db, query: Query, page: Page): Promise<SearchResult> => {
  const index = await currentIndex(db)
  const asTyped = { query, corrected: [], unknown: [] }
  const reference = await named(db, index, query)
  const { found: listed, ...searched } =
    reference !== undefined || isEmptyQuery(query)
      ? { found: reference ?? nothing, ...asTyped }
      : answer(index, query, page)
  const { ranked, total, isTotalExact, complete, canWiden } = listed
  const archived = await commentariesByNumber(
    db,
    ranked.map(({ number }) => number),
  )
  const longForms = index.remember('long forms', () => readLongForms(index))
  const meant = withLongForms(longForms, searched.query.clauses)
  const terms = meant.flatMap(termsOf).map((term) => withKnownNames(index, term))
  const found = archived.map(({ commentary, briefing }, at) => ({
    commentary,
    briefing,
    score: ranked[at]?.score ?? 0,
    snippet: snippetOf(commentary, terms),
  }))
  const hits = query.sort === 'relevance' ? titledFirst(found, query) : found
  const suggestions = total === 0 ? await suggestionsFor({ db, index }, query) : []
  return {
    query: searched.query,
    hits,
    total,
    isTotalExact,
    complete,
    canWiden,
    isRelaxed: total > 0 && complete === 0,
    corrected: asWritten(searched.corrected, archived),
    unknown: searched.unknown,
    longForms: longFormsIn(searched.query.clauses, meant),
    leftOut: query.leftOut,
    span: index.remember('span', () => spanOf(index)),
    suggestions,
    emptied: total === 0 ? emptiedBy(index, query) : undefined,
  }
}
