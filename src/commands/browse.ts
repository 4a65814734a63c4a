import { countCommentaries } from '../card/count.ts'
import { describeQuery } from '../archive/query/describe.ts'
import { parseQuery } from '../archive/query/parse.ts'
import { type Clause, type Query, termsOf } from '../archive/query/tree.ts'
import { writeClause, writeQuery } from '../archive/query/write.ts'
import { type Count, type Facets, facetsOf } from '../archive/search/facets.ts'
import { search } from '../archive/search/search.ts'
import { type MakeBriefings, withBriefings } from '../archive/make-briefings.ts'
import type { BriefedCommentary } from '../archive/port.ts'
import { findCommentary, latestCommentaries } from '../archive/store/commentaries.ts'
import { passes } from '../subscriptions/match.ts'
import type { Card } from '../card/card.ts'
import { synopsisRow } from '../card/commentary-row.ts'
import { UserError } from '../errors.ts'
import type { Db } from '../store/connection.ts'
import { pageCount, pageNote } from './page.ts'
import type { ArchivePage, Facet, Library } from './port.ts'
import { problemCard } from './problem-card.ts'
import { searchCard } from './search.ts'

/** Rows on one page of the archive. */
const rowsOnPage = 20
/** How many names of a facet are offered. */
const mostNames = 12

/** The archive as a reader may see it, and the function that briefs what is not briefed yet. */
type Reading = { readonly db: Db; readonly make: MakeBriefings }

const quoted = (name: string): string => `"${name.replaceAll(/["“”]/gu, '')}"`

/** Whether a search is only for an author or a topic. */
const named = (field: 'author' | 'topic', name: string): string => `${field}:${quoted(name)}`

const withoutDates = (query: Query): string => writeQuery({ ...query, since: undefined, until: undefined })

const yearFacets = (typed: string, query: Query | undefined, years: readonly Count[]): Facet[] => {
  const [first, last] = [years.at(0)?.name, years.at(-1)?.name].map(Number)
  if (first === undefined || last === undefined || years.length === 0) return []
  const hasDates = query?.since !== undefined || query?.until !== undefined
  const rest = hasDates && query !== undefined ? withoutDates(query) : typed
  return Array.from({ length: last - first + 1 }, (_, at) => {
    const name = String(first + at)
    const count = years.find((year) => year.name === name)?.count ?? 0
    return { name, count, query: `${rest} since:${name} until:${name}`.trim() }
  })
}

const nameFacets = (typed: string, field: 'author' | 'topic', counts: readonly Count[]): Facet[] =>
  counts.slice(0, mostNames).map(({ name, count }) => ({ name, count, query: `${typed} ${named(field, name)}`.trim() }))

const facetsFor = (typed: string, query: Query | undefined, facets: Facets): Pick<ArchivePage, 'facets' | 'years'> => ({
  facets: {
    authors: nameFacets(typed, 'author', facets.authors),
    topics: nameFacets(typed, 'topic', facets.topics),
    regions: nameFacets(typed, 'topic', facets.regions),
  },
  years: yearFacets(typed, query, facets.years),
})

/** The conditions of a search besides its words, each with the search without it. */
const narrowedBy = (query: Query): ArchivePage['narrowed'] => {
  const isField = (clause: Clause): boolean => termsOf(clause).every(({ field }) => field !== 'any')
  const without = (clause: Clause): Query => ({
    ...query,
    clauses: query.clauses.filter((one) => one !== clause),
    without: query.without.filter((one) => one !== clause),
  })
  const nothing = { ...query, clauses: [], without: [], since: undefined, until: undefined }
  return [
    ...query.clauses
      .filter(isField)
      .map((clause) => ({ name: writeClause(clause), query: writeQuery(without(clause)) })),
    ...query.without.map((clause) => ({ name: `-${writeClause(clause)}`, query: writeQuery(without(clause)) })),
    ...(query.since === undefined && query.until === undefined
      ? []
      : [
          {
            name: describeQuery({ ...nothing, since: query.since, until: query.until }),
            query: withoutDates(query),
          },
        ]),
  ]
}

const everything = async ({ db, make }: Reading, page: number): Promise<ArchivePage> => {
  const { items, total } = await latestCommentaries(db, { limit: rowsOnPage, offset: (page - 1) * rowsOnPage })
  const pages = pageCount(page, total, rowsOnPage)
  const card: Card = {
    title: {
      text: total === 0 ? 'No commentary yet' : `${countCommentaries(total)}, the newest first${pageNote(page, pages)}`,
    },
    blocks: (await withBriefings(db, make, items)).map((item, at) =>
      synopsisRow(item, (page - 1) * rowsOnPage + at + 1),
    ),
    commentaries: items.map(({ commentary }) => commentary.id),
  }
  return { card, page, pages, narrowed: [], ...facetsFor('', undefined, await facetsOf(db)) }
}

const found = async ({ db }: Reading, typed: string, page: number): Promise<ArchivePage> => {
  const { card, pages, query } = await searchCard(db, typed, { page, size: rowsOnPage })
  const isFound = card.blocks.some(({ type }) => type === 'item')
  // If nothing is found, no name could narrow it: the names of the whole archive are shown.
  const facets = isFound
    ? facetsFor(typed, query, await facetsOf(db, query))
    : facetsFor('', undefined, await facetsOf(db))
  return { card, page, pages, narrowed: narrowedBy(query), ...facets }
}

/** One page of a search through the archive; without a search, of the whole archive, the newest first. */
const browse = async (reading: Reading, typed: string, page: number): Promise<ArchivePage> => {
  try {
    return await (typed.trim() === '' ? everything(reading, page) : found(reading, typed, page))
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const card = problemCard(error.sentence)
    return { card, page: 1, pages: 1, narrowed: [], facets: { authors: [], topics: [], regions: [] }, years: [] }
  }
}

/** Commentaries in a feed: enough for a feed reader that asks once a day. */
const mostInFeed = 30

/** The newest commentaries that a filter lets through, with their briefings. @throws UserError about the filter. */
const newestThrough = async ({ db, make }: Reading, filter: string): Promise<readonly BriefedCommentary[]> => {
  const page = { limit: mostInFeed, offset: 0 }
  const found =
    filter.trim() === ''
      ? (await latestCommentaries(db, page)).items.map(({ commentary }) => commentary.id)
      : (await search(db, { ...parseQuery(filter), sort: 'newest' }, page)).hits
          // A search that finds nothing tries other words; a filter does not.
          .filter(({ commentary }) => passes(filter, { commentary, isPublic: true }))
          .map(({ commentary }) => commentary.id)
  const archived = (await Promise.all(found.map(async (id) => findCommentary(db, id)))).filter(
    (one) => one !== undefined,
  )
  // A program can wait, and would take a missing commentary for a deleted one.
  return (await withBriefings(db, make, archived, Number.POSITIVE_INFINITY)).flatMap(({ briefing, ...one }) =>
    briefing === undefined ? [] : [{ ...one, briefing }],
  )
}

/** Every author, or every topic and region, with how many commentaries there are; the most frequent first. */
const namesOf = async (db: Db, field: 'author' | 'topic'): Promise<readonly Facet[]> => {
  const { authors, topics, regions } = await facetsOf(db)
  const counts =
    field === 'author' ? authors : [...topics, ...regions].toSorted((one, other) => other.count - one.count)
  return counts.map(({ name, count }) => ({ name, count, query: named(field, name) }))
}

/** The archive as the pages of the web read it. */
export const createLibrary = (db: Db, make: MakeBriefings): Library => ({
  browse: async (query, page) => browse({ db, make }, query, page),
  names: async (field) => namesOf(db, field),
  newest: async (filter) => newestThrough({ db, make }, filter),
})
