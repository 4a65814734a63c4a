import type { Signals } from './signals.ts'
import type { Voice } from './voice.ts'

/** What one unit of each signal is worth. */
export type Weights = Readonly<Record<keyof Signals, number>>

/**
 * What each signal is worth, in grades: 2 for a core claim, 1 for an acceptable one, 0 for background. Ridge regression over
 * the annotated commentaries; `node bench/briefing/fit.ts` prints these figures anew, and how they fare on authors that were
 * left out of the fit.
 */
const weights: Weights = {
  forecast: 0.1,
  recommendation: 0.3,
  assessment: 0.14,
  negation: 0.03,
  contrast: 0.1,
  condition: 0.21,
  actor: 0.02,
  figures: -0.15,
  names: -0.08,
  past: -0.12,
  present: 0.0,
  quotation: -0.29,
  scene: -0.23,
  background: -0.15,
  centrality: 0.15,
  likeTitle: 0.14,
  likeHeading: 0.23,
  likeSynopsis: 0.54,
  progress: 0.19,
  isLate: -0.08,
  inFirstSection: -0.05,
  inLastSection: 0.11,
  endsIntroduction: 0.28,
  endsSection: 0.07,
  endsParagraph: 0.14,
  beginsParagraph: 0.09,
  length: 0.41,
  isShort: -0.15,
}

/** From this likeness on a sentence repeats the synopsis that stands above it. */
const repeats = 0.6
const repetitionPenalty = 0.8
/** The briefing is of the author's case: what others say comes in where little else fits. */
const quotedPenalty = 0.8

/** How good a key claim the sentence would make: about 0 for background, 2 for the core of the case. */
export const scoreOf = (signals: Signals, voice: Voice, worth: Weights = weights): number => {
  let score = 0
  for (const [name, weight] of Object.entries(worth)) score += weight * signals[name as keyof Signals]
  if (signals.likeSynopsis >= repeats) score -= repetitionPenalty
  if (voice.type === 'quoted') score -= quotedPenalty
  return score
}
