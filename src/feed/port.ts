import type { OwnFeed } from './store-feeds.ts'

/** Who adds a feed, and for which workspace. */
export type Adder = { readonly tenantKey: string; readonly person: OwnFeed['addedBy'] }

/** What became of a wish for a feed; `everybody`: the settings name it, so that everybody has it. */
export type AddedFeed = {
  readonly state: 'added' | 'had' | 'everybody'
  readonly feed: OwnFeed
  readonly items: number
}

/** A think tank's feed that is known to work. */
export type Starter = { readonly name: string; readonly url: string }

/** The feeds that people add for their workspaces. */
export type PeoplesFeeds = {
  readonly most: number
  readonly starters: readonly Starter[]
  /** Those that a word or two name. */
  startersNamed(words: string): readonly Starter[]
  list(tenantKey: string): Promise<readonly OwnFeed[]>
  /**
   * Adds the feed at an address, or the one that the page there names. Nothing that it shows now is posted.
   * @throws UserError where there is none, or the workspace has as many as it may.
   */
  add(adder: Adder, address: string): Promise<AddedFeed>
  /** Whether what a person typed is the address of the feed, in whatever form. */
  isAt(typed: string, url: string): boolean
  remove(tenantKey: string, url: string): Promise<void>
  /** The addresses of an OPML document, or of the one at an address. @throws UserError where it names no feed. */
  addressesIn(opml: string): Promise<readonly string[]>
  /** The feeds as an OPML 2.0 document. */
  opmlOf(feeds: readonly OwnFeed[]): string
}
