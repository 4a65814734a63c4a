import type { NumberedBracket } from './brackets.ts'
import type { Claim } from './port.ts'

/** A sentence of the commentary as a model sees it, numbered from 1 through the text; offsets into `textOf().text`. */
export type NumberedSentence = {
  readonly number: number
  readonly text: string
  readonly start: number
  readonly end: number
  readonly block: 'synopsis' | 'paragraph'
  /** Index of the block among the text's blocks: sentences of one paragraph share it. */
  readonly blockIndex: number
  /** The subhead above it. */
  readonly section: string | undefined
  /**
   * False if it must not be evidence: it contains a link, a mention, code or words addressed to a reader or a model, or
   * is too long.
   */
  readonly isEligible: boolean
}

/** A claim as a model drafted it; not checked yet. */
export type DraftClaim = {
  readonly text: string
  /** The number of the sentence that supports it. */
  readonly sentence: number
  /** The words that the model means to quote. */
  readonly quote: string
  /** `author`, or the name of the person whom the text quotes. */
  readonly holder: string
}

export type DraftSynopsisSentence = { readonly text: string; readonly sentences: readonly number[] }

export type Draft = {
  readonly synopsis: readonly DraftSynopsisSentence[]
  readonly claims: readonly DraftClaim[]
  /** Used if a claim’s sentence is shown in its own words. */
  readonly brackets: readonly NumberedBracket[]
}

/** Why a draft was rejected: a code for records, and a sentence that a model can act on. */
export type Rejection = { readonly code: string; readonly message: string }

export type ClaimVerdict =
  | {
      readonly state: 'passed'
      /** Its quote consists of the source's own characters. */
      readonly claim: Claim
      /** What was corrected: a quote was set to the source’s characters, or extended to its sentence. */
      readonly repairs: readonly string[]
      /** Points that a judge should check; without a judge such a claim does not pass. */
      readonly doubts: readonly Rejection[]
    }
  | { readonly state: 'rejected'; readonly rejections: readonly Rejection[] }

export type SynopsisVerdict =
  | { readonly state: 'passed'; readonly doubts: readonly Rejection[] }
  | { readonly state: 'rejected'; readonly rejections: readonly Rejection[] }
