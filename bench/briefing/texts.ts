import type { ClaimKind } from '../../src/briefing/port.ts'
import { type BodySentence, bodySentences } from '../../src/briefing/text/body.ts'
import { type Commentary, type CommentaryText, textOf } from '../../src/commentary/commentary.ts'
import { paragraphText, type Sample } from '../../src/demo/samples.ts'

/** The annotation of a sentence; undefined if nobody annotated it. */
export type Mark = {
  /** 2 core claim, 1 acceptable, 0 background. */
  readonly grade: 0 | 1 | 2 | undefined
  readonly kind: ClaimKind | undefined
  /** `author`, or whose view it is. */
  readonly holder: string | undefined
  /** Whether somebody who knows the title can understand it alone. */
  readonly isClear: boolean | undefined
}

/** A commentary with the annotations of its sentences, and the sentences from which the baselines choose. */
export type MarkedText = {
  readonly commentary: Commentary
  readonly text: CommentaryText
  readonly sentences: readonly BodySentence[]
  readonly bodyWords: number
  /** The annotation of the sentence at an offset of the text. */
  readonly markAt: (offset: number) => Mark
}

export const commentaryOf = (sample: Sample): Commentary => ({
  id: sample.id,
  url: undefined,
  title: sample.title,
  authors: sample.authors,
  published: sample.published,
  updated: sample.updated,
  synopsis: sample.synopsis,
  sections: sample.sections.map(({ heading, paragraphs }) => ({
    heading: heading ?? undefined,
    paragraphs: paragraphs.map(paragraphText),
  })),
  aboutAuthors: sample.about,
  categories: sample.categories,
  pdfUrl: undefined,
  extent: 'full',
})

/** The commentary with its annotations: `paragraphs` has the annotated sentences of each paragraph, as printed. */
export const markedText = (
  commentary: Commentary,
  paragraphs: readonly (readonly (Mark & { readonly text: string })[])[],
): MarkedText => {
  const text = textOf(commentary)
  const sentences = bodySentences(commentary, text)
  const blocks = text.blocks.filter((block) => block.kind === 'paragraph')
  const marks = blocks.flatMap((block, index) => {
    let start = block.start
    return (paragraphs[index] ?? []).map((mark) => {
      const end = start + mark.text.length
      start = end + 1
      return { mark, end }
    })
  })
  return {
    commentary,
    text,
    sentences,
    bodyWords: sentences.reduce((sum, sentence) => sum + sentence.length, 0),
    markAt: (offset) => {
      const found = marks.find(({ end }) => offset < end)
      if (found === undefined) throw new Error(`${commentary.id}: no sentence at ${offset}`)
      return found.mark
    },
  }
}

/** The sample as the engine reads it, with its annotations. */
export const markedSample = (sample: Sample): MarkedText =>
  markedText(
    commentaryOf(sample),
    sample.sections.flatMap(({ paragraphs }) =>
      paragraphs.map((sentences) => sentences.map((sentence) => ({ ...sentence, isClear: undefined }))),
    ),
  )
