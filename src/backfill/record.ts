import { parseCalendarDate } from '../commentary/calendar-date.ts'
import type { Commentary } from '../commentary/commentary.ts'
import { commentaryFromFacts } from '../commentary/from-facts.ts'
import { noFacts } from '../commentary/page/facts.ts'
import { plainText } from '../commentary/text/plain.ts'
import { parseNumberedTitle, seriesNumberIn } from '../feed/series-number.ts'
import type { OaiRecord } from './oai-answer.ts'

type Fields = NonNullable<OaiRecord['fields']>

/** A shorter description is a note (“Published version”), not an abstract. */
const shortestAbstract = 80

/** “Cheang, Chris” in the order of a byline. */
const nameOf = (creator: string): string => {
  const [surname, given, ...more] = creator.split(',').map((part) => part.trim())
  return given === undefined || more.length > 0 ? creator : `${given} ${surname}`
}

/** The date of issue. A repository also lists the times of deposit, which have a time of day. */
const publishedOf = (dates: readonly string[]): string | undefined =>
  dates
    .filter((date) => !date.includes('T'))
    .flatMap((date) => parseCalendarDate(date) ?? [])
    .toSorted()[0]

/** The number and the year in the record's series: `RSIS Commentaries, 210-20`, `RSIS Commentaries ; No. 012/2012`. */
const inSeries = /RSIS Commentar(?:y|ies)\W{1,5}(?:no\.?\s?)?(\d{1,3})\s?[/-]\s?(?:20)?(\d{2})(?!\d)/iu

const numberOf = ({ title = [], relation = [], identifier = [] }: Fields): string | undefined => {
  const named = [
    ...title.map((one) => parseNumberedTitle(one)?.number),
    ...[...relation, ...identifier].map(seriesNumberIn),
  ]
  const number = named.find((one) => one !== undefined)
  if (number !== undefined) return number
  const [, count, year] = relation.map((one) => inSeries.exec(one)).find((match) => match !== null) ?? []
  return count === undefined || year === undefined ? undefined : `CO${year}${count.padStart(3, '0')}`
}

/** The institute's own page if the record contains it, else the repository's. */
const addressOf = (identifiers: readonly string[]): string | undefined => {
  const addresses = identifiers.filter((identifier) => /^https?:\/\//iu.test(identifier))
  return addresses.find((address) => /\/\/(?:www\.)?rsis\.edu\.sg\//iu.test(address)) ?? addresses[0]
}

/**
 * The commentary that a record of this repository describes: title, authors, date and abstract, without the text.
 * Undefined if the record was deleted or has no title.
 */
export const commentaryOfRecord = ({ fields }: OaiRecord, repository: string): Commentary | undefined => {
  const written = plainText(fields?.['title']?.[0] ?? '')
  if (fields === undefined || written === '') return undefined
  const abstracts = (fields['description'] ?? []).map(plainText).filter(({ length }) => length >= shortestAbstract)
  return commentaryFromFacts(
    {
      ...noFacts,
      number: numberOf(fields),
      url: addressOf(fields['identifier'] ?? []),
      title: parseNumberedTitle(written)?.title ?? written,
      authors: (fields['creator'] ?? []).map((creator) => nameOf(plainText(creator))),
      published: publishedOf(fields['date'] ?? []),
      synopsis: abstracts.toSorted((a, b) => b.length - a.length)[0],
      provenance: { kind: 'record', from: repository },
      categories: (fields['subject'] ?? []).map((subject) => plainText(subject.replace(/^.*::/u, ''))),
    },
    undefined,
    'abstract',
  )
}
