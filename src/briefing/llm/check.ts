import type { ClaimVerdict, Draft, DraftClaim, DraftSynopsisSentence, NumberedSentence, Rejection } from '../draft.ts'
import type { Quote } from '../port.ts'
import type { ModelInput } from './model-input.ts'
import type { NumberedText, Verifier } from './types.ts'

export type CheckedClaim = { readonly draft: DraftClaim; readonly verdict: ClaimVerdict }

/** A claim that code passed, with its doubts. */
export type PassedClaim = CheckedClaim & { readonly verdict: Extract<ClaimVerdict, { state: 'passed' }> }

export type CheckedSynopsisSentence = {
  readonly draft: DraftSynopsisSentence
  readonly rejections: readonly Rejection[]
  readonly doubts: readonly Rejection[]
  /** The sentences that support it, as they are in the text. */
  readonly evidence: readonly NumberedSentence[]
}

export type Checked = {
  readonly claims: readonly CheckedClaim[]
  readonly synopsis: readonly CheckedSynopsisSentence[]
}

const notOffered = (numbers: readonly number[]): Rejection => ({
  code: 'NOT_OFFERED',
  message: `There is no sentence numbered ${numbers.join(', ')} among those given; name one that is.`,
})

/**
 * Verifies every drafted sentence. A draft that names a sentence which the model was not shown is rejected here, so
 * that text withheld from the model cannot become evidence.
 */
export const checkDraft = (
  draft: Draft,
  { numbered, input, verifier }: { numbered: NumberedText; input: ModelInput; verifier: Verifier },
): Checked => {
  const offered = new Map(input.sentences.map((sentence) => [sentence.number, sentence]))
  const unknown = (numbers: readonly number[]) => numbers.filter((number) => !offered.has(number))
  return {
    claims: draft.claims.map((claim) => {
      const named = offered.get(claim.sentence)
      // If a server omitted the quote, the number alone identifies the sentence.
      const verdict: ClaimVerdict =
        named === undefined
          ? { state: 'rejected', rejections: [notOffered([claim.sentence])] }
          : verifier.verifyClaim(claim.quote.trim() === '' ? { ...claim, quote: named.text } : claim, numbered)
      return { draft: claim, verdict }
    }),
    synopsis: draft.synopsis.map((sentence) => {
      const evidence = sentence.sentences.flatMap((number) => offered.get(number) ?? [])
      const checked = { draft: sentence, evidence }
      const missing = unknown(sentence.sentences)
      if (missing.length > 0 || evidence.length === 0)
        return { ...checked, rejections: [notOffered(missing)], doubts: [] }
      const verdict = verifier.verifySynopsisSentence(sentence, numbered)
      return verdict.state === 'passed'
        ? { ...checked, rejections: [], doubts: verdict.doubts }
        : { ...checked, rejections: verdict.rejections, doubts: [] }
    }),
  }
}

export const hasPassed = (checked: CheckedClaim): checked is PassedClaim => checked.verdict.state === 'passed'

/** The offered sentences that a quote overlaps. */
export const hostSentences = ({ sentences }: NumberedText, { start, end }: Quote): NumberedSentence[] =>
  sentences.filter((sentence) => sentence.start < end && sentence.end > start)
