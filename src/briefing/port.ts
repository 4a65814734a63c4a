import type { Commentary } from '../commentary/commentary.ts'
import type { BriefingRecord } from './record.ts'

export type { Commentary } from '../commentary/commentary.ts'
export { type BriefingRecord, outcomeWords } from './record.ts'

/** What sort of statement a claim is. Absent when the engine is not sure: no label is better than a wrong one. */
export type ClaimKind = 'assessment' | 'forecast' | 'recommendation' | 'quoted-view' | 'fact'

/** Whose view it is: the author's, or somebody's whom the author quotes, by the name that the text gives. */
export type Holder = { readonly type: 'author' } | { readonly type: 'quoted'; readonly name: string }

/** A verbatim slice: `text === textOf(commentary).text.slice(start, end)`. */
export type Quote = { readonly text: string; readonly start: number; readonly end: number }

/**
 * Where a claim's text comes from. `model`: retold by a model, checked by code and supported by a judge. `chosen`: the
 * commentary's own words, a sentence that a model named. `extract`: the commentary's own words, chosen by program.
 */
export type Origin = 'model' | 'chosen' | 'extract'

/**
 * Words in square brackets, ours and no part of the quote: what “he”, “these ports” or “JI” means. They stand word for word
 * in the three sentences before the quote, the subhead or the title; a short form’s, where the text spells it out. `at`: the offset into the text behind which they are shown.
 */
export type Bracket = { readonly at: number; readonly text: string }

/** A statement with the words of the commentary that it rests on. */
export type Claim = {
  readonly text: string
  readonly origin: Origin
  readonly kind: ClaimKind | undefined
  readonly holder: Holder
  readonly quote: Quote
  /** The sentence before, where the quote cannot be read without it: shown small, counted as quoted, no claim itself. */
  readonly context?: Quote | undefined
  /** What words of the quote mean, in the order of the text; counted as quoted. */
  readonly brackets?: readonly Bracket[] | undefined
  /** The subhead that the quote stands under. */
  readonly section: string | undefined
  /** Its place among the claims, from 1, where some of them are not shown; else that is its place in the list. */
  readonly number?: number
}

/**
 * `author`: the commentary's own synopsis, credited. `publisher`: what the publisher says of the text, credited, where the
 * author gives no synopsis. `extract`: sentences of the body. `model`: written by a model, every
 * sentence verified; its quotes are the sentences that it rests on.
 */
export type Synopsis = {
  readonly source: 'author' | 'publisher' | 'extract' | 'model'
  readonly text: string
  readonly quotes: readonly Quote[]
}

/** Why a briefing holds no claims of the commentary. */
export type Gap =
  | 'too-short'
  | 'not-english'
  | 'excerpt'
  | 'nothing-to-quote'
  | 'taken-down'
  | 'no-permission'
  | 'disputed'

export type Briefing = {
  /** `llm` where a model retold or chose anything that is shown; `extractive`, too, where a model was asked in vain. */
  readonly engine: 'extractive' | 'llm'
  /** Changes when the engine would brief the same commentary differently. */
  readonly version: string
  /** Undefined where the text holds no sentence fit to show. */
  readonly synopsis: Synopsis | undefined
  /** 3-5 where the text allows it, the most important first; fewer, or none, for a text too short to be argued. */
  readonly claims: readonly Claim[]
  /** Why there are no claims; undefined where there are. */
  readonly gap?: Gap | undefined
  /** What was asked of a model and what became of its drafts; undefined where none is configured. */
  readonly record?: BriefingRecord | undefined
}

/** Makes a briefing of a commentary. Rejects only when `signal` is aborted; an engine handles its own faults. */
export type Engine = (commentary: Commentary, signal: AbortSignal) => Promise<Briefing>

/** The version of the briefings of an installation that may not quote. */
export const synopsisOnlyVersion = 'synopsis-only'
