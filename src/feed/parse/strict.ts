import Parser from 'rss-parser'
import { z } from 'zod'
import type { RawItem } from './raw-item.ts'

const options: Parser.ParserOptions<Record<string, unknown>, Record<string, unknown>> = {
  // A feed that names no version is RSS 2.0; rss-parser would refuse it.
  defaultRSS: 2,
  customFields: {
    item: [
      'updated',
      'published',
      ['dc:date', 'date'],
      ['content:encoded', 'full'],
      ['dc:creator', 'creators', { keepArray: true }],
      ['rdf:about', 'about'],
    ],
  },
}

/** What rss-parser gives where the feed's own author wrote an attribute or a nested tag: objects, which say nothing to us. */
const text = z.string().optional().catch(undefined)
const texts = z.array(z.unknown()).optional().catch(undefined)

const itemSchema = z.object({
  guid: text,
  id: text,
  about: text,
  link: text,
  title: text,
  creators: texts,
  author: text,
  pubDate: text,
  isoDate: text,
  published: text,
  date: text,
  updated: text,
  content: text,
  summary: text,
  full: text,
  categories: texts,
})

const strings = (values: readonly unknown[] | undefined): string[] =>
  (values ?? []).flatMap((value) => {
    if (typeof value === 'string') return [value]
    const { _ } = z.object({ _: z.string() }).safeParse(value).data ?? {}
    return _ === undefined ? [] : [_]
  })

/**
 * The items of well-formed XML. The parser is a new one each time: xml2js keeps an error for the next document, which then
 * never ends.
 * @throws Error when it is not, or no feed.
 */
export const parseStrictly = async (xml: string): Promise<RawItem[]> => {
  const { items } = await new Parser(options).parseString(xml)
  return items.map((raw) => {
    const item = itemSchema.parse(raw)
    const creators = strings(item.creators)
    return {
      guid: item.guid ?? item.id ?? item.about,
      link: item.link,
      title: item.title,
      authors: creators.length > 0 ? creators : item.author === undefined ? [] : [item.author],
      published: item.pubDate ?? item.published ?? item.date ?? item.isoDate,
      updated: item.updated,
      excerpt: item.summary ?? item.content,
      content: item.full ?? item.content,
      categories: strings(item.categories),
    }
  })
}
