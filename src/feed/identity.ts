import { createHash } from 'node:crypto'
import { canonicalUrl } from '../fetch/canonical-url.ts'
import type { Entry } from './entry.ts'

/** `CO20210`, `CO 20210`, `co20210-slug`: the series, the year and the number in it. */
const seriesNumber = /(?<![a-z\d])co[\s-]?(\d{5})(?!\d)/iu

/** The series number that a title or an address holds, as `CO20210`. */
export const seriesNumberIn = (text: string | undefined): string | undefined => {
  const digits = seriesNumber.exec(text ?? '')?.[1]
  return digits === undefined ? undefined : `CO${digits}`
}

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
