import { html } from 'hono/html'
import { printedTitle } from '../../src/demo/page.ts'
import type { Publication } from './publication.ts'

/** The fault in an answer of the feed. */
export type FeedFault =
  /** Every item with a new guid, today's date and a campaign's tail on its link. */
  | 'reset'
  | 'reordered'
  | 'emptied'
  | 'html'
  /** Cut in the middle, with the length of the cut part. */
  | 'truncated'
  | 'unavailable'
  /** The connection breaks in the middle. */
  | 'dropped'

export type FeedMaking = {
  readonly origin: string
  readonly now: number
  readonly fault: FeedFault | undefined
  /** How often the feed was reset: its guids and dates are those of the last reset. */
  readonly resets: number
}

const item = ({ sample, path, publishedAt, texts }: Publication, { origin, now, fault, resets }: FeedMaking) => {
  const date = new Date(fault === 'reset' ? now : publishedAt)
  const tail = fault === 'reset' ? `?utm_source=reset-${resets}` : ''
  return html`<item><title>${printedTitle(sample)}</title>
<link>${origin}${path}${tail}</link>
<pubDate>${date.toUTCString()}</pubDate>
<guid isPermaLink="false">${origin}/?p=${sample.id}&amp;reset=${resets}</guid>
<description>${`<p>${sample.synopsis ?? sample.title}</p>${texts.length > 1 ? `<p>Edition ${texts.length}.</p>` : ''}`}</description></item>
`
}

/** The feed of the publications given, in their order. */
export const makeFeed = async (publications: readonly Publication[], making: FeedMaking): Promise<string> =>
  (
    await html`<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Commentaries</title><link>${making.origin}</link><description>A trial</description>
${publications.map((publication) => item(publication, making))}</channel></rss>
`
  ).valueOf()
