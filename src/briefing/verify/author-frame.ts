import { assertingVerbs } from './lexicon/reporting.ts'
import { readText } from './reading.ts'
import { findReports } from './reports.ts'
import type { Report } from './report.ts'

const surnameOf = (author: string): string => author.split(' ').at(-1) ?? author

const isAuthor = (subject: string, authors: readonly string[]): boolean =>
  /\b(?:authors?|commentary|article|writers?)\b/iu.test(subject) ||
  authors.some((author) => author !== '' && subject.includes(surnameOf(author)))

/** Whether the words only say that the author says so, and neither doubt nor negate it. */
const isBareFrame = (claim: string, report: Report, authors: readonly string[]): boolean =>
  (assertingVerbs.has(report.verb) || report.verb === 'according') &&
  isAuthor(report.subject, authors) &&
  readText(claim.slice(report.frameStart, report.frameEnd)).operators.length === 0

/**
 * The claim without the words that give it to the author (“The author argues that”, “Osman argues that”): spaces stand in
 * their place, so that offsets stay.
 */
export const withoutAuthorFrame = (claim: string, authors: readonly string[]): string => {
  const frame = findReports(claim).find((report) => isBareFrame(claim, report, authors))
  if (frame === undefined) return claim
  const rest = `${claim.slice(0, frame.frameStart)}${' '.repeat(frame.frameEnd - frame.frameStart)}${claim.slice(frame.frameEnd)}`
  return /[\p{L}\p{N}]/u.test(rest) ? rest : claim
}
