import type { Speaker } from '../text/speakers.ts'
import type { SentenceSignals, Signals } from './signals.ts'

/** What one unit of each signal is worth, in grades. */
export type Weights = Readonly<Record<keyof Signals, number>> & { readonly constant: number }

/**
 * In grades: 2 for a core claim, 1 for an acceptable one, 0 for background. Ridge regression over graded commentaries;
 * `node bench/briefing/fit.ts` prints these figures.
 */
const fitted: Weights = {
  constant: 0.271,
  modal: 0.318,
  assessment: 0.178,
  past: -0.169,
  figures: -0.241,
  background: -0.23,
  concluding: 0.413,
  centrality: 0.25,
  likeTitle: 0.253,
  likeEnd: 0.326,
  isNearEnd: 0.263,
  length: 0.115,
}

const repetitionPenalty = 0.8
/** A briefing gives the author’s argument; views of others are chosen only if little else fits. */
const quotedPenalty = 0.8

/** How good a key claim the sentence would be: about 0 for background, 2 for the core of the argument. */
export const scoreOf = (
  { signals, repeatsSynopsis }: SentenceSignals,
  speaker: Speaker,
  { constant, ...worth }: Weights = fitted,
): number => {
  let score = constant
  for (const [name, weight] of Object.entries(worth)) score += weight * signals[name as keyof Signals]
  if (repeatsSynopsis) score -= repetitionPenalty
  return speaker.type === 'quoted' ? score - quotedPenalty : score
}
