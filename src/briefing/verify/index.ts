/*
 * Nothing that a model wrote is shown unless it stands here. A drafted claim goes through, in this order:
 *   shape, safety  one plain sentence, without links, mentions or hidden characters (shape.ts, safety.ts)
 *   place          the words that it quotes are found in the text, whatever their typography (locate.ts, span.ts)
 *   evidence       the claim and that sentence are read and laid side by side (evidence.ts, reading.ts, align.ts)
 *   checks         numbers, names, negation, certainty, quantity, order, support (checks.ts: one line for each)
 *   holder         the view is given to whom the text gives it (attribution.ts)
 *   excerpt        the source's own words that are shown: whole clauses, 35 words at most (excerpt.ts)
 * A finding is a fault, which rejects, or a doubt, which only a judge may settle. `lexicon/` holds the word lists.
 */
import type {
  ClaimVerdict,
  DraftClaim,
  DraftSynopsisSentence,
  NumberedSentence,
  Rejection,
  SynopsisVerdict,
} from '../draft.ts'
import type { Holder } from '../port.ts'
import { attribute } from './attribution.ts'
import { fault } from './check.ts'
import type { Finding } from './check.ts'
import { checks } from './checks.ts'
import { inputOf } from './evidence.ts'
import type { Hosts } from './evidence.ts'
import { excerptOf, longestQuote } from './excerpt.ts'
import type { NumberedText } from './number-sentences.ts'
import { checkSafety } from './safety.ts'
import { checkHolderShape, checkShape } from './shape.ts'
import { locate } from './span.ts'
import type { Span } from './span.ts'

export { numberSentences } from './number-sentences.ts'
export type { NumberedText } from './number-sentences.ts'

/** Changes whenever a stored draft might be judged otherwise than before. */
export const verifierVersion = '5'

const toRejection = ({ code, message }: Finding): Rejection => ({ code, message })

const rejectionsOf = (findings: readonly Finding[]): Rejection[] => {
  const seen = new Set<string>()
  return findings
    .filter((finding) => !finding.isDoubt && !seen.has(finding.message) && seen.add(finding.message))
    .map(toRejection)
}

const doubtsOf = (findings: readonly Finding[]): Rejection[] =>
  findings.filter((finding) => finding.isDoubt).map(toRejection)

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
  const input = inputOf(text, numbered, [host])
  const attribution = attribute(input, draft.holder)
  const excerpt = excerptOf(numbered.text, host, run, input)
  const findings = [
    ...located.findings,
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
  const input = inputOf(text, numbered, hosts)
  const findings = [...checks.flatMap((check) => check(input)), ...attribute(input, 'author').findings]
  const rejections = rejectionsOf(findings)
  return rejections.length > 0 ? { state: 'rejected', rejections } : { state: 'passed', doubts: doubtsOf(findings) }
}
