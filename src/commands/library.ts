import type { BriefedCommentary } from '../archive/port.ts'
import type { Card } from '../card/card.ts'

/** A name or a year of what was found: how many commentaries have it, and the search narrowed to them. */
export type Facet = { readonly name: string; readonly count: number; readonly query: string }

/** One page of a search through the archive, as a page with an address shows it. */
export type ArchivePage = {
  /** What was found, in the order of the result, or what is wrong with the search. */
  readonly card: Card
  readonly page: number
  readonly pages: number
  /** What narrows the search beside its words, each with the search that goes without it. */
  readonly narrowed: readonly { readonly name: string; readonly query: string }[]
  /** Of what holds all of the words; the most frequent first. */
  readonly facets: Readonly<Record<'authors' | 'topics' | 'regions', readonly Facet[]>>
  /** Each year from the first to the last that has any. */
  readonly years: readonly Facet[]
}

/** The archive as pages and feeds with an address read it. */
export interface Library {
  /** One page of what a search finds; of everything, the newest first, where nothing is looked for. */
  browse(query: string, page: number): Promise<ArchivePage>
  /** Every author, or every topic; the most frequent first. */
  names(field: 'author' | 'topic'): Promise<readonly Facet[]>
  /**
   * The newest commentaries with a briefing that a subscription with this filter would let through.
   * @throws UserError about what is wrong with the filter.
   */
  newest(filter: string): Promise<readonly BriefedCommentary[]>
}
