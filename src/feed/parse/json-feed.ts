import { parseJsonFeed as parseWithFeedsmith } from 'feedsmith'
import { z } from 'zod'
import type { RawItem } from './raw-item.ts'

const mostItems = 500

const text = z.string().optional().catch(undefined)

const itemSchema = z.object({
  id: text,
  url: text,
  external_url: text,
  title: text,
  summary: text,
  content_html: text,
  content_text: text,
  date_published: text,
  date_modified: text,
  authors: z.array(z.object({ name: text })).catch([]),
  tags: z.array(z.string()).catch([]),
})

const escapeHtml = (plain: string): string => plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** Plain text as HTML: empty lines separate paragraphs. */
const htmlOf = (plain: string): string =>
  plain
    .split(/\n\s*\n/u)
    .map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`)
    .join('')

const toRawItem = (raw: unknown): RawItem => {
  const item = itemSchema.parse(raw)
  const plain = item.content_text === undefined ? undefined : htmlOf(item.content_text)
  const content = item.content_html ?? plain
  return {
    guid: item.id,
    // JSON Feed 1.1: an entry of a link blog is about `external_url`, and its own page is `url`; an id should be an
    // address.
    link: item.url ?? item.external_url ?? (/^https?:/u.test(item.id ?? '') ? item.id : undefined),
    title: item.title === undefined ? undefined : escapeHtml(item.title),
    authors: item.authors.flatMap(({ name }) => name ?? []),
    published: item.date_published,
    updated: item.date_modified,
    excerpt: item.summary === undefined ? content : escapeHtml(item.summary),
    content,
    categories: item.tags,
  }
}

/** The first 500 items of a JSON Feed, 1.0 or 1.1; undefined if the text is not one. Never throws. */
export const parseJsonFeed = (json: string): RawItem[] | undefined => {
  if (!/^\s*\{/u.test(json.slice(0, 1000).replace(/^\uFEFF/u, ''))) return undefined
  try {
    const { items = [] } = parseWithFeedsmith(json)
    return items.slice(0, mostItems).map(toRawItem)
  } catch {
    // Not JSON, or not a feed; the caller says what it is.
    return undefined
  }
}
