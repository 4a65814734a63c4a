import type { Commentary } from '../commentary/commentary.ts'
import { formatDate } from './dates.ts'
import { clip, inQuotationMarks, visibleLine } from './text.ts'
import { isTelling } from '../commentary/topics.ts'

const longestName = 80

/** The year and the number in the id of a commentary of RSIS's own series. */
export const seriesNumber = /^CO(\d{2})(\d{3})$/u

/** Whether its author or publisher had it taken down: nothing of it is left but number, address and date. */
export const isTakenDown = ({ extent }: Commentary): boolean => extent === 'none'

/** Whether it is of RSIS's own series. */
export const isOfRsis = ({ id }: Pick<Commentary, 'id'>): boolean => seriesNumber.test(id)

type Titled = Pick<Commentary, 'id' | 'title'>

/** A commentary's name in a heading: its series number, or its title if it has none, because other ids mean nothing to readers. */
export const shortName = (commentary: Titled): string =>
  isOfRsis(commentary) ? commentary.id : inQuotationMarks(clip(visibleLine(commentary.title), longestName))

/** A commentary's name in a sentence: its title, after its series number if it has one. */
export const fullName = ({ id, title }: Titled): string =>
  [...(isOfRsis({ id }) ? [id] : []), inQuotationMarks(title)].join(', ')

/** The series as shown: RSIS's own for numbered commentaries, else the title of the workspace's own feed, or the site's host name. */
export const seriesOf = (commentary: Commentary): string => {
  if (isOfRsis(commentary)) return 'RSIS Commentary'
  if (commentary.feedTitle !== undefined) return clip(visibleLine(commentary.feedTitle), longestName)
  const host = commentary.url === undefined ? undefined : URL.parse(commentary.url)?.hostname
  return host?.replace(/^www\./u, '') ?? 'Imported'
}

/** `A`, `A and B`, `A, B and C`; `Author not named` if the page names no author. */
export const authorLine = ({ authors }: Commentary): string => authorsLine(authors)

/** `A`, `A and B`, `A, B and C`, of any names. */
export const authorsLine = (authors: readonly string[]): string => {
  if (authors.length === 0) return 'Author not named'
  const last = authors.at(-1) ?? ''
  return authors.length === 1 ? last : `${authors.slice(0, -1).join(', ')} and ${last}`
}

/** Authors that a small line names; further ones are counted. */
const mostNamed = 3

/** `authorLine` for small print: of many authors the first few, and how many more there are. */
export const shortAuthorLine = (commentary: Commentary): string => {
  const authors = commentary.authors.map((name) => clip(visibleLine(name), longestName))
  if (authors.length <= mostNamed + 1) return authorLine({ ...commentary, authors })
  return `${authors.slice(0, mostNamed).join(', ')} and ${authors.length - mostNamed} others`
}

/** The small line that identifies a commentary: series, number, authors, date. */
export const contextLine = (commentary: Commentary, locale?: string): string =>
  [
    seriesOf(commentary),
    isOfRsis(commentary) ? commentary.id : undefined,
    isTakenDown(commentary) ? undefined : shortAuthorLine(commentary),
    commentary.published && formatDate(commentary.published, locale),
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ')

const dated = (date: string | undefined, locale?: string): string =>
  date === undefined ? '' : ` of ${formatDate(date, locale)}`

/** Where our copy of a commentary came from, in words; undefined if that was not recorded. */
export const provenanceWords = ({ provenance, extent }: Commentary, locale?: string): string | undefined => {
  if (provenance === undefined) return undefined
  const { kind, date } = provenance
  if (kind === 'record') return extent === 'abstract' ? 'from the repository’s abstract' : 'from the repository'
  if (kind === 'capture') return `from a capture${dated(date, locale)}`
  if (kind === 'mail') return `from an e-mail${dated(date, locale)}`
  return { feed: 'from the feed', page: 'from the page', pdf: 'from the PDF', file: 'from a saved file' }[kind]
}

const ways: Readonly<Record<string, string>> = {
  feed: 'feeds',
  page: 'pages',
  pdf: 'PDFs',
  record: 'the repository',
  capture: 'captures',
  file: 'files',
  mail: 'e-mails',
}

/** `812 from the repository, 92 from captures`, the largest count first; empty if nothing was recorded. */
export const provenanceCounts = (counts: readonly { readonly kind: string; readonly count: number }[]): string =>
  counts
    .toSorted((a, b) => b.count - a.count)
    .map(({ kind, count }) => `${count} from ${ways[kind] ?? kind}`)
    .join(', ')

/** The publisher's notice, in short: whose views these are and are not. */
export const viewsNotice = (commentary: Commentary): string => {
  const whose = commentary.authors.length > 1 ? 'The views are the authors’ own' : 'The views are the author’s own'
  return isOfRsis(commentary) ? `${whose}, not the official position of RSIS.` : `${whose}.`
}

/** A citation to paste: authors, title, series and number, date, address. */
export const citation = (commentary: Commentary): string => {
  const [, year, number] = seriesNumber.exec(commentary.id) ?? []
  const series =
    year === undefined ? seriesOf(commentary) : `RSIS Commentary No. ${Number(number)}/20${year} (${commentary.id})`
  const named = isTakenDown(commentary) ? ['Taken down'] : [authorLine(commentary), inQuotationMarks(commentary.title)]
  return [...named, series, commentary.published && formatDate(commentary.published), commentary.url]
    .filter((part) => part !== undefined && part !== '')
    .join(', ')
}

/** The topics that tell commentaries apart. */
export const topicsOf = ({ categories }: Commentary): readonly string[] => categories.filter(isTelling)
