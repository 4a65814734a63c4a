import { textOf } from '../../commentary/commentary.ts'
import type { Rejection } from '../draft.ts'
import type { Claim, Quote, Synopsis } from '../port.ts'
import type { Answers } from './answers.ts'
import { type CheckedSynopsisSentence, hasPassed, overlap } from './check.ts'
import { claimKey, claimRecord, type Late, synopsisRecord } from './draft-records.ts'
import { judgeRejection } from './judge.ts'
import type { DraftRecord } from '../record.ts'
import { shownSection } from '../shown-section.ts'
import type { Brief } from './steps.ts'
import type { Verifier } from './types.ts'

/** What an engine without a model has to offer in its place. */
export type Extract = {
  readonly synopsis: Synopsis | undefined
  readonly claims: readonly Claim[]
}

export type Assembled = {
  readonly synopsis: Synopsis | undefined
  readonly claims: readonly Claim[]
  readonly records: { readonly claims: readonly DraftRecord[]; readonly synopsis: readonly DraftRecord[] }
}

const fewestClaims = 3
const mostClaims = 5
/** A briefing gives the author's case; what others say in it comes second. */
const mostQuotedViews = 2

/** The judge's no, or, without a judge, any doubt of the code's. */
const lateRejection = (answers: Answers, draft: object, doubts: readonly Rejection[]): Late | undefined => {
  const item = answers.items.get(draft)
  if (answers.judge.state === 'judged' && item !== undefined) {
    const rejection = judgeRejection(item, answers.judgements)
    return rejection === undefined ? undefined : { outcome: 'judged-out', rejections: [rejection] }
  }
  return doubts.length === 0 ? undefined : { outcome: 'doubted', rejections: doubts }
}

const withSafeSection = (claim: Claim): Claim => ({ ...claim, section: shownSection(claim.section) })

/** Without the views of others that are too many. */
const withFewViews = (claims: readonly Claim[]): Claim[] => {
  let views = 0
  return claims.filter(({ holder }) => {
    if (holder.type === 'quoted') views += 1
    return holder.type === 'author' || views <= mostQuotedViews
  })
}

/** The model's claims, and the text's own words where a claim failed or where there would be fewer than three. */
const fill = (
  chosen: readonly Claim[],
  extracts: readonly Claim[],
  wanted: number,
  choose: (claims: readonly Claim[]) => readonly Claim[],
): readonly Claim[] => {
  let claims = chosen
  for (const extract of extracts) {
    if (claims.length >= wanted) break
    if (claims.some((claim) => overlap(claim, extract))) continue
    const more = choose([...claims, extract])
    // Taken only where it pushes nothing else out.
    if (more.length > claims.length) claims = more
  }
  return claims
}

const synopsisOf = (sentences: readonly CheckedSynopsisSentence[], text: string): Synopsis => {
  const evidence = new Map(sentences.flatMap((sentence) => sentence.evidence).map((host) => [host.number, host]))
  const quotes: Quote[] = [...evidence.values()]
    .toSorted((one, other) => one.number - other.number)
    .map(({ start, end }) => ({ text: text.slice(start, end), start, end }))
  return { source: 'model', text: sentences.map(({ draft }) => draft.text.trim()).join(' '), quotes }
}

/**
 * The briefing out of what survived: the model's claims and synopsis where they passed every check, the extract's where
 * they did not. The words of a quote are cut from the text here once more, whatever anybody said that they are.
 */
export const assemble = (answers: Answers, brief: Brief, extract: Extract, verifier: Verifier): Assembled => {
  const { text } = textOf(brief.commentary)
  const { candidates, checked } = answers
  const choose = (claims: readonly Claim[]) => verifier.chooseClaims(withFewViews(claims), brief.numbered)
  const late = new Map<object, Late | undefined>()
  for (const { draft, verdict } of candidates.claims.filter(hasPassed)) {
    late.set(draft, lateRejection(answers, draft, verdict.doubts))
  }
  for (const { draft, doubts } of candidates.synopsis) late.set(draft, lateRejection(answers, draft, doubts))

  const supported = candidates.claims.filter(hasPassed).filter(({ draft }) => late.get(draft) === undefined)
  const isSlice = ({ quote }: Claim) => quote.text !== '' && quote.text === text.slice(quote.start, quote.end)
  const chosen = choose(
    supported
      .map(({ verdict }) => verdict.claim)
      .filter(isSlice)
      .map(withSafeSection),
  )
  const drafted = checked.claims.filter(({ round }) => round === 'first').length
  const wanted = Math.min(mostClaims, Math.max(fewestClaims, drafted))
  const claims = fill(chosen, extract.claims, wanted, choose)

  const isSynopsisShown =
    candidates.synopsis.length > 0 && candidates.synopsis.every(({ draft }) => late.get(draft) === undefined)
  const shown = new Set(claims.filter(({ origin }) => origin === 'model').map(claimKey))
  return {
    synopsis: isSynopsisShown ? synopsisOf(candidates.synopsis, text) : extract.synopsis,
    claims,
    records: {
      claims: checked.claims.map((entry) => claimRecord(entry, late.get(entry.draft), shown)),
      synopsis: checked.synopsis.map((sentence) => {
        const isShown = isSynopsisShown && candidates.synopsis.includes(sentence)
        return synopsisRecord(sentence, late.get(sentence.draft), isShown)
      }),
    },
  }
}
