import type { Alignment } from './align.ts'
import type { NumberedText } from './number-sentences.ts'
import type { Reading } from './reading.ts'
import type { Term } from './terms.ts'

/** What a claim is held against. */
export type Evidence = {
  /** The sentence or sentences that hold the quote, whole. */
  readonly host: Reading
  /** How messages call them: `sentence 33`. */
  readonly label: string
  /** Their paragraph, the two sentences before it, its subhead and the title: where pronouns find their names. */
  readonly context: string
  readonly contextTerms: readonly Term[]
  /** Where the host starts and ends in the text. */
  readonly start: number
  readonly end: number
  readonly numbered: NumberedText
}

export type CheckInput = { readonly claim: Reading; readonly evidence: Evidence; readonly alignment: Alignment }

/** A fault that code is sure of, or one that a judge has to look at. */
export type Finding = { readonly code: string; readonly message: string; readonly isDoubt: boolean }

/** One look at a claim; an empty answer means that nothing was found wrong. */
export type Check = (input: CheckInput) => Finding[]

export const fault = (code: string, message: string): Finding => ({ code, message, isDoubt: false })

/** Below this share of its words in the places of the evidence a claim is told anew, and rules of scope see it dimly. */
const leastInPlace = 0.68

/** Whether the claim tells its evidence in an order and in words of its own. */
const isRetold = ({ claim, evidence, alignment }: CheckInput): boolean =>
  alignment.wording.inPlace.size < leastInPlace * Math.min(claim.terms.length, evidence.host.terms.length) &&
  claim.terms.some(
    (term, index) =>
      term.isContent &&
      !alignment.toEvidence.has(index) &&
      !claim.operators.some(({ at, end }) => index >= at && index <= end),
  )

/** A fault in words that the claim took over, a doubt in a claim that is told anew: there a judge has to look. */
export const doubtIfRetold = (input: CheckInput, code: string, message: string): Finding => ({
  code,
  message,
  isDoubt: isRetold(input),
})

export const doubt = (code: string, message: string): Finding => ({ code, message, isDoubt: true })

/** The words of an operator or a run of terms as the text writes them. */
export const wordsAt = (reading: Reading, from: number, to: number): string => {
  const start = reading.terms[from]?.word.start
  const end = reading.terms[to]?.word.end
  return start === undefined || end === undefined ? '' : reading.text.slice(start, end)
}
