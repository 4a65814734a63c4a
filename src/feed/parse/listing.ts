import { selectAll } from 'css-select'
import { isTag } from 'domhandler'
import { textContent } from 'domutils'
import { parseDocument } from 'htmlparser2'
import { decode } from '../../fetch/decode.ts'
import { isTooDeep } from '../../fetch/shallow-parser.ts'
import { type Entry, untitled } from '../entry.ts'
import type { FeedAnswer, ParsedFeed } from './answer.ts'
import { toEntry } from './raw-item.ts'

/**
 * The layout of RSIS's listing from 2021 to 2026 first: titles in boxes, each a link. Then any link to a publication in
 * the main part, then anywhere.
 */
const selectors = ['p.title.title-box > a.link', 'main a[href*="/rsis-publication/"]', 'a[href*="/rsis-publication/"]']

/** The entries of a page that lists publications. */
export const parseListing = ({ body, contentType, url, source }: FeedAnswer): ParsedFeed => {
  const html = decode(body, contentType)
  if (isTooDeep(html)) return { state: 'not a feed', detail: 'its tags are nested too deep' }
  const document = parseDocument(html)
  for (const selector of selectors) {
    const seen = new Set<string>()
    const entries = selectAll(selector, document.children)
      .filter(isTag)
      .flatMap((link): Entry[] => {
        const entry = toEntry(
          { link: link.attribs['href'], title: textContent(link), authors: [], categories: [] },
          url,
          source,
        )
        if (entry.link === undefined || entry.title === untitled || seen.has(entry.link)) return []
        seen.add(entry.link)
        return [entry]
      })
    if (entries.length > 0) return { state: 'parsed', entries, isDamaged: false }
  }
  return { state: 'blocked', detail: 'the listing page contains no publications: the site may require a browser' }
}
