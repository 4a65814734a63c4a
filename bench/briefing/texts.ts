import { type BodySentence, bodySentences } from '../../src/briefing/text/body.ts'
import { type Commentary, type CommentaryText, textOf } from '../../src/commentary/commentary.ts'
import { paragraphText, type Sample } from '../../src/demo/samples.ts'

/** What a reader marked on a sentence. */
type Annotation = Sample['sections'][number]['paragraphs'][number][number]

/** A commentary with the marks on its sentences, and the sentences as the baselines choose among them. */
export type AnnotatedText = {
  readonly commentary: Commentary
  readonly text: CommentaryText
  readonly sentences: readonly BodySentence[]
  readonly bodyWords: number
  /** The marks on the sentence that stands at an offset of the text. */
  readonly annotationAt: (offset: number) => Annotation
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

/** The sample as the engine reads it, and as its annotator did. */
export const annotatedText = (sample: Sample): AnnotatedText => {
  const commentary = commentaryOf(sample)
  const text = textOf(commentary)
  const sentences = bodySentences(commentary, text)
  const paragraphs = sample.sections.flatMap((section) => section.paragraphs)
  const blocks = text.blocks.filter((block) => block.kind === 'paragraph')
  const marks = blocks.flatMap((block, index) => {
    let start = block.start
    return (paragraphs[index] ?? []).map((annotation) => {
      const mark = { annotation, end: start + annotation.text.length }
      start = mark.end + 1
      return mark
    })
  })
  return {
    commentary,
    text,
    sentences,
    bodyWords: sentences.reduce((sum, sentence) => sum + sentence.length, 0),
    annotationAt: (offset) => {
      const mark = marks.find(({ end }) => offset < end)
      if (mark === undefined) throw new Error(`${sample.id}: no sentence at ${offset}`)
      return mark.annotation
    },
  }
}
