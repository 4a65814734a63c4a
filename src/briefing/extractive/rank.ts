import type { Speaker } from '../text/speakers.ts'
import type { SentenceSignals, Signals } from './signals.ts'

/** What one unit of each signal is worth, in grades. */
export type Weights = Readonly<Record<keyof Signals, number>> & { readonly constant: number }

/**
 * In grades: 2 for a core claim, 1 for an acceptable one, 0 for background. Ridge regression over graded commentaries;
 * `node bench/briefing/fit.ts` prints these figures.
 */
const fitted: Weights = {
  constant: 0.173,
  modal: 0.24,
  advice: 0.163,
  stand: 0.164,
  assessment: 0.123,
  concluding: 0.388,
  narration: -0.151,
  figures: -0.22,
  detail: -0.158,
  names: -0.204,
  centrality: 0.287,
  likeTitle: 0.256,
  likeEnd: 0.285,
  position: 0.339,
  length: 0.125,
}

const repetitionPenalty = 0.8
const unsettledPenalty = 0.6
/** A briefing gives the author’s argument; views of others are chosen only if little else fits. */
const quotedPenalty = 0.8

/** How good a key claim the sentence would be: about 0 for background, 2 for the core of the argument. */
export const scoreOf = (
  { signals, repeatsSynopsis, isUnsettled }: SentenceSignals,
  speaker: Speaker,
  { constant, ...worth }: Weights = fitted,
): number => {
  let score = constant
  for (const [name, weight] of Object.entries(worth)) score += weight * signals[name as keyof Signals]
  if (repeatsSynopsis) score -= repetitionPenalty
  if (isUnsettled) score -= unsettledPenalty
  return speaker.type === 'quoted' ? score - quotedPenalty : score
}
