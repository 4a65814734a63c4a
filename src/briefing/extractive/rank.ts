import type { Speaker } from '../text/speakers.ts'
import type { SentenceSignals, Signals } from './signals.ts'

/** What one unit of each signal is worth, in grades. */
export type Weights = Readonly<Record<keyof Signals, number>> & { readonly constant: number }

/**
 * In grades: 2 for a core claim, 1 for an acceptable one, 0 for background. Ridge regression over graded commentaries;
 * `node bench/briefing/fit.ts` prints these figures.
 */
const fitted: Weights = {
  constant: 0.181,
  modal: 0.251,
  advice: 0.218,
  outlook: 0.104,
  assessment: 0.166,
  past: -0.153,
  figures: -0.222,
  background: -0.219,
  connective: 0.114,
  concluding: 0.331,
  centrality: 0.192,
  likeTitle: 0.222,
  likeArgument: 0.188,
  likeEnd: 0.261,
  progress: 0.236,
  isNearEnd: 0.13,
  length: 0.081,
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
