import type { Draft, DraftClaim, DraftSynopsisSentence, NumberedSentence, Rejection } from '../draft.ts'
import type { Claim } from '../port.ts'
import type { NumberedText } from '../verify/index.ts'
import type { ModelInput } from './model-input.ts'

/** The verifier, as it is passed in. */
export type Verifier = Pick<
  typeof import('../verify/index.ts'),
  'numberSentences' | 'verifyClaim' | 'verifySynopsisSentence' | 'verifierVersion'
>

/** A drafted claim or synopsis sentence, and what code found in it. */
export type Checked<Drafted> = {
  readonly draft: Drafted
  /** The claim that may be shown if the judge agrees; undefined if code rejects it, and for a synopsis sentence. */
  readonly claim?: Claim
  /** Empty if code passes it. */
  readonly rejections: readonly Rejection[]
  readonly doubts: readonly Rejection[]
  readonly repairs: readonly string[]
  /** The sentences that support it, as they are in the text. */
  readonly evidence: readonly NumberedSentence[]
}

export type CheckedDraft = {
  readonly claims: readonly Checked<DraftClaim>[]
  readonly synopsis: readonly Checked<DraftSynopsisSentence>[]
}

const notOffered = (numbers: readonly number[]): readonly Rejection[] => [
  {
    code: 'NOT_OFFERED',
    message: `There is no sentence numbered ${numbers.join(', ')} among those given; name one that is.`,
  },
]

/**
 * Verifies every drafted sentence. A draft that names a sentence which the model was not shown is rejected here, so
 * that text withheld from the model cannot become evidence.
 */
export const checkDraft = (
  draft: Draft,
  { numbered, input, verifier }: { numbered: NumberedText; input: ModelInput; verifier: Verifier },
): CheckedDraft => {
  const offered = new Map(input.sentences.map((sentence) => [sentence.number, sentence]))
  const nothing = { rejections: [], doubts: [], repairs: [], evidence: [] }

  const checkClaim = (claim: DraftClaim): Checked<DraftClaim> => {
    const named = offered.get(claim.sentence)
    if (named === undefined) return { ...nothing, draft: claim, rejections: notOffered([claim.sentence]) }
    // If a server omitted the quote, the number alone identifies the sentence.
    const quote = claim.quote.trim() === '' ? named.text : claim.quote
    const { state: _, ...verdict } = verifier.verifyClaim({ ...claim, quote }, numbered)
    const evidence = 'claim' in verdict ? hostsOf(numbered, verdict.claim) : []
    return { ...nothing, draft: claim, ...verdict, evidence }
  }

  const checkSentence = (sentence: DraftSynopsisSentence): Checked<DraftSynopsisSentence> => {
    const evidence = sentence.sentences.flatMap((number) => offered.get(number) ?? [])
    const missing = sentence.sentences.filter((number) => !offered.has(number))
    if (missing.length > 0 || evidence.length === 0)
      return { ...nothing, draft: sentence, rejections: notOffered(missing) }
    const { state: _, ...verdict } = verifier.verifySynopsisSentence(sentence, numbered)
    return { ...nothing, draft: sentence, ...verdict, evidence }
  }

  return { claims: draft.claims.map(checkClaim), synopsis: draft.synopsis.map(checkSentence) }
}

/** The sentences that a claim's quote overlaps. */
const hostsOf = ({ sentences }: NumberedText, { quote }: Claim): NumberedSentence[] =>
  sentences.filter(({ start, end }) => start < quote.end && end > quote.start)
