import type { Commentary, CommentaryText } from '../../commentary/commentary.ts'
import { usageOf, type ProseSentence, splitProse } from './run-in.ts'
import { countWords } from './words.ts'

/** A sentence of the commentary's body with its place; offsets in UTF-16 units of the commentary's text. */
export type BodySentence = {
  readonly text: string
  readonly start: number
  readonly end: number
  /** Number of words between white space, as the budget for quotes counts them. */
  readonly length: number
  readonly section: number
  /** The subhead above it, if known. */
  readonly heading: string | undefined
  /** Whether its first words are probably a subhead that ran into it. */
  readonly hasRunIn: boolean
  /** Index of its paragraph in the body. */
  readonly paragraph: number
  readonly isFirstOfSection: boolean
}

/** The sentences of the body's paragraphs in the order of the text, without headings and synopsis. */
export const bodySentences = (commentary: Commentary, { text, blocks }: CommentaryText): BodySentence[] => {
  const paragraphs = blocks.filter((block) => block.kind === 'paragraph')
  const usage = usageOf(text)
  let runIn: ProseSentence['heading']
  return paragraphs.flatMap((block, paragraph) => {
    const sentences = splitProse(text.slice(block.start, block.end), usage)
    const opensSection = paragraphs[paragraph - 1]?.section !== block.section
    if (opensSection) runIn = undefined
    return sentences.map((sentence, index) => {
      runIn = sentence.heading ?? runIn
      return {
        text: sentence.text,
        start: block.start + sentence.start,
        end: block.start + sentence.end,
        length: countWords(sentence.text),
        section: block.section,
        heading: runIn === undefined ? commentary.sections[block.section]?.heading : runIn.text,
        hasRunIn: sentence.heading !== undefined && sentence.heading.text === undefined,
        paragraph,
        isFirstOfSection: index === 0 && opensSection,
      }
    })
  })
}
