import { createHash } from 'node:crypto'
import { canonicalUrl } from '../fetch/canonical-url.ts'
import type { Entry } from './entry.ts'
import { numberOfEntry, parseNumberedTitle } from './series-number.ts'

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim()

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

const dayOf = (instant: Date | undefined): string => instant?.toISOString().slice(0, 10) ?? ''

/** The key of a repository's record: OAI-PMH identifiers are globally unique. */
export const recordKey = (identifier: string): string => `guid:${identifier}`

/**
 * The keys by which an entry is recognised, strongest first: series number, canonical link, the feed's guid, and a hash
 * of source, date and words. The last one counts only if nothing contradicts it: see `isOtherEntry`.
 */
export const identityKeys = (entry: Entry): string[] => {
  const number = numberOfEntry(entry)
  const link = entry.link === undefined ? undefined : canonicalUrl(entry.link)
  const words = [entry.source, entry.title, entry.authors.join(','), entry.excerpt ?? '', dayOf(entry.publishedAt)]
  const keys = [
    number && `co:${number}`,
    link && `url:${link}`,
    entry.guid && (entry.repository === undefined ? `guid:${entry.source}:${entry.guid}` : recordKey(entry.guid)),
    `print:${sha256(fold(words.join('\n'))).slice(0, 32)}`,
  ]
  return keys.filter((key): key is string => key !== undefined && key !== '')
}

const differ = <Value>(one: Value | undefined, other: Value | undefined): boolean =>
  one !== undefined && other !== undefined && one !== other

const linkOf = ({ link }: Entry): string | undefined => (link === undefined ? undefined : canonicalUrl(link))

/** Texts of at least this many characters identify an item; shorter ones may be the same for all items of a column. */
const tellingLength = 80

/** An entry's text without its title, in lower case with single spaces. */
export const foldedWords = ({ excerpt = '', contentHtml = '' }: Entry): string => fold(`${excerpt}\n${contentHtml}`)

/** The page that an entry links to, without the query, which may hold a session. */
export const pageOf = ({ link }: Entry): string | undefined => canonicalUrl(link ?? '')?.split('?')[0]

/**
 * Whether an entry is a different one although it shares a key with the known entry. Equal words do not count if links
 * or guids differ, because columns repeat their titles. But some feeds put a session into their links, or a new guid
 * into each answer: then the entries are the same if the page is the same, the excerpt is long enough to identify them,
 * and the answer does not show the known one as well (`isBeside`). A shared address does not count if guid, title and
 * date all differ: landing pages show one text after another.
 */
export const isOtherEntry = (
  known: Entry,
  entry: Entry,
  { key, isBeside }: { readonly key: string; readonly isBeside: boolean },
): boolean => {
  if (key.startsWith('print:')) {
    if (!differ(linkOf(known), linkOf(entry)) && !differ(known.guid, entry.guid)) return false
    const words = foldedWords(entry)
    const isElsewhere = differ(pageOf(known), pageOf(entry))
    return isBeside || isElsewhere || words.length < tellingLength || words !== foldedWords(known)
  }
  return (
    differ(known.guid, entry.guid) &&
    differ(fold(known.title), fold(entry.title)) &&
    differ(known.publishedAt?.getTime(), entry.publishedAt?.getTime())
  )
}

/** A title without what changes when a site moves: series number, quotation marks, case. */
export const foldedTitle = ({ title }: Pick<Entry, 'title'>): string =>
  (parseNumberedTitle(title.trim())?.title ?? title)
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()

/** SHA-256 of an entry's words with white space folded. It changes only when the publisher edits the item. */
export const entryTextHash = (entry: Entry): string =>
  sha256(fold([entry.title, entry.excerpt ?? '', entry.contentHtml ?? ''].join('\n')))

const isDatedAnew = (known: Entry, entry: Entry): boolean =>
  entry.publishedAt !== undefined && known.publishedAt?.getTime() !== entry.publishedAt.getTime()

/** Whether an item names different authors than before, or another date. */
export const differInFacts = (known: Entry, entry: Entry, isRedated: boolean): boolean =>
  (entry.authors.length > 0 && fold(known.authors.join('\n')) !== fold(entry.authors.join('\n'))) ||
  (!isRedated && isDatedAnew(known, entry))

/** Whether a feed changed its dates: those of more than one item, and of most. */
export const areRedated = (pairs: readonly { readonly known: Entry; readonly entry: Entry }[]): boolean => {
  const redated = pairs.filter(({ known, entry }) => isDatedAnew(known, entry)).length
  return redated > 1 && redated * 2 > pairs.length
}
