import type { Rejection } from '../draft.ts'
import type { Claim } from '../port.ts'
import type { DraftRecord, Outcome } from '../record.ts'
import type { CheckedClaim, CheckedSynopsisSentence } from './check.ts'

/** Why a draft that code let pass is not shown. */
export type Late = { readonly outcome: Outcome; readonly rejections: readonly Rejection[] }

/** What tells a shown claim from another: its words and where its quote stands. */
export const claimKey = ({ text, quote }: Claim): string => `${quote.start} ${quote.end} ${text}`

/** `shown` loses what was found in it: where both drafts say the same, one of them is shown. */
export const claimRecord = (entry: CheckedClaim, late: Late | undefined, shown: Set<string>): DraftRecord => {
  const { draft, round, verdict } = entry
  const facts = { text: draft.text, sentences: [draft.sentence], quote: draft.quote, round }
  if (verdict.state === 'rejected') {
    return { ...facts, outcome: 'rejected', rejections: verdict.rejections, doubts: [], repairs: [] }
  }
  const { claim, doubts, repairs } = verdict
  const outcome = late?.outcome ?? (shown.delete(claimKey(claim)) ? 'shown' : 'not-chosen')
  return { ...facts, outcome, rejections: late?.rejections ?? [], doubts, repairs }
}

export const synopsisRecord = (
  { draft, round, rejections, doubts }: CheckedSynopsisSentence,
  late: Late | undefined,
  isShown: boolean,
): DraftRecord => ({
  text: draft.text,
  sentences: draft.sentences,
  quote: undefined,
  round,
  outcome: rejections.length > 0 ? 'rejected' : (late?.outcome ?? (isShown ? 'shown' : 'not-chosen')),
  rejections: late?.rejections ?? rejections,
  doubts,
  repairs: [],
})
