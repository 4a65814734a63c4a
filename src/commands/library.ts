import type { BriefedCommentary } from '../archive/port.ts'
import type { Card } from '../card/card.ts'

/** A name or a year among the results: how many commentaries have it, and the search narrowed to them. */
export type Facet = { readonly name: string; readonly count: number; readonly query: string }

/** One page of a search through the archive, for a page with an address. */
export type ArchivePage = {
  /** The results in order, or what is wrong with the search. */
  readonly card: Card
  readonly page: number
  readonly pages: number
  /** The conditions of the search besides its words, each with the search without it. */
  readonly narrowed: readonly { readonly name: string; readonly query: string }[]
  /** Facets of the commentaries with all of the words, the most frequent first. */
  readonly facets: Readonly<Record<'authors' | 'topics' | 'regions', readonly Facet[]>>
  /** Each year from the first to the last year with a result. */
  readonly years: readonly Facet[]
}

/** The archive, for pages and feeds with an address. */
export interface Library {
  /** One page of the results; without a search, of the whole archive, the newest first. */
  browse(query: string, page: number): Promise<ArchivePage>
  /** Every author, or every topic; the most frequent first. */
  names(field: 'author' | 'topic'): Promise<readonly Facet[]>
  /**
   * The newest commentaries with a briefing that a subscription with this filter would let through.
   * @throws UserError about a mistake in the filter.
   */
  newest(filter: string): Promise<readonly BriefedCommentary[]>
}
