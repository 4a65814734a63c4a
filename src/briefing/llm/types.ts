import type { Commentary } from '../../commentary/commentary.ts'
import type {
  ClaimVerdict,
  DraftClaim,
  DraftSynopsisSentence,
  NumberedSentence,
  Rejection,
  SynopsisVerdict,
} from '../draft.ts'
import type { Claim, Synopsis } from '../port.ts'
import type { Fault } from './faults.ts'

/** Who wrote a claim's text: a model, verified against its quote, or nobody: the words are the commentary's own. */
export type Origin = 'model' | 'extract'

export type BriefedClaim = Claim & { readonly origin: Origin }

/** `model`: written by a model, every sentence verified; its quotes are the sentences that it rests on. */
export type BriefedSynopsis = Omit<Synopsis, 'source'> & { readonly source: Synopsis['source'] | 'model' }

/** A briefing with how it came about. `engine` says whose words it holds: `extractive` after a fall-back. */
export type LlmBriefing = {
  readonly engine: 'extractive' | 'llm'
  /** Changes when the engine would brief the same commentary differently. */
  readonly version: string
  readonly synopsis: BriefedSynopsis | undefined
  readonly claims: readonly BriefedClaim[]
  readonly record: BriefingRecord
}

export type LlmEngine = (commentary: Commentary, signal: AbortSignal) => Promise<LlmBriefing>

export type Tokens = { readonly in: number; readonly out: number }

/**
 * `shown`; `rejected` by code; `judged-out` by the judge; `doubted`: code had doubts and no judge was there to clear them;
 * `not-chosen`: true, but one too many, a repetition, or beyond the verbatim budget.
 */
export type Outcome = 'shown' | 'rejected' | 'judged-out' | 'doubted' | 'not-chosen'

/** What became of one drafted claim, or of one drafted synopsis sentence. */
export type DraftRecord = {
  readonly text: string
  readonly sentences: readonly number[]
  /** The words that the model believed to quote; undefined for a synopsis sentence. */
  readonly quote: string | undefined
  /** `first` answer, or the one `repair` that follows when something failed. */
  readonly round: 'first' | 'repair'
  readonly outcome: Outcome
  readonly rejections: readonly Rejection[]
  readonly doubts: readonly Rejection[]
  readonly repairs: readonly string[]
}

/** `judged`: every shown sentence of the model's was supported in a second call. */
export type JudgeState =
  | { readonly state: 'judged'; readonly model: string }
  | { readonly state: 'off' }
  | { readonly state: 'unreachable' }
  /** Nothing was left to judge. */
  | { readonly state: 'not-needed' }

/** How a briefing came about: kept with it, and shown by `--explain`. */
export type BriefingRecord = {
  readonly model: string
  /** Host of the server that was asked. */
  readonly server: string
  readonly promptVersion: string
  readonly verifierVersion: string
  readonly judge: JudgeState
  readonly claims: readonly DraftRecord[]
  readonly synopsis: readonly DraftRecord[]
  /** Spent on this commentary's answers, whenever they were given. */
  readonly tokens: Tokens
  /** Requests made in this run; 0 when every answer came from the cache. */
  readonly calls: number
  /** `part`: the text was too long for one call, and sentences were selected. */
  readonly extent: 'whole' | 'part'
  /** What kept the model from doing its work, in order; empty in the normal case. */
  readonly faults: readonly Fault[]
  /** True when a later run may do better: a machine was at fault, not the text. */
  readonly isRebriefWanted: boolean
  /** Not before this instant (milliseconds since 1970), where the other side named one. */
  readonly rebriefAfter: number | undefined
}

/** The part of a numbered text that this engine reads. */
export type NumberedText = { readonly sentences: readonly NumberedSentence[] }

/** The verifier, as it is passed in. */
export type Verifier = {
  numberSentences(commentary: Commentary): NumberedText
  verifyClaim(draft: DraftClaim, numbered: NumberedText): ClaimVerdict
  verifySynopsisSentence(draft: DraftSynopsisSentence, numbered: NumberedText): SynopsisVerdict
  /** Verified claims without repetitions, at most five and within the verbatim budget, in the order of the text. */
  chooseClaims(claims: readonly Claim[], numbered: NumberedText): readonly Claim[]
  readonly verifierVersion: string
}

/** What this engine needs of a cache: Keyv has it. */
export type Cache = {
  get(key: string): Promise<unknown>
  set(key: string, value: unknown, ttlMs?: number): Promise<unknown>
}
