import { parseWrittenDate } from '../feed/written-date.ts'

const lead = /^(?:first )?(?:published|posted|dated|updated|date|created)(?: on)?:? /iu
const earliest = 1990
const latest = 2100

/**
 * The calendar date `YYYY-MM-DD` that a text is: `18 December 2020`, `December 18, 2020`, `24/12/2020` (day first, as RSIS
 * writes it), an RFC 822 or ISO time, of which the date stays as written. Undefined for anything else.
 */
export const parseCalendarDate = (text: string): string | undefined => {
  const date = parseWrittenDate(text.trim().replace(lead, ''))?.date
  return date === undefined || date.year < earliest || date.year >= latest ? undefined : date.toString()
}
