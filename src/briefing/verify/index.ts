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
import { withoutAuthorFrame } from './author-frame.ts'
import { fault } from './check.ts'
import type { Check, CheckInput, Evidence, Finding } from './check.ts'
import { checkConditions, checkQuestion } from './conditions.ts'
import { checkDateSides } from './dates.ts'
import { checkDegrees } from './degrees.ts'
import { checkDenial } from './denial.ts'
import { checkDuty } from './duty.ts'
import { checkFrames } from './frames.ts'
import { checkModality } from './modality.ts'
import { checkNames } from './names.ts'
import { excerptOf, longestQuote } from './excerpt.ts'
import type { NumberedText } from './number-sentences.ts'
import { checkNewWords } from './new-words.ts'
import { checkNumberRoles, checkNumbers } from './numbers.ts'
import { checkOrder } from './order.ts'
import { checkPolarity } from './polarity.ts'
import { checkQuantity } from './quantity.ts'
import { readText } from './reading.ts'
import { checkRates } from './rates.ts'
import { checkRoles } from './roles.ts'
import { checkSafety } from './safety.ts'
import { checkHolderShape, checkShape } from './shape.ts'
import { locate } from './span.ts'
import type { Span } from './span.ts'
import { checkSupport } from './support.ts'
import { checkTense } from './tense.ts'
import { readTerms } from './terms.ts'
import { namesOf } from './text-names.ts'
import { checkTitles } from './titles.ts'
import { checkWording } from './wording.ts'

export { chooseClaims } from './choose-claims.ts'
export { numberSentences } from './number-sentences.ts'
export type { NumberedText } from './number-sentences.ts'

/** Changes whenever a stored draft might be judged otherwise than before. */
export const verifierVersion = '2'

const checks: readonly Check[] = [
  checkNumbers,
  checkNumberRoles,
  checkRates,
  checkDateSides,
  checkNames,
  checkTitles,
  checkDenial,
  checkFrames,
  checkPolarity,
  checkAntonyms,
  checkModality,
  checkTense,
  checkDuty,
  checkConditions,
  checkQuestion,
  checkQuantity,
  checkDegrees,
  checkOrder,
  checkRoles,
  checkWording,
  checkNewWords,
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

type Hosts = readonly [NumberedSentence, ...NumberedSentence[]]

const evidenceOf = (numbered: NumberedText, hosts: Hosts): Evidence => {
  const [first] = hosts
  const around = numbered.sentences.filter((sentence) => sentence.blockIndex === first.blockIndex)
  const before = numbered.sentences.slice(Math.max(0, first.number - 3), first.number - 1)
  const numbers = hosts.map((sentence) => sentence.number)
  const texts = [numbered.title, first.section ?? '', ...[...before, ...around].map(({ text }) => text)]
  const context = texts.join('\n')
  return {
    host: readText(hosts.map((sentence) => sentence.text).join(' ')),
    label: numbers.length === 1 ? `sentence ${first.number}` : `sentences ${numbers.join(' and ')}`,
    context,
    contextTerms: [
      ...readTerms(`${numbered.title}\n${first.section ?? ''}`),
      ...[...before, ...around].flatMap(({ number }) => namesOf(numbered).terms[number - 1] ?? []),
    ],
    start: first.start,
    end: hosts.at(-1)?.end ?? first.end,
    numbered,
  }
}

const inputOf = (claim: string, evidence: Evidence): CheckInput => {
  const reading = readText(withoutAuthorFrame(claim, evidence.numbered.authors))
  return { claim: reading, evidence, alignment: align(reading, evidence.host) }
}

/** How what is shown differs from what the draft quotes, marks aside. */
const widening = (text: string, run: Span, quote: Span): string[] => {
  const hasWords = (from: number, to: number): boolean => /[\p{L}\p{N}]/u.test(text.slice(from, to))
  if (hasWords(quote.start, run.start) || hasWords(run.end, quote.end)) return ['quote widened to whole clauses']
  if (hasWords(run.start, quote.start) || hasWords(quote.end, run.end)) return ['quote shortened to whole clauses']
  return []
}

const tooLong = (host: NumberedSentence): Finding =>
  fault(
    'QUOTE_LONG',
    `rests on parts of sentence ${host.number} that are too far apart to be shown in ${longestQuote} words; claim less of it, or choose another`,
  )

/**
 * Holds a drafted claim against the commentary: rejects it with every reason that was found, or passes it with the source's
 * own words as its quote. Pure, and never throws, whatever the draft says.
 */
export const verifyClaim = (draft: DraftClaim, numbered: NumberedText): ClaimVerdict => {
  const text = draft.text.trim()
  const shape = [...checkShape(text), ...checkHolderShape(draft.holder)]
  const early = shape.length > 0 ? shape : [...checkSafety(text), ...checkSafety(draft.holder)]
  if (early.length > 0) return { state: 'rejected', rejections: rejectionsOf(early) }
  const located = locate(numbered, draft)
  if (located.state === 'refused') return { state: 'rejected', rejections: [toRejection(located.finding)] }
  const { host, run } = located
  const input = inputOf(text, evidenceOf(numbered, [host]))
  const attribution = attribute(input, draft.holder)
  const excerpt = excerptOf(numbered.text, host, run, input)
  const findings = [
    ...checks.flatMap((check) => check(input)),
    ...attribution.findings,
    ...(excerpt === undefined ? [tooLong(host)] : []),
  ]
  const rejections = rejectionsOf(findings)
  if (rejections.length > 0 || excerpt === undefined) return { state: 'rejected', rejections }
  const { start, end } = excerpt
  const quote = { text: numbered.text.slice(start, end), start, end }
  const holder: Holder =
    attribution.holder === undefined ? { type: 'author' } : { type: 'quoted', name: attribution.holder }
  const claim = { text, origin: 'model' as const, kind: draft.kind, holder, quote, section: host.section }
  const repairs = [...located.repairs, ...widening(numbered.text, run, quote)]
  return { state: 'passed', claim, repairs, doubts: doubtsOf(findings) }
}

/** With the whole text for evidence almost any sentence would pass. */
const mostSynopsisHosts = 6

const synopsisHosts = (sentences: readonly number[], numbered: NumberedText): Hosts | Finding => {
  const [first, ...rest] = [...new Set(sentences)]
    .sort((a, b) => a - b)
    .flatMap((number) => numbered.sentences[number - 1] ?? [])
  if (first === undefined) return fault('SENTENCE', 'names no sentence of the text; name the ones that it rests on')
  if (rest.length >= mostSynopsisHosts)
    return fault(
      'SENTENCE',
      `names ${rest.length + 1} sentences; name the ${mostSynopsisHosts} that bear it out at most`,
    )
  const unfit = [first, ...rest].find((sentence) => !sentence.isEligible)
  return unfit === undefined
    ? [first, ...rest]
    : fault('SOURCE_UNSAFE', `rests on sentence ${unfit.number}, which may not be shown; choose another`)
}

/**
 * Holds a drafted synopsis sentence against all the sentences that it names together. A view that they report must be given
 * to its holder in the sentence itself. Pure, and never throws.
 */
export const verifySynopsisSentence = (draft: DraftSynopsisSentence, numbered: NumberedText): SynopsisVerdict => {
  const text = draft.text.trim()
  const shape = checkShape(text)
  const early = shape.length > 0 ? shape : checkSafety(text)
  if (early.length > 0) return { state: 'rejected', rejections: rejectionsOf(early) }
  const hosts = synopsisHosts(draft.sentences, numbered)
  if ('code' in hosts) return { state: 'rejected', rejections: [toRejection(hosts)] }
  const input = inputOf(text, evidenceOf(numbered, hosts))
  const findings = [...checks.flatMap((check) => check(input)), ...attribute(input, 'author').findings]
  const rejections = rejectionsOf(findings)
  return rejections.length > 0 ? { state: 'rejected', rejections } : { state: 'passed', doubts: doubtsOf(findings) }
}
