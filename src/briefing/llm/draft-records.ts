import type { Rejection } from '../draft.ts'
import type { CardPlace, DraftRecord, Outcome } from '../record.ts'
import type { CheckedClaim, CheckedSynopsisSentence } from './check.ts'
import type { NumberedText } from './types.ts'

/** Why a draft that code passed is not shown. */
export type Late = { readonly outcome: Outcome; readonly rejections: readonly Rejection[] }

export const claimRecord = (entry: CheckedClaim, late: Late | undefined, place: CardPlace | undefined): DraftRecord => {
  const { draft, verdict } = entry
  const facts = { text: draft.text, sentences: [draft.sentence], quote: draft.quote, place }
  if (verdict.state === 'rejected') {
    return { ...facts, outcome: 'rejected', rejections: verdict.rejections, doubts: [], repairs: [] }
  }
  const outcome = late?.outcome ?? (place === 'retold' ? 'shown' : 'not-chosen')
  const { doubts, repairs } = verdict
  return { ...facts, outcome, rejections: late?.rejections ?? [], doubts, repairs }
}

/** The record of a sentence that the model chose without retelling it. */
export const choiceRecord = (number: number, { sentences }: NumberedText, place: CardPlace): DraftRecord => ({
  text: sentences[number - 1]?.text ?? '',
  sentences: [number],
  quote: undefined,
  outcome: place === 'own-words' ? 'shown' : 'not-chosen',
  place,
  rejections: [],
  doubts: [],
  repairs: [],
})

export const synopsisRecord = (
  { draft, rejections, doubts }: CheckedSynopsisSentence,
  late: Late | undefined,
  isShown: boolean,
): DraftRecord => ({
  text: draft.text,
  sentences: draft.sentences,
  quote: undefined,
  outcome: rejections.length > 0 ? 'rejected' : (late?.outcome ?? (isShown ? 'shown' : 'not-chosen')),
  place: undefined,
  rejections: late?.rejections ?? rejections,
  doubts,
  repairs: [],
})
