import type { Commentary } from '../commentary/commentary.ts'
import type { BriefingRecord } from './record.ts'

export type { Commentary } from '../commentary/commentary.ts'
export { type BriefingRecord, outcomeWords } from './record.ts'

/** What sort of statement a claim is. Absent if the engine is not sure, because no label is better than a wrong one. */
export type ClaimKind = 'assessment' | 'forecast' | 'recommendation' | 'quoted-view' | 'fact'

/** Whose view it is: the author's, or that of somebody whom the author quotes, with the name that the text gives. */
export type Holder = { readonly type: 'author' } | { readonly type: 'quoted'; readonly name: string }

/** A verbatim slice: `text === textOf(commentary).text.slice(start, end)`. */
export type Quote = { readonly text: string; readonly start: number; readonly end: number }

/**
 * Where a claim's text comes from. `model`: retold by a model, checked by code and supported by a judge. `chosen`: a
 * sentence of the commentary that a model chose. `extract`: a sentence of the commentary that the program chose.
 */
export type Origin = 'model' | 'chosen' | 'extract'

/**
 * Words in square brackets, which the program inserts into a quote: the meaning of “he”, “these ports” or “JI”. They
 * occur word for word in the three sentences before the quote, the subhead or the title; the meaning of an
 * abbreviation, where the text introduces it. `at`: the offset into the text after which they are shown.
 */
export type Bracket = { readonly at: number; readonly text: string }

/** A statement with the words of the commentary that support it. */
export type Claim = {
  readonly text: string
  readonly origin: Origin
  readonly kind: ClaimKind | undefined
  readonly holder: Holder
  readonly quote: Quote
  /**
   * The sentence before, if the quote cannot be understood without it: shown small, counted as quoted, not a claim
   * itself.
   */
  readonly context?: Quote | undefined
  /** The meaning of words of the quote, in the order of the text; counted as quoted. */
  readonly brackets?: readonly Bracket[] | undefined
  /** The subhead above the quote. */
  readonly section: string | undefined
  /** Its position among the claims, from 1, if some of them are not shown; otherwise its position in the list. */
  readonly number?: number
}

/**
 * `author`: the commentary's own synopsis, credited. `publisher`: the publisher's description, credited, if the author
 * gives no synopsis. `extract`: sentences of the body. `model`: written by a model, every sentence verified; its quotes
 * are the sentences that support it.
 */
export type Synopsis = {
  readonly source: 'author' | 'publisher' | 'extract' | 'model'
  readonly text: string
  readonly quotes: readonly Quote[]
}

/** Why a briefing has no claims. */
export type Gap =
  | 'too-short'
  | 'not-english'
  | 'excerpt'
  | 'nothing-to-quote'
  | 'taken-down'
  | 'no-permission'
  | 'disputed'

export type Briefing = {
  /** `llm` if a model retold or chose anything that is shown; otherwise `extractive`, even if a model was asked. */
  readonly engine: 'extractive' | 'llm'
  /** Changes if the engine would brief the same commentary differently. */
  readonly version: string
  /** Undefined if the text contains no sentence that may be shown. */
  readonly synopsis: Synopsis | undefined
  /** 3-5 if the text allows it, the most important first; fewer, or none, for a text that is too short. */
  readonly claims: readonly Claim[]
  /** Why there are no claims; undefined where there are. */
  readonly gap?: Gap | undefined
  /** What a model was asked and what became of its drafts; undefined if no model is configured. */
  readonly record?: BriefingRecord | undefined
}

/** Makes a briefing of a commentary. Rejects only if `signal` is aborted; an engine handles its own faults. */
export type Engine = (commentary: Commentary, signal: AbortSignal) => Promise<Briefing>

/** The version of briefings in an installation that may not quote. */
export const synopsisOnlyVersion = 'synopsis-only'
