import type { Document } from 'domhandler'
import { textContent } from 'domutils'
import { otherReading, parseCalendarDate } from '../calendar-date.ts'
import { selectElement } from './select.ts'

const figures = /(?<!\d)(\d{1,2})[/-](\d{1,2})[/-]\d{4}(?!\d)/gu
const mostText = 200_000

/** Whether day or month comes first in the page's numeric dates, if one of them has only one reading. */
const orderOf = (page: Document): 'day' | 'month' | undefined => {
  const orders = new Set<'day' | 'month'>()
  for (const [, first, second] of textContent(page).slice(0, mostText).matchAll(figures)) {
    if (Number(first) > 12 && Number(second) <= 12) orders.add('day')
    if (Number(second) > 12 && Number(first) <= 12) orders.add('month')
  }
  const [only] = orders
  return orders.size === 1 ? only : undefined
}

/** Only Americans put the month first, but American English is also the default that programs declare. */
const isDayFirstLanguage = (page: Document): boolean => {
  const lang = selectElement(page, 'html')?.attribs['lang']?.toLowerCase() ?? ''
  return lang !== '' && lang !== 'en' && !/^(?:en|es)[-_]us$/u.test(lang)
}

/**
 * The date that a text on a page is. `01/07/2025` is read only if the page decides between the two readings: by its
 * address, by another numeric date, or by its language.
 */
export const settleDate = (text: string, page: Document, url: string | undefined): string | undefined => {
  const dayFirst = parseCalendarDate(text)
  const monthFirst = dayFirst === undefined ? undefined : otherReading(text)
  if (dayFirst === undefined || monthFirst === undefined) return dayFirst
  const readings = [dayFirst, monthFirst]
  const inAddress = readings.filter((date) =>
    (url ?? '').replaceAll('/', '-').includes(date.slice(0, 'yyyy-mm'.length)),
  )
  if (inAddress.length === 1) return inAddress[0]
  const order = orderOf(page)
  if (order === 'month') return monthFirst
  return order === 'day' || isDayFirstLanguage(page) ? dayFirst : undefined
}
