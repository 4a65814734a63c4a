/*
 * Nothing that a model retold is shown unless it passes here and a judge supports it. The steps for a drafted claim, in order:
 *   form      it is one plain sentence, without links, mentions or hidden characters (safety.ts)
 *   place     its quote is found in the text, whatever the typography (locate.ts)
 *   pair      the words of claim and sentence are paired (tokens.ts, cues.ts, pair.ts)
 *   checks    one line for each below; they compare the cues in ../rules/cues.tsv (compare.ts)
 *   holder    it attributes the view to the same person as the text (holder.ts)
 *   excerpt   the source's own words that are shown (excerpt.ts)
 *   weight    a guess counts only in a claim that is suspect by several measures together (difference.ts)
 * A finding that is certain rejects the claim; any other is a hint for the judge.
 */
import type {
  ClaimVerdict,
  DraftClaim,
  DraftSynopsisSentence,
  NumberedSentence,
  Rejection,
  SynopsisVerdict,
} from '../draft.ts'
import { kindOf } from '../kind.ts'
import type { Holder } from '../port.ts'
import { rulesDigest } from '../rules/load.ts'
import * as compare from './compare.ts'
import { excerptOf, longestQuote } from './excerpt.ts'
import { checkFigures } from './check-figures.ts'
import { attribute } from './holder.ts'
import { checkNames } from './names.ts'
import type { NumberedText } from './number-sentences.ts'
import { type Finding, type Pair, pairOf, readSide, type Side, sure } from './pair.ts'
import { checkForm } from './safety.ts'
import { locate, type Span } from './locate.ts'
import { readTokens, type Token } from './tokens.ts'
import { checkSupport, weigh } from './difference.ts'

export { numberSentences, type NumberedText } from './number-sentences.ts'

type Check = (pair: Pair) => Finding[]

/** The checks of a claim besides form, quote and holder, by their name in the ablation. */
export const checks: Readonly<Record<string, Check>> = {
  figures: checkFigures,
  names: checkNames,
  negation: compare.checkNegation,
  certainty: compare.checkCertainty,
  quantity: compare.checkQuantity,
  only: compare.checkOnly,
  superlative: compare.checkSuperlative,
  condition: compare.checkCondition,
  cause: compare.checkCause,
  report: compare.checkReport,
  opposites: compare.checkOpposites,
  support: checkSupport,
}

/** The findings of all checks, or of all except one, before they are weighed. */
export const findingsOf = (pair: Pair, leftOut?: string): Finding[] =>
  Object.entries(checks).flatMap(([name, check]) => (name === leftOut ? [] : check(pair)))

/** Increase it when the code that applies the rules changes; a change of the rules changes the version by itself. */
const engines = '26'

/** Changes whenever a stored draft might get another verdict. */
export const verifierVersion = `${engines}.${rulesDigest}`

const toRejection = ({ code, message }: Finding): Rejection => ({ code, message })

const distinct = (findings: readonly Finding[]): Rejection[] => [
  ...new Map(findings.map((finding) => [finding.message, toRejection(finding)])).values(),
]

const rejectionsOf = (findings: readonly Finding[]): Rejection[] =>
  distinct(findings.filter(({ weight }) => weight === 'sure'))
const hintsOf = (findings: readonly Finding[]): Rejection[] =>
  distinct(findings.filter(({ weight }) => weight !== 'sure'))

/** Computed once for each text. */
const wholes = new WeakMap<NumberedText, readonly Token[]>()
const sides = new WeakMap<NumberedSentence, Side>()

const wholeOf = (numbered: NumberedText): readonly Token[] => {
  const found = wholes.get(numbered) ?? readTokens([numbered.title, ...numbered.authors, numbered.text].join('.\n'))
  wholes.set(numbered, found)
  return found
}

const sideOf = (hosts: readonly NumberedSentence[]): Side => {
  const [first, second] = hosts
  if (first === undefined || second !== undefined) return readSide(hosts.map(({ text }) => text).join(' '))
  const found = sides.get(first) ?? readSide(first.text)
  sides.set(first, found)
  return found
}

/** Title, authors, subhead, the author's synopsis, the sentences' paragraphs and the paragraph before. */
const contextOf = (hosts: readonly NumberedSentence[], { title, authors, sentences }: NumberedText): string =>
  [
    title,
    ...authors,
    ...hosts.flatMap(({ section }) => section ?? []),
    ...sentences.flatMap(({ block, blockIndex, text }) =>
      block === 'synopsis' ||
      hosts.some((host) => host.blockIndex - blockIndex === 0 || host.blockIndex - blockIndex === 1)
        ? [text]
        : [],
    ),
  ].join('.\n')

/** A claim paired with the sentences that support it. */
export const layOut = (claim: string, hosts: readonly NumberedSentence[], numbered: NumberedText): Pair =>
  pairOf(readSide(claim), sideOf(hosts), {
    label: `sentence ${hosts.map(({ number }) => number).join(', ')}`,
    context: readTokens(contextOf(hosts, numbered)),
    whole: wholeOf(numbered),
  })

/** How the shown quote differs from the drafted one, apart from punctuation. */
const widening = (text: string, run: Span, quote: Span): string[] => {
  const hasWords = (from: number, to: number): boolean => /[\p{L}\p{N}]/u.test(text.slice(from, to))
  if (hasWords(quote.start, run.start) || hasWords(run.end, quote.end)) return ['quote widened to whole clauses']
  if (hasWords(run.start, quote.start) || hasWords(quote.end, run.end)) return ['quote shortened to whole clauses']
  return []
}

const tooLong = ({ number }: NumberedSentence): Finding =>
  sure(
    'QUOTE_LONG',
    `rests on parts of sentence ${number} that are too far apart to be shown in ${longestQuote} words; claim less of it, or choose another`,
  )

const isQuestion = ({ text }: NumberedSentence): boolean => /\?[”’"')\]]*$/u.test(text)

const ofQuestion = (host: NumberedSentence, claim: string): Finding[] =>
  isQuestion(host) && !/\?$|\b(?:ask|wonder|question)(?:s|ed)?\b/u.test(claim)
    ? [sure('QUESTION', `makes a statement of the question in sentence ${host.number}; choose another`)]
    : []

/**
 * Checks a drafted claim against the commentary: rejects it with all reasons that are certain, or passes it with the
 * source's own words as its quote and with hints for the judge. Pure, and never throws, whatever the draft contains.
 */
export const verifyClaim = (draft: DraftClaim, numbered: NumberedText): ClaimVerdict => {
  const text = draft.text.trim()
  const form = checkForm(text, draft.holder)
  if (form.length > 0) return { state: 'rejected', rejections: rejectionsOf(form) }
  const located = locate(numbered, draft)
  if ('code' in located) return { state: 'rejected', rejections: [toRejection(located)] }
  const { host, run } = located
  const pair = layOut(text, [host], numbered)
  const attribution = attribute(pair, numbered, host.number, draft.holder)
  const excerpt = excerptOf(numbered.text, host, run, pair)
  const findings = [
    ...located.findings,
    ...ofQuestion(host, text),
    ...weigh(pair, [...findingsOf(pair), ...attribution.findings]),
    ...(excerpt === undefined ? [tooLong(host)] : []),
  ]
  const rejections = rejectionsOf(findings)
  if (rejections.length > 0 || excerpt === undefined) return { state: 'rejected', rejections }
  const { start, end } = excerpt
  const quote = { text: numbered.text.slice(start, end), start, end }
  const holder: Holder =
    attribution.holder === undefined ? { type: 'author' } : { type: 'quoted', name: attribution.holder }
  const claim = { text, origin: 'model' as const, kind: kindOf(text, holder), holder, quote, section: host.section }
  const repairs = [...located.repairs, ...widening(numbered.text, run, quote)]
  return { state: 'passed', claim, repairs, doubts: hintsOf(findings) }
}

/** With the full text as evidence almost any sentence would pass. */
const mostSynopsisHosts = 6

const synopsisHosts = (
  numbers: readonly number[],
  { sentences }: NumberedText,
): readonly NumberedSentence[] | Finding => {
  const hosts = [...new Set(numbers)].sort((a, b) => a - b).flatMap((number) => sentences[number - 1] ?? [])
  if (hosts.length === 0) return sure('SENTENCE', 'names no sentence of the text; name the ones that it rests on')
  if (hosts.length > mostSynopsisHosts)
    return sure('SENTENCE', `names ${hosts.length} sentences; name the ${mostSynopsisHosts} that it rests on at most`)
  const unfit = hosts.find((sentence) => !sentence.isEligible)
  return unfit === undefined
    ? hosts
    : sure('SOURCE_UNSAFE', `rests on sentence ${unfit.number}, which may not be shown; choose another`)
}

/**
 * Checks a drafted synopsis sentence against all sentences that it names together. If these report a view, the sentence
 * itself must name the holder. Pure, and never throws.
 */
export const verifySynopsisSentence = (draft: DraftSynopsisSentence, numbered: NumberedText): SynopsisVerdict => {
  const text = draft.text.trim()
  const form = checkForm(text, 'author')
  if (form.length > 0) return { state: 'rejected', rejections: rejectionsOf(form) }
  const hosts = synopsisHosts(draft.sentences, numbered)
  if ('code' in hosts) return { state: 'rejected', rejections: [toRejection(hosts)] }
  const pair = layOut(text, hosts, numbered)
  const findings = [
    ...hosts.flatMap((host) => (hosts.length === 1 ? ofQuestion(host, text) : [])),
    ...weigh(pair, [
      ...findingsOf(pair),
      ...hosts.flatMap((host) => attribute(pair, numbered, host.number, 'author').findings),
    ]),
  ]
  const rejections = rejectionsOf(findings)
  return rejections.length > 0 ? { state: 'rejected', rejections } : { state: 'passed', doubts: hintsOf(findings) }
}
