import { quotationsOf } from '../text/quotations.ts'
import type { NumberedSentence } from '../draft.ts'
import type { Evidence } from './check.ts'
import { namesKind, personKeys } from './holders.ts'
import { findReports } from './reports.ts'

/** How far back a pronoun or a quotation may find its speaker, in sentences. */
const reach = 8
const farReach = 40

/** How many sentences that name anybody are looked at: who was named before them is not meant. */
const nearest = 3

const sentencesBefore = ({ numbered, start }: Evidence, most = reach): NumberedSentence[] => {
  const at = numbered.sentences.findIndex((sentence) => sentence.start >= start)
  return numbered.sentences
    .slice(Math.max(0, at - most), at)
    .filter((sentence) => sentence.isEligible)
    .toReversed()
}

const sentenceAfter = ({ numbered, start, end }: Evidence): NumberedSentence | undefined => {
  const own = numbered.sentences.find((sentence) => sentence.start >= start)
  const after = numbered.sentences.find((sentence) => sentence.start >= end)
  return after?.blockIndex === own?.blockIndex && after?.isEligible === true ? after : undefined
}

const namesAnybody = ({ text }: NumberedSentence): boolean => personKeys(text).size > 0 || namesKind(text)

/**
 * The texts in which a pronoun finds whom it means: the nearest sentences before that name anybody. For “the same study”
 * (`isFar`) all that name anybody in the page before.
 */
export const antecedents = (evidence: Evidence, isFar = false): string[] =>
  sentencesBefore(evidence, isFar ? farReach : reach)
    .filter((sentence, index) => index === 0 || namesAnybody(sentence))
    .slice(0, isFar ? farReach : nearest)
    .map(({ text }) => text)

/** The texts in which a quotation without a speaker of its own finds one: those before it, and the sentence after it. */
export const speakersRound = (evidence: Evidence): string[] => {
  const after = sentenceAfter(evidence)
  const said = after === undefined ? [] : findReports(after.text).map(({ subject }) => subject)
  return [...antecedents(evidence), ...said]
}

/** The texts of the sentences before, in the same paragraph, from near to far. */
export const paragraphBefore = (evidence: Evidence): string[] => {
  const { numbered, start } = evidence
  const block = numbered.sentences.find((sentence) => sentence.start >= start)?.blockIndex
  return sentencesBefore(evidence)
    .filter((sentence) => sentence.blockIndex === block)
    .map(({ text }) => text)
}

/** A quoted stretch; offsets into the evidence. */
export type Quoted = { readonly from: number; readonly to: number }

/** The quoted stretches of the paragraph that reach into the evidence. A quotation left open before goes on where the mark is repeated or closed. */
export const quotedIn = ({ numbered, start, end }: Evidence): Quoted[] => {
  const blockIndex = numbered.sentences.find((sentence) => sentence.start >= start)?.blockIndex ?? -1
  const block = numbered.blocks[blockIndex]
  const previous = numbered.blocks[blockIndex - 1]
  if (block === undefined) return []
  const text = numbered.text.slice(block.start, block.end)
  const wasLeftOpen =
    previous?.kind === 'paragraph' && quotationsOf(numbered.text.slice(previous.start, previous.end)).isLeftOpen
  const goesOn = wasLeftOpen && /^[^“"]*”/u.test(text)
  return quotationsOf(text, goesOn)
    .spans.map((span) => ({ from: block.start + span.start - start, to: block.start + span.end - start }))
    .filter((span) => span.to > 0 && span.from < end - start)
}
