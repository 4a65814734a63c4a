/** ROUGE of a text against a reference, F1 × 100. */
export type Rouge = { readonly one: number; readonly two: number; readonly longest: number }

const tokens = (text: string): string[] => text.toLowerCase().match(/[\p{L}\d]+/gu) ?? []

const f1 = (overlap: number, own: number, reference: number): number =>
  overlap === 0 ? 0 : (200 * overlap) / (own + reference)

const grams = (words: readonly string[], size: number): string[] =>
  words.slice(0, Math.max(0, words.length - size + 1)).map((_, at) => words.slice(at, at + size).join(' '))

const overlapOf = (own: readonly string[], reference: readonly string[]): number => {
  const left = new Map<string, number>()
  for (const gram of reference) left.set(gram, (left.get(gram) ?? 0) + 1)
  let overlap = 0
  for (const gram of own) {
    const count = left.get(gram) ?? 0
    if (count > 0) overlap += 1
    left.set(gram, count - 1)
  }
  return overlap
}

const longestCommon = (a: readonly string[], b: readonly string[]): number => {
  let row = b.map(() => 0)
  for (const word of a) {
    const next: number[] = []
    for (const [at, other] of b.entries()) {
      next.push(word === other ? (row[at - 1] ?? 0) + 1 : Math.max(row[at] ?? 0, next[at - 1] ?? 0))
    }
    row = next
  }
  return row.at(-1) ?? 0
}

/** ROUGE-1, -2 and -L (Lin 2004) over lower-case words, without stemming, whole texts as one sequence. */
export const rouge = (text: string, reference: string): Rouge => {
  const [own, other] = [tokens(text), tokens(reference)]
  const ofSize = (size: number): number => {
    const [a, b] = [grams(own, size), grams(other, size)]
    return f1(overlapOf(a, b), a.length, b.length)
  }
  return { one: ofSize(1), two: ofSize(2), longest: f1(longestCommon(own, other), own.length, other.length) }
}
