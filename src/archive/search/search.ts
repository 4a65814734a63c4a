import type { Db } from '../../store/connection.ts'
import { strictExpression } from './match-expression.ts'
import type { ArchivedCommentary } from '../port.ts'
import { isEmptyQuery, type Query, termsOf } from '../query/tree.ts'
import { countComplete, isSoft, rankComplete, rankNearest } from './rank.ts'
import { type Snippet, snippetOf } from './snippet.ts'
import { type ArchiveSpan, archiveSpan, commentariesByNumber } from '../store/commentaries.ts'
import { listMatching, type Ranked } from '../store/full-text.ts'
import { type CorrectedQuery, type Correction, correctQuery, suggestionsFor } from './correct.ts'

/** A commentary that was found, and the sentence that shows why. */
export type Hit = {
  readonly commentary: ArchivedCommentary['commentary']
  readonly briefing: ArchivedCommentary['briefing']
  /** The higher the better; comparable within one result only. 0 in a list by date. */
  readonly score: number
  readonly snippet: Snippet
}

export type SearchResult = {
  readonly hits: readonly Hit[]
  /** How many commentaries the pages of this result list. */
  readonly total: number
  /** False where more commentaries hold some of the words than are listed: a loose search lists the best only. */
  readonly isTotalExact: boolean
  /** How many of them hold all of the words; they come first. */
  readonly complete: number
  /** Whether none holds all of the words, so that all of them only come near. */
  readonly isRelaxed: boolean
  /** Words that no commentary holds, and what was searched for instead. */
  readonly corrected: readonly Correction[]
  /** Words that no commentary holds and nothing is near to: the search went on without them. */
  readonly unknown: readonly string[]
  /** Words that the search went without because they are common, though they may be names: `who` for WHO. */
  readonly leftOut: readonly string[]
  /** What was searched. */
  readonly span: ArchiveSpan
  /** Near spellings that can be searched for as they are, where nothing was found. */
  readonly suggestions: readonly string[]
}

/** From here on the words are prose and no list of what must be there. */
const proseTerms = 7
/** With so many commentaries that hold all of the words, others are noise. */
const enough = 5
/** How many a loose search lists. */
const mostNear = { words: 20, prose: 100 }

type Page = { readonly limit: number; readonly offset: number }
type Found = Pick<SearchResult, 'total' | 'isTotalExact' | 'complete'> & { readonly ranked: readonly Ranked[] }

/** `complete` is how many commentaries hold all that is asked for. */
const find = async (db: Db, query: Query, complete: number, page: Page): Promise<Found> => {
  const softCount = query.clauses.filter(isSoft).length
  const isProse = softCount >= proseTerms
  const isAlone = query.clauses.length === 1 && complete > 0
  if (softCount === 0 || isAlone || (!isProse && complete >= enough)) {
    const ranked = complete === 0 ? [] : await rankComplete(db, query, page)
    return { ranked, total: complete, isTotalExact: true, complete }
  }
  const limit = isProse ? mostNear.prose : mostNear.words
  // One more than is listed, to know whether there are more.
  const nearest = await rankNearest(db, query, complete, limit + 1)
  const total = Math.min(limit, nearest.length)
  const ranked = nearest.slice(0, total).slice(page.offset, page.offset + page.limit)
  return { ranked, total, isTotalExact: nearest.length === total, complete: Math.min(complete, total) }
}

/** Whether the query only sorts out (by date, author, topic), so that the newest come first. */
const isFilter = ({ clauses }: Query): boolean =>
  clauses.flatMap(termsOf).every(({ field }) => field === 'author' || field === 'topic')

const list = async (db: Db, query: Query, page: Page): Promise<Found> => {
  const { numbers, total } = await listMatching(db, strictExpression(query.clauses, query.without), query, page)
  return { ranked: numbers.map((number) => ({ number, score: 0 })), total, isTotalExact: true, complete: total }
}

type Answer = { readonly found: Found } & CorrectedQuery

const answer = async (db: Db, query: Query, page: Page): Promise<Answer> => {
  const asWritten = { query, corrected: [], unknown: [] }
  if (isFilter(query) || query.sort === 'newest') return { ...asWritten, found: await list(db, query, page) }
  const complete = await countComplete(db, query)
  if (complete > 0) return { ...asWritten, found: await find(db, query, complete, page) }
  const mended = await correctQuery(db, query)
  const isMended = mended.query !== query
  const found = await find(db, mended.query, isMended ? await countComplete(db, mended.query) : 0, page)
  return { ...mended, found: mended.unknown.length > 0 ? { ...found, complete: 0 } : found }
}

const nothing: Found = { ranked: [], total: 0, isTotalExact: true, complete: 0 }

/**
 * Searches the archive. Commentaries that hold all of the words come first, and alone where there are enough of them;
 * a word that no commentary holds is corrected, and the result says so. Snippets are made for the page only.
 */
export const search = async (db: Db, query: Query, page: Page): Promise<SearchResult> => {
  const span = await archiveSpan(db)
  const {
    found,
    query: searched,
    corrected,
    unknown,
  } = isEmptyQuery(query) ? { found: nothing, query, corrected: [], unknown: [] } : await answer(db, query, page)
  const { ranked, total, isTotalExact, complete } = found
  const archived = await commentariesByNumber(
    db,
    ranked.map(({ number }) => number),
  )
  const terms = searched.clauses.flatMap(termsOf)
  const hits = archived.map(({ commentary, briefing }, index) => ({
    commentary,
    briefing,
    score: ranked[index]?.score ?? 0,
    snippet: snippetOf(commentary, terms),
  }))
  const suggestions = total === 0 ? await suggestionsFor(db, query) : []
  return {
    hits,
    total,
    isTotalExact,
    complete,
    isRelaxed: total > 0 && complete === 0,
    corrected,
    unknown,
    leftOut: query.leftOut,
    span,
    suggestions,
  }
}
