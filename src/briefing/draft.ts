import type { NumberedBracket } from './brackets.ts'
import type { Claim, ClaimKind } from './port.ts'

/** A sentence of the commentary as a model sees it: numbered from 1 across the text; offsets into `textOf().text`. */
export type NumberedSentence = {
  readonly number: number
  readonly text: string
  readonly start: number
  readonly end: number
  readonly block: 'synopsis' | 'paragraph'
  /** Index of the block among the text's blocks: sentences of one paragraph share it. */
  readonly blockIndex: number
  /** The subhead that it stands under. */
  readonly section: string | undefined
  /** False for a sentence with a link, a mention, code or words addressed to a reader or a model, or too long to be read: never evidence. */
  readonly isEligible: boolean
}

/** A claim as a model drafted it; nothing of it is trusted. */
export type DraftClaim = {
  readonly text: string
  /** The sentence that it rests on. */
  readonly sentence: number
  /** The words that the model believes to quote. */
  readonly quote: string
  readonly kind: ClaimKind
  /** `author`, or the name of whom the text quotes. */
  readonly holder: string
}

export type DraftSynopsisSentence = { readonly text: string; readonly sentences: readonly number[] }

export type Draft = {
  readonly synopsis: readonly DraftSynopsisSentence[]
  readonly claims: readonly DraftClaim[]
  /** For where a claim’s sentence is shown in its own words. */
  readonly brackets?: readonly NumberedBracket[] | undefined
}

/** Why a draft was refused: a code for records, and a sentence that a writer can act on. */
export type Rejection = { readonly code: string; readonly message: string }

export type ClaimVerdict =
  | {
      readonly state: 'passed'
      /** With the source's own characters as its quote. */
      readonly claim: Claim
      /** What was corrected on the way: a quote set to the source’s characters, or widened to its sentence. */
      readonly repairs: readonly string[]
      /** Reasons for which a judge should look; without a judge such a claim does not pass. */
      readonly doubts: readonly Rejection[]
    }
  | { readonly state: 'rejected'; readonly rejections: readonly Rejection[] }

export type SynopsisVerdict =
  | { readonly state: 'passed'; readonly doubts: readonly Rejection[] }
  | { readonly state: 'rejected'; readonly rejections: readonly Rejection[] }
