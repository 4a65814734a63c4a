import type { Candidate, Candidates } from './candidates.ts'

const fewest = 3
const most = 5
const mostOfSection = 3
const mostQuoted = 2
/** Combinations of this many of the best are tried, all of them: at most 4,823. */
const poolSize = 15
/** A fourth and a fifth claim must be worth their place: not far below the grade of an acceptable claim. */
const bar = 0.8
/** What a pair that says the same costs, in grades, by its likeness. */
const sameness = 0.6

const byScore = (a: Candidate, b: Candidate): number => b.score - a.score || a.sentence.start - b.sentence.start
const byLength = (a: Candidate, b: Candidate): number => a.sentence.length - b.sentence.length || byScore(a, b)

/** The best, and the shortest: where any three fit, three of these do. */
const poolOf = (candidates: readonly Candidate[]): Candidate[] => {
  const short = [...candidates].sort(byLength)
  const pool = new Set([
    ...[...candidates].sort(byScore).slice(0, poolSize),
    ...short.filter((candidate) => candidate.voice.type === 'author').slice(0, fewest),
    ...short.filter((candidate) => candidate.voice.type === 'quoted').slice(0, mostQuoted),
  ])
  return [...pool]
}

type Choice = { readonly chosen: readonly Candidate[]; readonly worth: number }

/** The best choice of `size` out of the pool within the words given; undefined where no choice of that size is allowed. */
const bestOfSize = (
  pool: readonly Candidate[],
  pairs: readonly (readonly number[])[],
  size: number,
  words: number,
): Choice | undefined => {
  let best: { chosen: readonly number[]; worth: number } | undefined
  const isFull = (chosen: readonly number[], next: Candidate): boolean => {
    const taken = chosen.flatMap((index) => pool[index] ?? [])
    const ofSection = taken.filter(({ sentence }) => sentence.section === next.sentence.section).length
    const quoted = taken.filter(({ voice }) => voice.type === 'quoted').length
    return ofSection >= mostOfSection || (next.voice.type === 'quoted' && quoted >= mostQuoted)
  }
  const extend = (chosen: readonly number[], from: number, left: number, worth: number): void => {
    if (chosen.length === size) {
      if (best === undefined || worth > best.worth) best = { chosen, worth }
      return
    }
    for (let index = from; index <= pool.length - (size - chosen.length); index += 1) {
      const next = pool[index]
      if (next === undefined || next.sentence.length > left || isFull(chosen, next)) continue
      const repetition = chosen.reduce((sum, other) => sum + (pairs[other]?.[index] ?? 0), 0)
      extend(
        [...chosen, index],
        index + 1,
        left - next.sentence.length,
        worth + next.score - bar - sameness * repetition,
      )
    }
  }
  extend([], 0, words, 0)
  return best && { chosen: best.chosen.flatMap((index) => pool[index] ?? []), worth: best.worth }
}

/**
 * The key claims, in the order of the text: of all choices of three to five among the best candidates that keep within the
 * words given, the one worth most; at most three of a section and two of others' views. Fewer only where no three fit.
 */
export const chooseClaims = ({ all, likeness }: Pick<Candidates, 'all' | 'likeness'>, words: number): Candidate[] => {
  const pool = poolOf(all)
  const pairs = pool.map((a) => pool.map((b) => likeness(a, b)))
  const ofSize = (size: number): Choice | readonly Choice[] => bestOfSize(pool, pairs, size, words) ?? []
  const full = [fewest, 4, most].flatMap(ofSize)
  const some = full.length > 0 ? full : [2, 1].flatMap(ofSize).slice(0, 1)
  const [best] = some.sort((a, b) => b.worth - a.worth)
  return [...(best?.chosen ?? [])].sort((a, b) => a.sentence.start - b.sentence.start)
}
