import type { DraftClaim, NumberedSentence } from '../../src/briefing/draft.ts'
import { numberSentences } from '../../src/briefing/verify/index.ts'
import type { NumberedText } from '../../src/briefing/verify/index.ts'
import { readSamples } from '../../src/demo/samples.ts'
import { commentaryOf } from '../briefing/texts.ts'

/** A sentence of a sample with its annotated holder. */
export type Source = {
  readonly sample: string
  readonly numbered: NumberedText
  readonly sentence: NumberedSentence
  readonly holder: string
}

export type Text = { readonly id: string; readonly numbered: NumberedText; readonly sources: readonly Source[] }

/** A draft for the verifier; `kind` is how it was changed. */
export type Trial = {
  readonly kind: string
  readonly sample: string
  readonly numbered: NumberedText
  readonly draft: DraftClaim
}

/** Texts that nobody read while the rules were written. */
export const isHeldOut = (id: string): boolean => Number(id.slice(5)) >= 21

const words = (text: string): number => text.split(/\s+/u).length

/** The sample commentaries with their sentences numbered. */
export const readTexts = async (): Promise<Text[]> =>
  (await readSamples()).map((sample) => {
    const numbered = numberSentences(commentaryOf(sample))
    const holders = new Map(
      sample.sections.flatMap(({ paragraphs }) => paragraphs.flat()).map(({ text, holder }) => [text, holder]),
    )
    const sources = numbered.sentences.map((sentence) => ({
      sample: sample.id,
      numbered,
      sentence,
      holder: holders.get(sentence.text) ?? 'author',
    }))
    return { id: sample.id, numbered, sources }
  })

/** Sentences short enough to be claims without a change. */
export const isClaimable = ({ sentence }: Source): boolean =>
  words(sentence.text) >= 5 && words(sentence.text) <= 32 && sentence.text.length <= 240 && sentence.isEligible

/** A draft with a sentence as its source, which is quoted completely unless other words are given. */
export const draftOf = (source: Source, text: string, changes: Partial<DraftClaim> = {}): DraftClaim => ({
  text,
  sentence: source.sentence.number,
  quote: source.sentence.text,
  holder: source.holder,
  ...changes,
})

export const trialOf = (kind: string, source: Source, text: string, changes: Partial<DraftClaim> = {}): Trial => ({
  kind,
  sample: source.sample,
  numbered: source.numbered,
  draft: draftOf(source, text, changes),
})
