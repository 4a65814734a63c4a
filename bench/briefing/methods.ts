import type { BodySentence } from '../../src/briefing/text/body.ts'
import { centrality } from '../../src/briefing/extractive/centrality.ts'
import { stemsOf } from '../../src/briefing/text/words.ts'
import type { MarkedText } from './texts.ts'

/** The sentences in the order of preference of a method. */
export type Method = (text: MarkedText) => readonly BodySentence[]

/** The first `count` sentences of a method's order that fit into the number of words; those that do not fit are skipped. */
export const take = (order: readonly BodySentence[], count: number, words: number): BodySentence[] => {
  const taken: BodySentence[] = []
  let left = words
  for (const sentence of order) {
    if (taken.length === count) break
    if (sentence.length > left) continue
    taken.push(sentence)
    left -= sentence.length
  }
  return taken
}

const byRank = (sentences: readonly BodySentence[], ranks: readonly number[]): BodySentence[] =>
  sentences
    .map((sentence, index) => ({ sentence, rank: ranks[index] ?? 0 }))
    .sort((a, b) => b.rank - a.rank || a.sentence.start - b.sentence.start)
    .map(({ sentence }) => sentence)

/** Mihalcea and Tarau 2004: PageRank over shared words, by the logarithms of the lengths. */
const textRank = (stems: readonly (readonly string[])[]): number[] => {
  const sets = stems.map((own) => new Set(own))
  const links = sets.map((a, from) =>
    sets.map((b, to) => {
      const size = Math.log(Math.max(2, a.size)) + Math.log(Math.max(2, b.size))
      return from === to ? 0 : [...a].filter((stem) => b.has(stem)).length / size
    }),
  )
  const totals = links.map((row) => row.reduce((sum, weight) => sum + weight, 0))
  let ranks = stems.map(() => 1)
  for (let round = 0; round < 50; round += 1) {
    ranks = ranks.map(
      (_, to) =>
        0.15 +
        0.85 * links.reduce((sum, row, from) => sum + ((row[to] ?? 0) / (totals[from] || 1)) * (ranks[from] ?? 0), 0),
    )
  }
  return ranks
}

/** The methods that the engine is compared with. */
export const methods: Readonly<Record<string, Method>> = {
  'last-k': ({ sentences }) => sentences.toReversed(),
  'LEAD-k': ({ sentences }) => sentences,
  TextRank: ({ sentences }) => byRank(sentences, textRank(sentences.map(({ text }) => stemsOf(text)))),
  'BM25-TextRank': ({ sentences }) => byRank(sentences, centrality(sentences.map(({ text }) => stemsOf(text)))),
}

export const shuffled = <T>(items: readonly T[], random: () => number): T[] => {
  const copy = [...items]
  for (let index = copy.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1))
    const [a, b] = [copy[index], copy[other]]
    if (a !== undefined && b !== undefined) [copy[index], copy[other]] = [b, a]
  }
  return copy
}
