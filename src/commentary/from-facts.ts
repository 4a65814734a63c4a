import type { Entry } from '../feed/entry.ts'
import { identityKeys } from '../feed/identity.ts'
import { isAccountName, splitAuthors } from './authors.ts'
import type { Commentary, Extent } from './commentary.ts'
import { commentaryId } from './identity.ts'
import type { PageFacts } from './page/facts.ts'
import { plainText } from './text/plain.ts'
import { numberOfEntry, parseNumberedTitle } from '../feed/series-number.ts'

const titleOf = (entry: Entry): string => {
  const title = plainText(entry.title)
  return parseNumberedTitle(title)?.title ?? title
}

/** The time zone of the institute's dates; UTC for other sites, whose zone we do not know. */
const zoneOf = (entry: Entry): string =>
  /\/\/(?:www\.)?rsis\.edu\.sg\//u.test(entry.link ?? '') ? 'Asia/Singapore' : 'UTC'

const dateOf = (entry: Entry): string | undefined =>
  entry.publishedAt === undefined
    ? undefined
    : new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone: zoneOf(entry) }).format(entry.publishedAt)

const authorsOf = (entry: Entry): readonly string[] =>
  entry.authors.flatMap((author) => splitAuthors(author)).filter((author) => !isAccountName(author))

const weekMs = 7 * 86_400_000
/** Nothing is published days ahead: such a date is a mistake, or the date of an event. */
const ifPast = (date: string | undefined): string | undefined =>
  date === undefined || Date.parse(date) > Date.now() + weekMs ? undefined : date

const filled = <Value>(own: readonly Value[], other: readonly Value[]): readonly Value[] =>
  own.length > 0 ? own : other

/**
 * The commentary that a page or file gives. The page's facts take precedence; missing ones are filled from the entry,
 * but never with an author that is only the site's account.
 */
export const commentaryFromFacts = (
  facts: PageFacts,
  entry: Entry | undefined,
  extent: Extent = 'full',
): Commentary => {
  const { number, ...known } = facts
  const title = facts.title === '' && entry !== undefined ? titleOf(entry) : facts.title
  const announced = facts.description ?? plainText(entry?.excerpt ?? '')
  const description = facts.synopsis === undefined && extent === 'full' ? announced : ''
  const commentary = {
    ...known,
    ...(description === '' ? {} : { description }),
    url: facts.url ?? entry?.link,
    title: title === '' ? 'Untitled' : title,
    authors: filled(facts.authors, entry === undefined ? [] : authorsOf(entry)),
    published: ifPast(facts.published) ?? (entry === undefined ? undefined : dateOf(entry)),
    categories: filled(facts.categories, entry?.categories.map(plainText) ?? []),
    extent,
  }
  const keys = entry === undefined ? [] : identityKeys(entry)
  const numberOfBoth = number ?? (entry === undefined ? undefined : numberOfEntry(entry))
  return { id: commentaryId(numberOfBoth, commentary, keys), ...commentary }
}
