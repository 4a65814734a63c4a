import type { Comparator } from './lexicon/measures.ts'

/** A number of a text with what it counts. */
export type Figure = {
  readonly value: number
  readonly unit: string | undefined
  readonly currency: string | undefined
  readonly comparator: Comparator | undefined
  /** As written. */
  readonly text: string
  /** Where it starts and ends in the text. */
  readonly start: number
  readonly end: number
}
