import { textOf } from '../../commentary/commentary.ts'
import type { Commentary, TextBlock } from '../../commentary/commentary.ts'
import type { NumberedSentence } from '../draft.ts'
import { isAddressed } from '../text/addressee.ts'
import { splitSentences } from '../text/sentences.ts'
import { isUnsafe } from '../unsafe.ts'
import { onlyWords, readWords } from '../text/words.ts'
import type { Word } from '../text/words.ts'

/** A commentary's text as a model sees it and as its answer is checked. */
export type NumberedText = {
  readonly text: string
  readonly blocks: readonly TextBlock[]
  readonly sentences: readonly NumberedSentence[]
  readonly title: string
  readonly authors: readonly string[]
  /** All words of the text, without marks, with offsets into it, by which quotes are located. */
  readonly words: readonly Word[]
}

/** In characters. Anything longer is not a sentence, and analysing it would cost too much. */
const longestSentence = 1500
const longestParagraph = 20_000

/**
 * Numbers the sentences of a commentary from 1 through its synopsis and paragraphs; subheads have no number. Both the
 * prompt and the check use this function, so that they refer to the same sentences.
 */
export const numberSentences = (commentary: Commentary): NumberedText => {
  const { text, blocks } = textOf(commentary)
  const sentences: NumberedSentence[] = []
  for (const [blockIndex, block] of blocks.entries()) {
    if (block.kind === 'heading') continue
    const isReadable = block.end - block.start <= longestParagraph
    for (const sentence of splitSentences(text.slice(block.start, block.end))) {
      sentences.push({
        number: sentences.length + 1,
        text: sentence.text,
        start: block.start + sentence.start,
        end: block.start + sentence.end,
        block: block.kind,
        blockIndex,
        section: commentary.sections[block.section]?.heading,
        isEligible:
          isReadable &&
          sentence.text.length <= longestSentence &&
          !isUnsafe(sentence.text) &&
          !isAddressed(sentence.text),
      })
    }
  }
  return {
    text,
    blocks,
    sentences,
    title: commentary.title,
    authors: commentary.authors,
    words: onlyWords(readWords(text)),
  }
}
