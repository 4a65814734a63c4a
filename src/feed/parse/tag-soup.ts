import { Parser } from 'htmlparser2'
import type { RawItem } from './raw-item.ts'

type Draft = { readonly fields: Map<string, string[]> }

const itemTags = new Set(['item', 'entry'])

const field = (draft: Draft, ...names: readonly string[]): string | undefined =>
  names.map((name) => draft.fields.get(name)?.[0]).find((value) => value !== undefined && value !== '')

const toRawItem = (draft: Draft): RawItem => ({
  guid: field(draft, 'guid', 'id'),
  link: field(draft, 'link'),
  title: field(draft, 'title'),
  authors: draft.fields.get('dc:creator') ?? draft.fields.get('author') ?? draft.fields.get('name') ?? [],
  published: field(draft, 'pubdate', 'published', 'dc:date'),
  updated: field(draft, 'updated'),
  excerpt: field(draft, 'description', 'summary', 'content'),
  content: field(draft, 'content:encoded', 'content', 'description'),
  categories: draft.fields.get('category') ?? [],
})

/** The whole items of broken XML: an item whose end never came is left out. */
export const parseTagSoup = (xml: string): RawItem[] => {
  const items: RawItem[] = []
  let draft: Draft | undefined
  let name = ''
  const add = (key: string, value: string): void => {
    if (draft === undefined || value === '') return
    const values = draft.fields.get(key)
    if (values === undefined) draft.fields.set(key, [value])
    else values.push(value)
  }
  let text = ''
  const parser = new Parser(
    {
      onopentag: (tag, attributes) => {
        const lower = tag.toLowerCase()
        if (itemTags.has(lower)) draft = { fields: new Map() }
        if (lower === 'link' && attributes['href'] !== undefined && attributes['rel'] !== 'self')
          add('link', attributes['href'])
        name = lower
        text = ''
      },
      ontext: (data) => {
        text += data
      },
      onclosetag: (tag, isImplied) => {
        const lower = tag.toLowerCase()
        if (itemTags.has(lower)) {
          if (draft !== undefined && !isImplied) items.push(toRawItem(draft))
          draft = undefined
        } else if (lower === name && !isImplied) add(lower, text.trim())
      },
    },
    { xmlMode: true },
  )
  parser.end(xml)
  return items
}
