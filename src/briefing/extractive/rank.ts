import type { Speaker } from '../text/speakers.ts'
import type { SentenceSignals, Signals } from './signals.ts'

/** What one unit of each signal is worth, in grades. */
export type Weights = Readonly<Record<keyof Signals, number>> & { readonly constant: number }

/**
 * In grades: 2 for a core claim, 1 for an acceptable one, 0 for background. Ridge regression over graded commentaries;
 * `node bench/briefing/fit.ts` prints these figures.
 */
const fitted: Weights = {
  constant: 0.17,
  modal: 0.264,
  advice: 0.233,
  outlook: 0.123,
  assessment: 0.165,
  past: -0.164,
  figures: -0.217,
  background: -0.209,
  connective: 0.129,
  concluding: 0.326,
  centrality: 0.277,
  likeTitle: 0.24,
  likeEnd: 0.313,
  progress: 0.242,
  isNearEnd: 0.122,
  length: 0.078,
}

const repetitionPenalty = 0.8
/** The briefing is of the author’s case: what others say comes in where little else fits. */
const quotedPenalty = 0.8

/** How good a key claim the sentence would make: about 0 for background, 2 for the core of the case. */
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
