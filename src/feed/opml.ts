import { escapeUTF8 as escape } from 'entities'
import { createShallowParser } from '../fetch/shallow-parser.ts'
import type { OwnFeed } from './store-feeds.ts'

/** More than any workspace may have, in one document. */
const mostAddresses = 500

/** The addresses of the feeds that an OPML document (http://opml.org/spec2.opml) names, each once. */
export const addressesInOpml = (text: string): string[] => {
  const found = new Set<string>()
  const { parser } = createShallowParser(
    {
      onopentag(name, attributes) {
        if (name.toLowerCase() !== 'outline' || found.size >= mostAddresses) return
        const [, address] = Object.entries(attributes).find(([key]) => key.toLowerCase() === 'xmlurl') ?? []
        if (address !== undefined && address.trim() !== '') found.add(address.trim())
      },
    },
    { xmlMode: true },
  )
  parser.end(text)
  return [...found]
}

/** The feeds as an OPML 2.0 document, which feed readers can import. */
export const opmlOf = (feeds: readonly Pick<OwnFeed, 'url' | 'title'>[]): string => {
  const attribute = (text: string): string => escape(text).replaceAll('"', '&quot;')
  const outlines = feeds.map(
    ({ url, title }) => `<outline type="rss" text="${attribute(title)}" xmlUrl="${attribute(url)}"/>`,
  )
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<opml version="2.0"><head><title>Feeds</title></head><body>',
    ...outlines,
    '</body></opml>',
  ].join('\n')
}
