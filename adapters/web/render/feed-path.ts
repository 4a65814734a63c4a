/** RFC 4287 and JSON Feed 1.1. */
export const feedFormats = {
  atom: { path: '/feed.xml', type: 'application/atom+xml' },
  json: { path: '/feed.json', type: 'application/feed+json' },
} as const

export type FeedFormat = keyof typeof feedFormats

/** The search part of an address; empty without a search. */
export const searchOf = (query: string): string => (query === '' ? '' : `?q=${encodeURIComponent(query)}`)

/** The address of the feed of a search. */
export const feedPath = (format: FeedFormat, query: string): string => `${feedFormats[format].path}${searchOf(query)}`
