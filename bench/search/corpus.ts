import type { Briefing } from '../../src/briefing/port.ts'
import { type Commentary, textOf } from '../../src/commentary/commentary.ts'

const vocabularySize = 60_000
const consonants = 'bcdfgklmnprtvz'
const vowels = 'aiou'

/** A different pronounceable word for each number; all end in `o`, which no stemmer changes. */
const wordFor = (rank: number): string => {
  let word = ''
  for (let rest = rank + 1; rest > 0; rest = Math.floor(rest / 56)) {
    word += consonants.charAt(rest % 14) + vowels.charAt(Math.floor(rest / 14) % 4)
  }
  return `${word}no`
}

export const vocabulary: readonly string[] = Array.from({ length: vocabularySize }, (_, rank) => wordFor(rank))

/** Draws ranks by Zipf's law: rank r with a weight of 1 / (r + 2.7), after Mandelbrot. */
export const createZipf = (random: () => number): (() => number) => {
  const sums = new Float64Array(vocabularySize)
  let sum = 0
  for (let rank = 0; rank < vocabularySize; rank += 1) {
    sum += 1 / (rank + 2.7)
    sums[rank] = sum
  }
  return () => {
    const target = random() * sum
    let [low, high] = [0, vocabularySize - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] ?? 0) < target) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** A commentary of about a thousand words in sentences, paragraphs and sections, with a briefing that quotes it. */
export const makeCommentary = (
  number: number,
  draw: () => number,
): { readonly commentary: Commentary; readonly briefing: Briefing } => {
  const words = (count: number): string => Array.from({ length: count }, () => vocabulary[draw()] ?? '').join(' ')
  const sentence = (): string => `${words(20)}.`
  const paragraph = (): string => Array.from({ length: 4 }, sentence).join(' ')
  const day = new Date(Date.UTC(2006, 0, 1 + number)).toISOString().slice(0, 10)
  const commentary: Commentary = {
    id: `X${String(number).padStart(11, '0')}`,
    url: `https://example.org/${number}`,
    title: words(9),
    authors: [words(2)],
    published: day,
    updated: undefined,
    synopsis: `${sentence()} ${sentence()}`,
    sections: [0, 1, 2].map(() => ({ heading: words(4), paragraphs: [0, 1, 2, 3].map(paragraph) })),
    aboutAuthors: [],
    categories: [words(2)],
    pdfUrl: undefined,
    extent: 'full',
  }
  const { text, blocks } = textOf(commentary)
  const quotes = blocks
    .filter(({ kind }) => kind === 'paragraph')
    .slice(0, 3)
    .map(({ start }) => ({
      text: text.slice(start, text.indexOf('.', start) + 1),
      start,
      end: text.indexOf('.', start) + 1,
    }))
  const claims = quotes.map((quote) => ({
    text: quote.text,
    origin: 'extract' as const,
    kind: undefined,
    holder: { type: 'author' } as const,
    quote,
    section: undefined,
  }))
  const synopsis = { source: 'author', text: commentary.synopsis ?? '', quotes: [] } as const
  return { commentary, briefing: { engine: 'extractive', version: 'bench', synopsis, claims } }
}
