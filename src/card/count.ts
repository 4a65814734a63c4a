import { formatDates } from './dates.ts'

/** A number with its noun: `1 claim`, `5,000 claims`; `many` is the plural if it is not `one` with an s. */
export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`

/** `1 commentary`, `5,000 commentaries`. */
export const countCommentaries = (count: number): string => countOf(count, 'commentary', 'commentaries')

/** `1 commentary, 18 December 2020`, `24 commentaries, 3 January 2020 to 23 November 2026`. */
export const countWithDates = (span: {
  readonly commentaries: number
  readonly oldest: string | undefined
  readonly newest: string | undefined
}): string =>
  [countCommentaries(span.commentaries), formatDates(span.oldest, span.newest)].filter((part) => part !== '').join(', ')
