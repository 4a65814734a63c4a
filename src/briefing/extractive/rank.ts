import type { Signals } from './signals.ts'
import type { Voice } from './voice.ts'

/**
 * What each signal is worth, in grades: 2 for a core claim, 1 for an acceptable one, 0 for background. Ridge regression over
 * sixteen annotated commentaries, rounded; `bench/briefing` shows how the choice fares on others.
 */
const weights: Readonly<Partial<Record<keyof Signals, number>>> = {
  centrality: 0.3,
  likeTitle: 0.15,
  likeHeading: 0.1,
  recommendation: 0.4,
  assessment: 0.25,
  forecast: 0.15,
  cleft: 0.3,
  weighing: 0.1,
  lifting: 0.05,
  progress: 0.25,
  inLastSection: 0.1,
  endsSection: 0.2,
  endsParagraph: 0.15,
  length: 0.4,
  backgroundOpening: -0.25,
  concessionOpening: -0.2,
  past: -0.2,
  date: -0.1,
  figures: -0.12,
  names: -0.07,
  scene: -0.15,
}

/** From this likeness on a sentence repeats the synopsis that stands above it. */
const repeats = 0.6
const repetitionPenalty = 0.8
/** The briefing is of the author's case: what others say comes in where little else fits. */
const quotedPenalty = 0.8
/** “I argue”, “our view is”: the author says himself that this is the claim. */
const spokenBonus = 0.3

/** How good a key claim the sentence would make: about 0 for background, 2 for the core of the case. */
export const scoreOf = (signals: Signals, voice: Voice): number => {
  let score = 0
  for (const [name, weight] of Object.entries(weights)) score += weight * signals[name as keyof Signals]
  if (signals.likeSynopsis >= repeats) score -= repetitionPenalty
  if (voice.type === 'quoted') score -= quotedPenalty
  if (voice.type === 'author' && voice.isSpoken) score += spokenBonus
  return score
}
