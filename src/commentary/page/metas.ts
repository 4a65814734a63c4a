import type { Document } from 'domhandler'
import { plainText } from '../text/plain.ts'
import { selectElements } from './select.ts'

/** The contents of a page's meta elements, by name in lower case. */
type Contents = ReadonlyMap<string, readonly string[]>

/** Readers do not change meta elements, so they are looked up once for a page. */
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

/** The contents of the meta elements that have one of these names, in the order of the names; empty ones are left out. */
export const metas = (page: Document, names: readonly string[]): readonly string[] => {
  const contents = known.get(page) ?? readMetas(page)
  known.set(page, contents)
  return names.flatMap((name) => contents.get(name.toLowerCase()) ?? [])
}
