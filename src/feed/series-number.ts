/** `CO20210`, `CO 20210`, `co20210-slug`: the series, the year and the number in it. */
const seriesNumber = /(?<![a-z\d])co[\s-]?(\d{5})(?!\d)/iu

/** The series number in a title or an address, as `CO20210`. */
export const seriesNumberIn = (text: string | undefined): string | undefined => {
  const digits = seriesNumber.exec(text ?? '')?.[1]
  return digits === undefined ? undefined : `CO${digits}`
}

/** The heading of a PDF: `No. 210 – 18 December 2020`, and before 2014 `No. 012/2012 dated 18 January 2012`. */
const headerLine = /(?:^|\s)No\.? ?(\d{1,3})(?:\/(\d{4}))?\s*(?:[–—─|,-]|dated)?\s*(\d{1,2} \p{L}{3,9} (\d{4}))/iu

/** The number and the printed date in the heading of a PDF. */
export const parseHeaderLine = (text: string): { readonly number: string; readonly date: string } | undefined => {
  const match = headerLine.exec(text.slice(0, 300))
  const [, count, year, date, yearOfDate] = match ?? []
  if (count === undefined || date === undefined || yearOfDate === undefined) return undefined
  return { number: `CO${(year ?? yearOfDate).slice(2)}${count.padStart(3, '0')}`, date }
}

/** `CO20210 | Title` as its two parts; undefined if the line is not a numbered title. */
export const parseNumberedTitle = (text: string): { readonly number: string; readonly title: string } | undefined => {
  const match = /^CO[ -]?(\d{5})\s*[|:–—─-]\s*(\S.*)$/iu.exec(text)
  const [, digits, title] = match ?? []
  return digits === undefined || title === undefined ? undefined : { number: `CO${digits}`, title }
}

/** The last part of an address's path. */
const slugOf = (link: string | undefined): string | undefined =>
  URL.parse(link ?? '')
    ?.pathname.split('/')
    .findLast((part) => part !== '')

/**
 * The series number that an entry is published under: its title begins with it, or the institute's address ends in it.
 * A number elsewhere names another commentary, which this one answers.
 */
export const numberOfEntry = ({ title, link }: { readonly title: string; readonly link?: string | undefined }) =>
  parseNumberedTitle(title.trim())?.number ??
  (link?.includes('/rsis-publication/') === true
    ? seriesNumberIn(/^co[\s-]?\d{5}/iu.exec(slugOf(link) ?? '')?.[0])
    : undefined)
