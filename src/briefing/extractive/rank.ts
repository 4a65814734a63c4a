import type { Signals } from './signals.ts'
import type { Speaker } from '../text/speakers.ts'

/** What one unit of each signal is worth; what repeats the synopsis is held against a sentence whatever else it is. */
export type Weights = Readonly<Record<Exclude<keyof Signals, 'repeatsSynopsis'>, number>>

/**
 * What each signal is worth, in grades: 2 for a core claim, 1 for an acceptable one, 0 for background. Ridge regression over
 * the annotated commentaries; `node bench/briefing/fit.ts` prints these figures anew, and how they fare on authors that were
 * left out of the fit.
 */
const weights: Weights = {
  modal: 0.29,
  advice: 0.53,
  assessment: 0.15,
  cleft: 0.32,
  contrast: 0.21,
  background: -0.2,
  past: -0.08,
  date: -0.12,
  figures: -0.13,
  names: -0.06,
  scene: -0.15,
  centrality: 0.11,
  likeTitle: 0.14,
  likeSynopsis: 0.46,
  progress: 0.16,
  endsIntroduction: 0.21,
  endsParagraph: 0.14,
  standsApart: 0.28,
  length: 0.37,
}

const repetitionPenalty = 0.8
/** The briefing is of the author's case: what others say comes in where little else fits. */
const quotedPenalty = 0.8

/** How good a key claim the sentence would make: about 0 for background, 2 for the core of the case. */
export const scoreOf = (signals: Signals, voice: Speaker, worth: Weights = weights): number => {
  let score = -repetitionPenalty * signals.repeatsSynopsis
  for (const [name, weight] of Object.entries(worth)) score += weight * signals[name as keyof Signals]
  return voice.type === 'quoted' ? score - quotedPenalty : score
}
