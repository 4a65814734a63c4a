import { createHash } from 'node:crypto'
import { canonicalUrl } from '../fetch/canonical-url.ts'
import type { Entry } from './entry.ts'
import { seriesNumberIn } from './series-number.ts'

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim()

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/**
 * The names by which an entry is known again, strongest first: series number, canonical link, the feed's guid, and a
 * print of its words. Dates are never among them: publishers touch them.
 */
export const identityKeys = (entry: Entry): string[] => {
  const number = seriesNumberIn(entry.title) ?? seriesNumberIn(entry.link)
  const link = entry.link === undefined ? undefined : canonicalUrl(entry.link)
  const keys = [
    number && `co:${number}`,
    link && `url:${link}`,
    entry.guid && `guid:${entry.source}:${entry.guid}`,
    `print:${sha256(fold([entry.title, entry.authors.join(','), entry.excerpt ?? ''].join('\n'))).slice(0, 32)}`,
  ]
  return keys.filter((key): key is string => key !== undefined && key !== '')
}

/** SHA-256 of an entry's words, white space folded: what changes when the publisher edits the item, and only then. */
export const entryTextHash = (entry: Entry): string =>
  sha256(fold([entry.title, entry.excerpt ?? '', entry.contentHtml ?? ''].join('\n')))
