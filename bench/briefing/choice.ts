import type { Claim } from '../../src/briefing/port.ts'
import { createRandom } from '../random.ts'
import { type Method, methods, shuffled, take } from './methods.ts'
import type { MarkedText } from './texts.ts'

/** The share of a body that may be quoted, which every method respects. */
const verbatimShare = 0.1

/** The choice of one method from one text, as grades of the sentences; ungraded sentences are left out. */
export type Choice = readonly number[]

/** Name of a method, and its choice for each text, in the order of the texts. */
export type Choices = { readonly name: string; readonly ofText: readonly Choice[] }

export const meanOf = (figures: readonly number[]): number =>
  figures.reduce((sum, figure) => sum + figure, 0) / Math.max(1, figures.length)

/** The mean grade of the chosen sentences, scaled to 0-100. */
export const gradeOf = (choice: Choice): number => meanOf(choice) * 50

/** The percentage of chosen sentences with this grade. */
export const share = (choices: readonly Choice[], grade: number): number =>
  meanOf(choices.flat().map((each) => (each === grade ? 100 : 0)))

const gradesAt = (text: MarkedText, starts: readonly { readonly start: number }[]): Choice =>
  starts.flatMap(({ start }) => text.markAt(start).grade ?? [])

/** The choices of each baseline: as many sentences as the engine chose from each text, within the same number of words; random choices are first averaged for each text. */
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

/** The mean difference of two series of grades, and the 95 % interval of its paired bootstrap over the texts. */
export const difference = (a: readonly number[], b: readonly number[], resamples: number): [number, number, number] => {
  const gaps = a.map((figure, index) => figure - (b[index] ?? 0))
  const random = createRandom(7)
  const means = Array.from({ length: resamples }, () =>
    meanOf(gaps.map(() => gaps[Math.floor(random() * gaps.length)] ?? 0)),
  ).sort((x, y) => x - y)
  return [meanOf(gaps), means[Math.floor(resamples * 0.025)] ?? 0, means[Math.floor(resamples * 0.975)] ?? 0]
}
