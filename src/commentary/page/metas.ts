import type { Document } from 'domhandler'
import { plainText } from '../text/plain.ts'
import { selectElements } from './select.ts'

/** What a page's meta elements say, by their names in small letters. */
type Contents = ReadonlyMap<string, readonly string[]>

/** No reader changes a page's meta elements, so they are looked up once for a page. */
const known = new WeakMap<Document, Contents>()

const readMetas = (page: Document): Contents => {
  const contents = new Map<string, string[]>()
  for (const { attribs } of selectElements(page, 'meta[content]')) {
    const content = plainText((attribs['content'] ?? '').slice(0, 1000))
    if (content === '') continue
    const names = [attribs['name'], attribs['property'], attribs['itemprop']]
    for (const name of new Set(names.flatMap((one) => one?.toLowerCase() ?? []))) {
      contents.set(name, [...(contents.get(name) ?? []), content])
    }
  }
  return contents
}

/** What a page's meta elements say that have one of these names, by name; what says nothing is left out. */
export const metas = (page: Document, names: readonly string[]): readonly string[] => {
  const contents = known.get(page) ?? readMetas(page)
  known.set(page, contents)
  return names.flatMap((name) => contents.get(name.toLowerCase()) ?? [])
}
