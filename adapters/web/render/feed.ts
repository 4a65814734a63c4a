import { generateAtomFeed, generateJsonFeed } from 'feedsmith'
import type { BriefedCommentary } from '../../../src/archive/port.ts'
import { showCard } from '../../../src/card/briefing-card.ts'
import { type FeedFormat, feedFormats, feedPath, searchOf } from './feed-path.ts'
import { commentaryPath, htmlText } from './html.ts'
import { renderCard } from './message.ts'

type FeedOptions = { readonly format: FeedFormat; readonly filter: string; readonly origin: string }

/** A calendar date of Singapore as noon there, which is that date for most readers. */
const noonOf = (date: string | undefined): Date | undefined =>
  date === undefined ? undefined : new Date(`${date}T12:00:00+08:00`)

const readItem = async ({ commentary, briefing, changedAt }: BriefedCommentary, origin: string) => {
  const { blocks, footer = [] } = showCard(commentary, briefing)
  const page = `${origin}${commentaryPath(commentary.id)}`
  return {
    // The id stays the same when this server moves.
    id: `urn:rsis-brief:${encodeURIComponent(commentary.id)}`,
    url: commentary.url ?? page,
    page,
    title: commentary.title,
    content: await htmlText(renderCard({ blocks, footer })),
    authors: commentary.authors.map((name) => ({ name })),
    categories: commentary.categories,
    published: noonOf(commentary.published),
    updated: changedAt,
  }
}

type Item = Awaited<ReturnType<typeof readItem>>

const ofItems = (filter: string): string => (filter === '' ? 'RSIS Brief' : `RSIS Brief: ${filter}`)

type About = { readonly filter: string; readonly address: string; readonly home: string }

const atom = (items: readonly Item[], { filter, address, home }: About): string =>
  generateAtomFeed({
    id: address,
    title: { value: ofItems(filter) },
    updated: new Date(Math.max(0, ...items.map(({ updated }) => updated.getTime()))),
    links: [
      { href: address, rel: 'self', type: feedFormats.atom.type },
      { href: home, rel: 'alternate', type: 'text/html' },
    ],
    authors: [{ name: 'RSIS Brief' }],
    entries: items.map(({ id, url, page, title, content, authors, categories, published, updated }) => ({
      id,
      title: { value: title, type: 'text' },
      links: [
        { href: url, rel: 'alternate', type: 'text/html' },
        { href: page, rel: 'related', type: 'text/html' },
      ],
      authors: authors.length === 0 ? [{ name: 'Author not named' }] : authors,
      categories: categories.map((term) => ({ term })),
      content: { value: content, type: 'html' },
      ...(published === undefined ? {} : { published }),
      updated,
    })),
  })

const json = (items: readonly Item[], { filter, address, home }: About): string =>
  JSON.stringify(
    generateJsonFeed({
      title: ofItems(filter),
      home_page_url: home,
      feed_url: address,
      items: items.map(({ id, url, title, content, authors, categories, published, updated }) => ({
        id,
        url,
        title,
        content_html: content,
        authors,
        tags: [...categories],
        ...(published === undefined ? {} : { date_published: published }),
        date_modified: updated,
      })),
    }),
  )

/** Characters that an XML document may not contain, not even escaped. Source: XML 1.0, production 2. */
const notXml = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

/** The briefings as a feed, each with its synopsis and its claims with their quotes. */
export const renderFeed = async (
  commentaries: readonly BriefedCommentary[],
  { format, filter, origin }: FeedOptions,
): Promise<string> => {
  const items = await Promise.all(commentaries.map(async (one) => readItem(one, origin)))
  const home = `${origin}/archive${searchOf(filter)}`
  const about = { filter, address: `${origin}${feedPath(format, filter)}`, home }
  return format === 'atom' ? atom(items, about).replaceAll(notXml, '') : json(items, about)
}
