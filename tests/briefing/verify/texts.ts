import type { Commentary } from '../../../src/briefing/port.ts'
import type { DraftClaim } from '../../../src/briefing/draft.ts'
import { numberSentences, verifyClaim } from '../../../src/briefing/verify/index.ts'
import type { NumberedText } from '../../../src/briefing/verify/index.ts'

export const commentaryOf = (paragraphs: readonly string[], changes: Partial<Commentary> = {}): Commentary => ({
  id: 'CO26001',
  url: undefined,
  title: 'The Price of Harbours',
  authors: ['Tan Mei Ling'],
  published: undefined,
  updated: undefined,
  synopsis: undefined,
  sections: [{ heading: undefined, paragraphs }],
  aboutAuthors: [],
  categories: [],
  pdfUrl: undefined,
  extent: 'full',
  ...changes,
})

/** A text of these paragraphs with its sentences numbered. */
export const textOf = (...paragraphs: string[]): NumberedText => numberSentences(commentaryOf(paragraphs))

/** A draft that claims and quotes a sentence of the text unchanged, unless the test says otherwise. */
export const draftOf = (numbered: NumberedText, sentence: number, changes: Partial<DraftClaim> = {}): DraftClaim => {
  const source = numbered.sentences[sentence - 1]
  if (source === undefined) throw new Error(`the text has no sentence ${sentence}`)
  return { text: source.text, sentence, quote: source.text, holder: 'author', ...changes }
}

/** `passed`, `doubted`, or the codes of the rejection. */
export const outcomeOf = (draft: DraftClaim, numbered: NumberedText): string => {
  const verdict = verifyClaim(draft, numbered)
  if (verdict.state === 'rejected') return verdict.rejections.map(({ code }) => code).join(' ')
  return verdict.doubts.length > 0 ? `doubted ${verdict.doubts.map(({ code }) => code).join(' ')}` : 'passed'
}

/** What is shown for a quote of sentence `sentence`, or the codes of the rejection. */
export const shownFor = (quote: string, numbered: NumberedText, sentence = 1): string => {
  const verdict = verifyClaim(draftOf(numbered, sentence, { quote }), numbered)
  return verdict.state === 'passed' ? verdict.claim.quote.text : verdict.rejections.map(({ code }) => code).join(' ')
}

/** The verdict for a claim about a text of one sentence. */
export const outcomeFor = (claim: string, sentence: string): string => {
  const text = textOf(sentence)
  return outcomeOf(draftOf(text, 1, { text: claim }), text)
}
