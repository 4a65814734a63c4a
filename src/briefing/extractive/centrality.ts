/** Okapi's usual constants: how soon repetitions of a word stop counting, and how much the length of a sentence matters. */
const saturation = 1.2
const lengthWeight = 0.75
/** PageRank's damping factor. */
const damping = 0.85
/** Iterations end when no rank changes by more than this share of the mean rank, or after a maximum number. */
const settled = 0.001
const mostRounds = 40

const countsOf = (stems: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1)
  return counts
}

/** The number of sentences that contain each stem. */
const spreadOf = (sentences: readonly (readonly string[])[]): Map<string, number> =>
  countsOf(sentences.flatMap((stems) => [...new Set(stems)]))

/** BM25 over the sentences of one text: `weigh(query, index)` scores sentence `index` for the query's stems. */
export const createBm25 = (
  sentences: readonly (readonly string[])[],
): ((query: Iterable<string>, index: number) => number) => {
  const counts = sentences.map(countsOf)
  const spread = spreadOf(sentences)
  const averageLength = sentences.reduce((sum, stems) => sum + stems.length, 0) / Math.max(1, sentences.length)
  const rarity = (stem: string): number => {
    const holding = spread.get(stem) ?? 0
    return Math.log(1 + (sentences.length - holding + 0.5) / (holding + 0.5))
  }
  return (query, index) => {
    const own = counts[index] ?? new Map<string, number>()
    const length = (sentences[index]?.length ?? 0) / Math.max(1, averageLength)
    let sum = 0
    for (const stem of query) {
      const count = own.get(stem)
      if (count === undefined) continue
      sum +=
        (rarity(stem) * count * (saturation + 1)) / (count + saturation * (1 - lengthWeight + lengthWeight * length))
    }
    return sum
  }
}

/**
 * How central each sentence is to its text: PageRank over the sentences, each link weighted by BM25 (Barrios et al.
 * 2016). The values of one text add up to 1; empty for an empty text.
 */
export const centrality = (sentences: readonly (readonly string[])[]): number[] => {
  const count = sentences.length
  const weigh = createBm25(sentences)
  const links = sentences.map((query, from) => {
    const stems = new Set(query)
    const row = sentences.map((_, to) => (from === to ? 0 : weigh(stems, to)))
    const total = row.reduce((sum, weight) => sum + weight, 0)
    return total === 0 ? row.map(() => 1 / count) : row.map((weight) => weight / total)
  })
  let ranks = sentences.map(() => 1 / count)
  let change = 1
  for (let round = 0; round < mostRounds && change > settled / count; round += 1) {
    const next = sentences.map(() => (1 - damping) / count)
    for (let from = 0; from < count; from += 1) {
      const share = damping * (ranks[from] ?? 0)
      const row = links[from] ?? []
      for (let to = 0; to < count; to += 1) next[to] = (next[to] ?? 0) + share * (row[to] ?? 0)
    }
    change = Math.max(...next.map((rank, at) => Math.abs(rank - (ranks[at] ?? 0))))
    ranks = next
  }
  return ranks
}

/** Similarity of two sentences, 0-1: the cosine of their stems, weighted by how few sentences of the text contain them. */
export const createLikeness = (
  sentences: readonly (readonly string[])[],
): ((a: readonly string[], b: readonly string[]) => number) => {
  const spread = spreadOf(sentences)
  const rarity = (stem: string): number => Math.log(1 + sentences.length / (1 + (spread.get(stem) ?? 0)))
  const known = new WeakMap<readonly string[], ReadonlyMap<string, number>>()
  /** The sentence as a vector of length 1. */
  const vectorOf = (stems: readonly string[]): ReadonlyMap<string, number> => {
    const before = known.get(stems)
    if (before !== undefined) return before
    const weights = [...countsOf(stems)].map(([stem, count]) => [stem, count * rarity(stem)] as const)
    const norm = Math.sqrt(weights.reduce((sum, [, weight]) => sum + weight ** 2, 0)) || 1
    const vector = new Map(weights.map(([stem, weight]) => [stem, weight / norm]))
    known.set(stems, vector)
    return vector
  }
  return (a, b) => {
    const [left, right] = [vectorOf(a), vectorOf(b)]
    let dot = 0
    for (const [stem, weight] of left) dot += weight * (right.get(stem) ?? 0)
    return dot
  }
}
