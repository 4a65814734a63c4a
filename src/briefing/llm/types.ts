import type { Commentary } from '../../commentary/commentary.ts'
import type { ClaimVerdict, DraftClaim, DraftSynopsisSentence, NumberedSentence, SynopsisVerdict } from '../draft.ts'
import type { Briefing, BriefingRecord } from '../port.ts'

/** A briefing with its record. `engine` says whose words it contains: `extractive` after a fallback. */
export type LlmBriefing = Briefing & { readonly record: BriefingRecord }

export type LlmEngine = (commentary: Commentary, signal: AbortSignal) => Promise<LlmBriefing>

/** The part of a numbered text that this engine uses. */
export type NumberedText = { readonly title: string; readonly sentences: readonly NumberedSentence[] }

/** The verifier, as it is passed in. */
export type Verifier = {
  numberSentences(commentary: Commentary): NumberedText
  verifyClaim(draft: DraftClaim, numbered: NumberedText): ClaimVerdict
  verifySynopsisSentence(draft: DraftSynopsisSentence, numbered: NumberedText): SynopsisVerdict
  readonly verifierVersion: string
}

/** The methods of a cache that this engine needs: Keyv has them. */
export type Cache = {
  get(key: string): Promise<unknown>
  set(key: string, value: unknown, ttlMs?: number): Promise<unknown>
}
