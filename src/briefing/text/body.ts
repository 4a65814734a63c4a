import type { Commentary, CommentaryText } from '../../commentary/commentary.ts'
import { splitProse } from './run-in.ts'
import { countWords } from './words.ts'

/** A sentence of the commentary's body and where it stands; offsets in UTF-16 units of the commentary's text. */
export type BodySentence = {
  readonly text: string
  readonly start: number
  readonly end: number
  /** Words between white space, as the verbatim budget counts them. */
  readonly length: number
  readonly section: number
  readonly heading: string | undefined
  /** Index of its paragraph in the whole body. */
  readonly paragraph: number
  readonly isFirstOfParagraph: boolean
  readonly isLastOfParagraph: boolean
  readonly isFirstOfSection: boolean
  readonly isLastOfSection: boolean
}

/** The sentences of the body's paragraphs in the order of the text; headings and the synopsis are not among them. */
export const bodySentences = (commentary: Commentary, { text, blocks }: CommentaryText): BodySentence[] => {
  const paragraphs = blocks.filter((block) => block.kind === 'paragraph')
  let runIn: string | undefined
  return paragraphs.flatMap((block, paragraph) => {
    const sentences = splitProse(text.slice(block.start, block.end))
    const opensSection = paragraphs[paragraph - 1]?.section !== block.section
    const closesSection = paragraphs[paragraph + 1]?.section !== block.section
    if (opensSection) runIn = undefined
    return sentences.map((sentence, index) => {
      runIn = sentence.heading ?? runIn
      const isFirst = index === 0
      const isLast = index === sentences.length - 1
      return {
        text: sentence.text,
        start: block.start + sentence.start,
        end: block.start + sentence.end,
        length: countWords(sentence.text),
        section: block.section,
        heading: runIn ?? commentary.sections[block.section]?.heading,
        paragraph,
        isFirstOfParagraph: isFirst,
        isLastOfParagraph: isLast,
        isFirstOfSection: isFirst && opensSection,
        isLastOfSection: isLast && closesSection,
      }
    })
  })
}
