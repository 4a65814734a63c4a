import type {
  ClaimVerdict,
  DraftClaim,
  DraftSynopsisSentence,
  NumberedSentence,
  Rejection,
  SynopsisVerdict,
} from '../draft.ts'
import type { Holder } from '../port.ts'
import { align } from './align.ts'
import { checkAntonyms } from './antonyms.ts'
import { attribute } from './attribution.ts'
import type { Check, CheckInput, Evidence, Finding } from './check.ts'
import { checkConditions, checkQuestion } from './conditions.ts'
import { checkDuty } from './duty.ts'
import { checkModality } from './modality.ts'
import { checkNames } from './names.ts'
import type { NumberedText } from './number-sentences.ts'
import { checkNumberRoles, checkNumbers } from './numbers.ts'
import { checkOrder, checkRoles } from './order.ts'
import { checkPolarity } from './polarity.ts'
import { checkQuantity } from './quantity.ts'
import { readText } from './reading.ts'
import { findReports } from './reports.ts'
import { checkSafety } from './safety.ts'
import { checkShape } from './shape.ts'
import { locate } from './span.ts'
import { checkSupport } from './support.ts'

export { chooseClaims } from './choose-claims.ts'
export { numberSentences } from './number-sentences.ts'
export type { NumberedText } from './number-sentences.ts'

/** Changes whenever a stored draft might be judged otherwise than before. */
export const verifierVersion = '1'

const checks: readonly Check[] = [
  checkNumbers,
  checkNumberRoles,
  checkNames,
  checkPolarity,
  checkAntonyms,
  checkModality,
  checkDuty,
  checkConditions,
  checkQuestion,
  checkQuantity,
  checkOrder,
  checkRoles,
  checkSupport,
]

const toRejection = ({ code, message }: Finding): Rejection => ({ code, message })

const rejectionsOf = (findings: readonly Finding[]): Rejection[] => {
  const seen = new Set<string>()
  return findings
    .filter((finding) => !finding.isDoubt && !seen.has(finding.message) && seen.add(finding.message))
    .map(toRejection)
}

const doubtsOf = (findings: readonly Finding[]): Rejection[] =>
  findings.filter((finding) => finding.isDoubt).map(toRejection)

const evidenceOf = (numbered: NumberedText, hosts: readonly NumberedSentence[], text: string): Evidence => {
  const [first] = hosts
  const last = hosts.at(-1)
  const from = (first?.number ?? 1) - 1
  const around = numbered.sentences.filter((sentence) => sentence.blockIndex === first?.blockIndex)
  const before = numbered.sentences.slice(Math.max(0, from - 2), from)
  const context = [
    numbered.title,
    first?.section ?? '',
    ...before.map((sentence) => sentence.text),
    ...around.map((sentence) => sentence.text),
  ]
  const numbers = hosts.map((sentence) => sentence.number)
  return {
    host: readText(text),
    label: numbers.length === 1 ? `sentence ${numbers[0] ?? 0}` : `sentences ${numbers.join(' and ')}`,
    context: context.join('\n'),
    start: first?.start ?? 0,
    end: last?.end ?? 0,
    numbered,
  }
}

const isByAuthor = (subject: string, authors: readonly string[]): boolean =>
  authors.some((author) => author !== '' && subject.includes(author.split(' ').at(-1) ?? author))

/** The claim without the words that give it to the author: “The author argues that”, “Osman argues that”. */
const withoutAuthorFrame = (claim: string, numbered: NumberedText): string => {
  const frame = findReports(claim).find(
    (report) =>
      /^(?:argu|sa[iy]|contend|maintain|conclud|believ|think|thought|warn|insist|assert|state|write|wrote|note|claim|suggest|hold|according|observ|remark|stress|emphasi|point|explain|caution|reckon|view|opinion|find|found|see|judg|acknowledg|conced|admit)/u.test(
        report.verb,
      ) &&
      readText(claim.slice(report.frameStart, report.frameEnd)).operators.length === 0 &&
      (/\b(?:authors?|commentary|article|writer)\b/iu.test(report.subject) ||
        isByAuthor(report.subject, numbered.authors)),
  )
  if (frame === undefined) return claim
  const rest = `${claim.slice(0, frame.frameStart)}${' '.repeat(frame.frameEnd - frame.frameStart)}${claim.slice(frame.frameEnd)}`
  return /[\p{L}\p{N}]/u.test(rest) ? rest : claim
}

const inputOf = (claim: string, evidence: Evidence): CheckInput => {
  const reading = readText(withoutAuthorFrame(claim, evidence.numbered))
  return { claim: reading, evidence, alignment: align(reading, evidence.host) }
}

/**
 * Holds a drafted claim against the commentary: rejects it with every reason that was found, or passes it with the source's
 * own words as its quote. Pure, and never throws, whatever the draft says.
 */
export const verifyClaim = (draft: DraftClaim, numbered: NumberedText): ClaimVerdict => {
  const text = draft.text.trim()
  const early = [...checkSafety(text), ...checkSafety(draft.holder), ...checkShape(text)]
  if (early.length > 0) return { state: 'rejected', rejections: rejectionsOf(early) }
  const located = locate(numbered, draft)
  if (located.state === 'refused') return { state: 'rejected', rejections: [toRejection(located.finding)] }
  const { hosts, quote, repairs } = located
  const evidence = evidenceOf(numbered, hosts, numbered.text.slice(hosts[0]?.start ?? 0, hosts.at(-1)?.end ?? 0))
  const input = inputOf(text, evidence)
  const attribution = attribute(input, draft.holder)
  const findings = [...checks.flatMap((check) => check(input)), ...attribution.findings]
  const rejections = rejectionsOf(findings)
  if (rejections.length > 0) return { state: 'rejected', rejections }
  const holder: Holder =
    attribution.holder === undefined ? { type: 'author' } : { type: 'quoted', name: attribution.holder }
  const claim = { text, origin: 'model' as const, kind: draft.kind, holder, quote, section: hosts[0]?.section }
  return { state: 'passed', claim, repairs, doubts: doubtsOf(findings) }
}

/**
 * Holds a drafted synopsis sentence against all the sentences that it names together. A view that they report must be given
 * to its holder in the sentence itself.
 */
export const verifySynopsisSentence = (draft: DraftSynopsisSentence, numbered: NumberedText): SynopsisVerdict => {
  const text = draft.text.trim()
  const early = [...checkSafety(text), ...checkShape(text)]
  if (early.length > 0) return { state: 'rejected', rejections: rejectionsOf(early) }
  const hosts = [...new Set(draft.sentences)]
    .sort((a, b) => a - b)
    .flatMap((number) => numbered.sentences.find((sentence) => sentence.number === number) ?? [])
  if (hosts.length === 0)
    return { state: 'rejected', rejections: [{ code: 'SENTENCE', message: 'names no sentence of the text' }] }
  if (hosts.some((sentence) => !sentence.isEligible)) {
    return {
      state: 'rejected',
      rejections: [{ code: 'SOURCE_UNSAFE', message: 'rests on a sentence that may not be shown; choose another' }],
    }
  }
  const evidence = evidenceOf(numbered, hosts, hosts.map((sentence) => sentence.text).join(' '))
  const input = inputOf(text, evidence)
  const findings = [...checks.flatMap((check) => check(input)), ...attribute(input, 'author').findings]
  const rejections = rejectionsOf(findings)
  return rejections.length > 0 ? { state: 'rejected', rejections } : { state: 'passed', doubts: doubtsOf(findings) }
}
