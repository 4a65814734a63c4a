import type { Commentary } from '../commentary/commentary.ts'
import { authorLine, citation, seriesNumber, seriesOf } from './credit.ts'
import { inQuotationMarks } from './text.ts'

/** The styles in which a commentary can be cited; `line` is our own. */
export const citationStyles = ['line', 'chicago', 'apa', 'mla', 'bibtex', 'ris'] as const
export type CitationStyle = (typeof citationStyles)[number]

const institute = 'S. Rajaratnam School of International Studies'
const months = 'January February March April May June July August September October November December'.split(' ')
/** Source: MLA Handbook, 9th edition, appendix 1: May, June and July are not shortened. */
const shortMonths = 'Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.'.split(' ')

/** The parts of every citation style. */
type Facts = {
  readonly authors: string
  readonly title: string
  /** `213/2026` in RSIS's series; undefined for a text from elsewhere, whose `series` is its site. */
  readonly number: string | undefined
  readonly series: string
  readonly date: { readonly year: string; readonly month: number; readonly day: string } | undefined
  readonly url: string | undefined
}

const factsOf = (commentary: Commentary): Facts => {
  const [, year, number] = seriesNumber.exec(commentary.id) ?? []
  const [, published = '', month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(commentary.published ?? '') ?? []
  return {
    authors: commentary.authors.length === 0 ? '' : authorLine(commentary),
    title: commentary.title.replaceAll(/\s+/gu, ' ').trim(),
    number: year === undefined ? undefined : `${Number(number)}/20${year}`,
    series: seriesOf(commentary),
    date: published === '' ? undefined : { year: published, month: Number(month), day: String(Number(day)) },
    url: commentary.url,
  }
}

/** The text with exactly one mark at its end. */
const ended = (text: string): string => (/[.?!]$/u.test(text) ? text : `${text}.`)

const inSeries = ({ series, number }: Facts): string => (number === undefined ? series : `${series} No. ${number}`)

const joined = (parts: readonly (string | undefined)[], between: string): string =>
  parts.filter((part) => part !== undefined && part !== '').join(between)

/** Source: The Chicago Manual of Style, 18th edition, bibliography entry of a paper in a series. */
const chicago = (facts: Facts): string => {
  const { authors, title, date, url } = facts
  const day = date && `${months[date.month - 1]} ${date.day}, ${date.year}`
  const whole = joined([inSeries(facts), facts.number === undefined ? undefined : institute, day], ', ')
  return joined([authors && ended(authors), inQuotationMarks(ended(title)), ended(whole), url && `${url}.`], ' ')
}

/** Source: Publication Manual of the American Psychological Association, 7th edition, 10.4 (reports). */
const apa = (facts: Facts): string => {
  const { authors, title, date, number, series, url } = facts
  const day = date === undefined ? '(n.d.).' : `(${date.year}, ${months[date.month - 1]} ${date.day}).`
  const named = number === undefined ? ended(title) : `${title} (${series} No. ${number}).`
  return authors === ''
    ? joined([named, day, number === undefined ? ended(series) : `${institute}.`, url], ' ')
    : joined([ended(authors), day, named, number === undefined ? ended(series) : `${institute}.`, url], ' ')
}

/** Source: MLA Handbook, 9th edition, 5.1: the address without its scheme. */
const mla = (facts: Facts): string => {
  const { authors, title, date, number, series, url } = facts
  const day = date && `${date.day} ${shortMonths[date.month - 1]} ${date.year}`
  const place = joined(
    [series, number && `no. ${number}`, number && institute, day, url?.replace(/^https?:\/\//u, '')],
    ', ',
  )
  return joined([authors && ended(authors), inQuotationMarks(ended(title)), ended(place)], ' ')
}

const latexSigns: Readonly<Record<string, string>> = {
  '\\': String.raw`\textbackslash{}`,
  '~': String.raw`\textasciitilde{}`,
  '^': String.raw`\textasciicircum{}`,
}

const latex = (text: string): string => text.replaceAll(/[\\~^{}&%$#_]/gu, (sign) => latexSigns[sign] ?? `\\${sign}`)

/** Names and titles are put in double braces, so that no program splits them or changes their capitals. */
const bibtex = (commentary: Commentary): string => {
  const { title, number, series, date, url } = factsOf(commentary)
  const fields: readonly (readonly [name: string, value: string | undefined])[] = [
    ['author', commentary.authors.map((name) => `{${latex(name)}}`).join(' and ')],
    ['title', `{${latex(title)}}`],
    ['type', number && latex(series)],
    ['number', number],
    [number === undefined ? 'howpublished' : 'institution', number === undefined ? latex(series) : institute],
    ['year', date?.year],
    ['month', date && String(date.month)],
    ['day', date?.day],
    ['url', url?.replaceAll(/[{}\\]/gu, encodeURIComponent)],
  ]
  const lines = fields.flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [`  ${name} = {${value}},`],
  )
  return [`@${number === undefined ? 'misc' : 'techreport'}{${commentary.id},`, ...lines, '}'].join('\n')
}

/** Source: RIS Format Specifications, Research Information Systems: one tag a line, `ER` last. */
const ris = (commentary: Commentary): string => {
  const { title, number, series, date, url } = factsOf(commentary)
  const tags: readonly (readonly [tag: string, value: string | undefined])[] = [
    ['TY', number === undefined ? 'ELEC' : 'RPRT'],
    ...commentary.authors.map((name) => ['AU', name.replaceAll(/\s+/gu, ' ')] as const),
    ['TI', title],
    ['T2', series],
    ['M1', number],
    ['PB', number && institute],
    ['PY', date?.year],
    ['DA', date && commentary.published?.replaceAll('-', '/')],
    ['UR', url],
    ['ID', commentary.id],
  ]
  const lines = tags.flatMap(([tag, value]) => (value === undefined || value === '' ? [] : [`${tag}  - ${value}`]))
  return [...lines, 'ER  - '].join('\n')
}

const written: Readonly<Record<CitationStyle, (commentary: Commentary) => string>> = {
  line: citation,
  chicago: (commentary) => chicago(factsOf(commentary)),
  apa: (commentary) => apa(factsOf(commentary)),
  mla: (commentary) => mla(factsOf(commentary)),
  bibtex,
  ris,
}

/**
 * A citation to paste. Names stay as the byline writes them: which part of a Chinese, Malay or Burmese name is the family name
 * cannot be told from the name.
 */
export const cite = (commentary: Commentary, style: CitationStyle): string => written[style](commentary)
