import type { OwnFeed } from './store-feeds.ts'

/** The person who adds a feed, and the workspace it is for. */
export type Adder = { readonly tenantKey: string; readonly person: OwnFeed['addedBy'] }

/** What happened when a person added a feed; `everybody`: the settings name it, so every workspace has it. */
export type AddedFeed = {
  readonly state: 'added' | 'had' | 'everybody'
  readonly feed: OwnFeed
  readonly items: number
}

/** The feed of a think tank, tried and known to work. */
export type Starter = { readonly name: string; readonly url: string }

/** The feeds that people add for their workspaces. */
export type PeoplesFeeds = {
  readonly most: number
  readonly starters: readonly Starter[]
  /** The starters whose name or host contains the words. */
  startersNamed(words: string): readonly Starter[]
  list(tenantKey: string): Promise<readonly OwnFeed[]>
  /**
   * Adds the feed at an address, or the first that the page there links to. Its present entries are not posted.
   * @throws UserError if there is no feed, or if the workspace has as many as it may.
   */
  add(adder: Adder, address: string): Promise<AddedFeed>
  /** Whether what a person typed is the feed's address, in whatever form. */
  isAt(typed: string, url: string): boolean
  remove(tenantKey: string, url: string): Promise<void>
  /** The addresses in an OPML document, or in the one at an address. @throws UserError if it names no feed. */
  addressesIn(opml: string): Promise<readonly string[]>
  /** The feeds as an OPML 2.0 document. */
  opmlOf(feeds: readonly OwnFeed[]): string
}
