import { isAkin } from './align.ts'
import type { CheckInput } from './check.ts'
import { units } from './lexicon/measures.ts'
import { reportVerbs } from './lexicon/reporting.ts'
import { frameWords } from './lexicon/small-words.ts'
import { findReports } from './reports.ts'
import { readTerms } from './terms.ts'
import { namesOf } from './text-names.ts'

const operatorTerms = ({ claim }: CheckInput): Set<number> =>
  new Set(
    claim.operators.flatMap((operator) =>
      Array.from({ length: operator.end - operator.at + 1 }, (_, offset) => operator.at + offset),
    ),
  )

/** Indices of the claim's words that have to rest on the evidence: content, without operators, reports and the author's frame. */
export const wordsToSupport = (input: CheckInput): number[] => {
  const operators = operatorTerms(input)
  const authors = new Set(
    input.evidence.numbered.authors.flatMap((author) => readTerms(author).map((term) => term.key)),
  )
  const frames = findReports(input.claim.text)
  const isSpeaker = (at: number): boolean =>
    frames.some(({ frameStart, frameEnd }) => at >= frameStart && at < frameEnd)
  return input.claim.terms.flatMap((term, index) =>
    term.isContent &&
    // Who is said to hold it is looked at with the holder.
    !isSpeaker(term.word.start) &&
    // Figures have a check of their own.
    !term.key.startsWith('#') &&
    !units.has(term.lower) &&
    !operators.has(index) &&
    !reportVerbs.has(term.lower) &&
    !frameWords.has(term.lower) &&
    !authors.has(term.key)
      ? [index]
      : [],
  )
}

/** Another sentence of the text than the evidence, and the keys of its words. */
export type Other = { readonly number: number; readonly keys: ReadonlySet<string> }

/** The other sentences of the text, by number. */
export const otherSentences = ({ evidence }: CheckInput): Other[] => {
  const { numbered, host } = evidence
  const { keys } = namesOf(numbered)
  return numbered.sentences
    .filter((sentence) => !host.text.includes(sentence.text))
    .map(({ number }) => ({ number, keys: keys[number - 1] ?? new Set<string>() }))
}

/** Whether the paragraph round the evidence has the word or one like it: what a pronoun means may be put in its place. */
export const isRound = ({ claim, evidence }: CheckInput, index: number): boolean =>
  evidence.contextTerms.some((term) => term.key === claim.terms[index]?.key || isAkin(claim.terms[index], term))
