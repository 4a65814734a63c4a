import type { Candidate, Candidates } from './candidates.ts'

/** A text that is long enough gets at least this many claims, */
export const fewestClaims = 3
/** and at most this many. */
export const mostClaims = 5
export const mostQuoted = 1
/** All combinations of this many of the best candidates are tried. */
const poolSize = 15
/** A fourth and a fifth claim must each be worth at least this, in grades. */
const bar = 1.3
/** From this similarity on, 0-1, two sentences say the same. */
export const alike = 0.5
/** The extra weight of the first claim, which everybody reads. */
const leadWeight = 0.75
/** A first claim that needs nothing beside it is preferred if it is worth at most this much less, in grades. */
const clearMargin = 0.5

const byScore = (a: Candidate, b: Candidate): number => b.score - a.score || a.quote.start - b.quote.start
const byLength = (a: Candidate, b: Candidate): number => a.length - b.length || byScore(a, b)

/** The best, and the shortest: if any three candidates fit, three of these do. */
const poolOf = (candidates: readonly Candidate[]): Candidate[] => {
  const short = candidates.toSorted(byLength)
  return [
    ...new Set([
      ...candidates.toSorted(byScore).slice(0, poolSize),
      ...short.filter(({ speaker }) => speaker.type === 'author').slice(0, fewestClaims),
      ...short.filter(({ speaker }) => speaker.type === 'quoted').slice(0, mostQuoted),
    ]),
  ]
}

type Choice = { readonly chosen: readonly Candidate[]; readonly worth: number }

/** The best selection of `size` candidates within the given number of words; undefined if none is allowed. */
const bestOfSize = (
  pool: readonly Candidate[],
  clashes: (a: Candidate, b: Candidate) => boolean,
  size: number,
  words: number,
): Choice | undefined => {
  let best: Choice | undefined
  const extend = (chosen: readonly Candidate[], from: number, left: number, views: number, worth: number): void => {
    if (chosen.length === size) {
      const all = worth + leadWeight * Math.max(...chosen.map(({ lead }) => lead))
      if (best === undefined || all > best.worth) best = { chosen, worth: all }
      return
    }
    for (let index = from; index <= pool.length - (size - chosen.length); index += 1) {
      const next = pool[index]
      if (next === undefined || next.length > left) continue
      const viewsLeft = views - Number(next.speaker.type === 'quoted')
      if (viewsLeft < 0) continue
      if (chosen.some((other) => clashes(other, next))) continue
      extend([...chosen, next], index + 1, left - next.length, viewsLeft, worth + next.score - bar)
    }
  }
  extend([], 0, words, mostQuoted, 0)
  return best
}

/**
 * The key claims, the most important first: of all selections of three to five among the best candidates that fit into
 * the given number of words, contexts included, the one worth most, with at most one view of others, and nothing shown
 * twice. Fewer only if no three fit.
 */
export const chooseClaims = ({ all, likeness }: Pick<Candidates, 'all' | 'likeness'>, words: number): Candidate[] => {
  const pool = poolOf(all)
  const explains = (a: Candidate, b: Candidate): boolean => b.context?.start === a.sentence.start
  const clashing = new Map(
    pool.map((a) => [a, new Set(pool.filter((b) => explains(a, b) || explains(b, a) || likeness(a, b) >= alike))]),
  )
  const clashes = (a: Candidate, b: Candidate): boolean => clashing.get(a)?.has(b) === true
  const ofSize = (size: number): Choice | readonly Choice[] => bestOfSize(pool, clashes, size, words) ?? []
  const full = [fewestClaims, 4, mostClaims].flatMap(ofSize)
  const some = full.length > 0 ? full : [2, 1].flatMap(ofSize).slice(0, 1)
  const [best] = some.sort((a, b) => b.worth - a.worth)
  const ordered = (best?.chosen ?? []).toSorted((a, b) => b.lead - a.lead)
  const first =
    ordered.find(({ isClear, lead }) => isClear && lead >= (ordered[0]?.lead ?? 0) - clearMargin) ?? ordered[0]
  return first === undefined ? [] : [first, ...ordered.filter((one) => one !== first)]
}
