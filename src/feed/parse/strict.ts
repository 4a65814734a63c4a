import Parser from 'rss-parser'
import { z } from 'zod'
import type { RawItem } from './raw-item.ts'

const repeated = { keepArray: true } as const

const options: Parser.ParserOptions<Record<string, unknown>, Record<string, unknown>> = {
  customFields: {
    item: [
      ['link', 'links', repeated],
      ['atom:link', 'otherLinks', repeated],
      ['guid', 'guids', repeated],
      ['dc:creator', 'creators', repeated],
      ['dc:date', 'dates', repeated],
      ['dcterms:modified', 'changes', repeated],
      ['category', 'categories', repeated],
      ['content:encoded', 'full'],
      'id',
      ['dc:title', 'otherTitle'],
    ],
  },
}

const text = z.string().optional().catch(undefined)

/** xml2js represents an element without attributes as its text, and one with attributes as an object. */
const element = z.union([
  z.string().transform((value) => ({ text: value, attributes: {} as Record<string, string> })),
  z
    .object({ _: z.string().default(''), $: z.record(z.string(), z.string()) })
    .transform(({ _, $ }) => ({ text: _, attributes: $ })),
])
const elements = z.array(element).default([])

const itemSchema = z.object({
  id: text,
  links: elements,
  otherLinks: elements,
  guids: elements,
  title: text,
  otherTitle: text,
  creators: elements,
  dates: elements,
  changes: elements,
  content: text,
  summary: text,
  full: text,
  categories: elements,
})

type Item = z.infer<typeof itemSchema>

const isAddress = (value: string | undefined): boolean => /^https?:\/\//iu.test(value ?? '')

/** The relations of Atom links that lead to something other than the entry. */
const otherRelations = new Set([
  'enclosure',
  'license',
  'edit',
  'edit-media',
  'replies',
  'service.edit',
  'service.post',
])

const isAlternate = ({ attributes }: Item['links'][number]): boolean => attributes['rel'] === 'alternate'

/** Of an Atom entry's links, the web page is preferred, then other forms of the entry, then the rest. */
const pageOf = (links: Item['links']): string | undefined => {
  const own = links.filter(({ attributes }) => !otherRelations.has(attributes['rel'] ?? ''))
  const forms = own.filter(({ attributes }) => (attributes['rel'] ?? 'alternate') === 'alternate')
  const link = forms.find(({ attributes }) => /^$|html/u.test(attributes['type'] ?? '')) ?? forms[0] ?? own[0]
  return link === undefined ? undefined : (link.attributes['href'] ?? link.text)
}

/** An RSS 2.0 guid is the address of its item unless it says otherwise; an Atom or RDF id is one if it looks like one. */
const permalinkOf = ({ guids: [guid], id }: Item): string | undefined => {
  const isPermalink = guid?.attributes['isPermaLink']?.toLowerCase() !== 'false'
  return [isPermalink ? guid?.text : undefined, id].find(isAddress)
}

/**
 * The items of a regular feed. Each call makes a new parser, because xml2js keeps an error for the next document, which
 * then never ends.
 * @throws Error if it is not a feed.
 */
export const parseStrictly = async (xml: string): Promise<RawItem[]> => {
  const { items } = await new Parser(options).parseString(xml)
  return items.map((raw) => {
    const item = itemSchema.parse(raw)
    return {
      guid: item.guids[0]?.text ?? item.id,
      link: pageOf(item.links) ?? pageOf(item.otherLinks.filter(isAlternate)) ?? permalinkOf(item),
      title: item.title ?? item.otherTitle,
      authors: item.creators.map((creator) => creator.text),
      published: item.dates[0]?.text,
      updated: item.changes[0]?.text,
      excerpt: item.summary ?? item.content,
      content: item.full ?? item.content,
      categories: item.categories.map((category) => category.text),
    }
  })
}
