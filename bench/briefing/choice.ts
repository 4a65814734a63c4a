import type { Claim } from '../../src/briefing/port.ts'
import { createRandom } from '../random.ts'
import { type Method, methods, shuffled, take } from './methods.ts'
import type { MarkedText } from './texts.ts'

/** The share of a body that may be quoted: every method keeps to it. */
const verbatimShare = 0.1

/** What one method chose of one text, as grades of its sentences; what nobody graded is left out. */
export type Choice = readonly number[]

/** Name of a method, and its choice for each text, in the order of the texts. */
export type Choices = { readonly name: string; readonly ofText: readonly Choice[] }

export const meanOf = (figures: readonly number[]): number =>
  figures.reduce((sum, figure) => sum + figure, 0) / Math.max(1, figures.length)

/** 0-100: half the mean grade of what was chosen. */
export const gradeOf = (choice: Choice): number => meanOf(choice) * 50

/** How many of all chosen sentences have a grade, in per cent. */
export const share = (choices: readonly Choice[], grade: number): number =>
  meanOf(choices.flat().map((each) => (each === grade ? 100 : 0)))

const gradesAt = (text: MarkedText, starts: readonly { readonly start: number }[]): Choice =>
  starts.flatMap(({ start }) => text.markAt(start).grade ?? [])

/** As many sentences as the engine took of each text, within the same words, by each baseline; random first averaged per text. */
export const choicesOf = (
  texts: readonly MarkedText[],
  claims: readonly (readonly Claim[])[],
  draws: number,
): Choices[] => {
  const words = (text: MarkedText): number => Math.floor(text.bodyWords * verbatimShare)
  const chosenBy = (method: Method): Choice[] =>
    texts.map((text, index) => gradesAt(text, take(method(text), claims[index]?.length ?? 0, words(text))))
  const random = createRandom(20_260_901)
  return [
    {
      name: 'extractive',
      ofText: texts.map((text, index) => gradesAt(text, claims[index]?.map(({ quote }) => quote) ?? [])),
    },
    ...Object.entries(methods).map(([name, method]) => ({ name, ofText: chosenBy(method) })),
    {
      name: `random (${draws} draws)`,
      ofText: texts.map((text, index) =>
        Array.from({ length: draws }, () =>
          gradesAt(text, take(shuffled(text.sentences, random), claims[index]?.length ?? 0, words(text))),
        ).flat(),
      ),
    },
  ]
}

/** The mean difference of two rows of grades and the 95 % interval of its paired bootstrap over the texts. */
export const difference = (a: readonly number[], b: readonly number[], resamples: number): [number, number, number] => {
  const gaps = a.map((figure, index) => figure - (b[index] ?? 0))
  const random = createRandom(7)
  const means = Array.from({ length: resamples }, () =>
    meanOf(gaps.map(() => gaps[Math.floor(random() * gaps.length)] ?? 0)),
  ).sort((x, y) => x - y)
  return [meanOf(gaps), means[Math.floor(resamples * 0.025)] ?? 0, means[Math.floor(resamples * 0.975)] ?? 0]
}
