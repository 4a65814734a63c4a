import { antecedents, paragraphBefore, quotedIn, speakersRound } from './antecedents.ts'
import type { CheckInput, Evidence } from './check.ts'
import { nameKeys, namesKind } from './holders.ts'
import { findReports } from './reports.ts'
import type { Report } from './report.ts'
import { readTerms } from './terms.ts'

/** The share of the words that a claim takes from a sentence which makes what is reported there the claim's matter. */
const mostOfIt = 0.6

/** Fewer quoted words than this are a term or an echo, not somebody's statement. */
const statementWords = 4

/** The share of the claim's matched words that stand in a stretch of the sentence, those that only name speakers not counted. */
const shareWithin = (
  { alignment, evidence }: CheckInput,
  from: number,
  to: number,
  frames: readonly Report[] = [],
): number => {
  const starts = [...new Set(alignment.toEvidence.values())].map(
    (index) => evidence.host.terms[index]?.word.start ?? -1,
  )
  const counted = starts.filter((at) => !frames.some((frame) => at >= frame.frameStart && at < frame.frameEnd))
  return counted.length === 0 ? 0 : counted.filter((start) => start >= from && start < to).length / counted.length
}

/** Who, other than the author, holds what the claim took from its sentence. */
export type Held = {
  /** Texts that name the holder: the subject as written, and where its pronouns find their names. */
  readonly names: readonly string[]
  readonly label: string
  readonly verb: string
  /** Somebody's words or findings, and not only what the author says that they think. */
  readonly isPlain: boolean
  /** The report that stands within another's: “X said that Y believes”. */
  readonly inner: Report | undefined
}

/** “The same study”: one told of before, however far. */
const isSame = (subject: string): boolean => /\bsame\b/iu.test(subject)

/** “He”, “the Centre”, “his bank”: words that point to somebody named before; “officials” do not. */
const pointing = /^(?:the|its|his|her|their|this|that|these|those|he|she|they|it)\b/iu

/** The texts that name whom a report means by its subject: its own words first, then where its pronouns find their names. */
export const namesOfSubject = (report: Report, evidence: Evidence): string[] => {
  const own = [report.subject, evidence.host.text.slice(report.frameStart, report.frameEnd)]
  if (isSame(report.subject)) return [...own, ...antecedents(evidence, true)]
  const before = evidence.host.text.slice(0, report.frameStart)
  const isPointing = report.type === 'pronoun' || (report.type === 'generic' && pointing.test(report.subject))
  return isPointing ? [...own, before, ...antecedents(evidence)] : own
}

/** “They say”, of rules or stories: a plural pronoun after a sentence that names nobody who could speak. */
const mayMeanThings = (report: Report, evidence: Evidence): boolean => {
  const around = [evidence.host.text.slice(0, report.frameStart), ...paragraphBefore(evidence)]
  const before = around.find((text) => readTerms(text).some((term) => term.isContent))
  const isPlural = /^they$|\bthey$/iu.test(report.subject)
  return isPlural && before !== undefined && nameKeys(before).size === 0 && !namesKind(before)
}

/** Whether another report's speaker is named outside what this one reports: “X adds that …; they doubt that …”. */
const isOutside =
  (report: Report) =>
  (other: Report): boolean =>
    other === report || other.frameEnd <= report.from || other.frameStart >= report.to

const reportedIn = (input: CheckInput): Report[] => {
  const others = findReports(input.evidence.host.text).filter(
    (report) => report.type !== 'author' && !mayMeanThings(report, input.evidence),
  )
  return others.filter(
    (report) => shareWithin(input, report.from, report.to, others.filter(isOutside(report))) >= mostOfIt,
  )
}

const heldInReport = (input: CheckInput, reports: readonly Report[]): Held | undefined => {
  const [first] = reports
  if (first === undefined) return undefined
  const inner = reports.find((report) => report.frameStart >= first.frameEnd && report.isPlain && first.isPlain)
  return {
    names: reports.flatMap((report) => namesOfSubject(report, input.evidence)),
    label: first.subject,
    verb: first.verb,
    isPlain: reports.some((report) => report.isPlain),
    inner,
  }
}

const heldInQuotation = (input: CheckInput): Held | undefined => {
  const { evidence } = input
  const isQuoted = quotedIn(evidence).some(
    ({ from, to }) =>
      readTerms(evidence.host.text.slice(Math.max(0, from), Math.max(0, to))).length >= statementWords &&
      shareWithin(input, from, to) >= mostOfIt,
  )
  if (!isQuoted) return undefined
  const own = findReports(evidence.host.text).filter((report) => report.type !== 'author')
  const names =
    own.length > 0
      ? own.flatMap((report) => namesOfSubject(report, evidence))
      : [evidence.host.text, ...speakersRound(evidence)]
  const { subject: label = 'somebody whom the text quotes', verb = '' } = own[0] ?? {}
  return { names, label, verb, isPlain: true, inner: undefined }
}

/** Who, other than the author, holds what the claim took from its sentence; undefined where the author does. */
export const heldBy = (input: CheckInput): Held | undefined =>
  heldInReport(input, reportedIn(input)) ?? heldInQuotation(input)
