import { parseWrittenDate, type WrittenDate } from '../feed/written-date.ts'

/** What may come before a date: a label with a colon, or words such as `published on`. */
const lead =
  /^(?:\p{L}[\p{L}\p{M} ]{1,30}[:：]\s*|(?:(?:first |last )?(?:published|posted|dated|updated|created)(?: here| online| on this (?:site|page|website))?(?: on)?|date|(?:publié|mis à jour)(?: le)?|le|veröffentlicht am|(?:di)?terbitkan(?: pada)?|publicado el|опубликовано) (?=.*\d))/iu
/** Labels of dates that are not the date of publication, such as that of an event. */
const ofOtherThings =
  /\b(?:access(?:ed)?|apply|born|closes?|closing|deadline|delivered|due|ends?|events?|expir\w+|held|next|recorded|retrieved|register|starts?|takes place|until|valid|when)\b/iu
const earliest = 1990
const latest = 2100

const read = (text: string): WrittenDate | undefined => {
  const written = text.trim()
  const label = lead.exec(written)?.[0] ?? ''
  const isOfText = label !== '' && !ofOtherThings.test(label)
  const date = parseWrittenDate(written) ?? (isOfText ? parseWrittenDate(written.slice(label.length)) : undefined)
  return date === undefined || date.date.year < earliest || date.date.year >= latest ? undefined : date
}

/**
 * A text that is a date, as `YYYY-MM-DD`: `18 December 2020`, `December 18, 2020`, `24/12/2020` (day first, as RSIS
 * writes it), an RFC 822 or ISO time, of which the date is kept as written. Undefined for anything else.
 */
export const parseCalendarDate = (text: string): string | undefined => read(text)?.date.toString()

/** The date that `01/07/2025` is with the month first; undefined if only one reading is possible. */
export const otherReading = (text: string): string | undefined => read(text)?.other?.toString()
