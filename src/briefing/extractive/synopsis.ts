import type { Commentary, CommentaryText } from '../../commentary/commentary.ts'
import type { Synopsis } from '../port.ts'
import { isAddressed } from '../text/addressee.ts'
import { splitSentences } from '../text/sentences.ts'
import { isUnsafe } from '../unsafe.ts'
import { countWords } from '../text/words.ts'
import type { Candidate } from './candidates.ts'

/** A longer synopsis is a mistake, of which the first sentences are used. */
const longestSynopsis = 120

/** The author's own synopsis, as one slice of the text; undefined if there is none, or if it must not be shown. */
export const authorSynopsis = ({ synopsis }: Commentary, { text, blocks }: CommentaryText): Synopsis | undefined => {
  const block = blocks.find(({ kind }) => kind === 'synopsis')
  if (synopsis === undefined || block === undefined) return undefined
  let end = 0
  let words = 0
  for (const sentence of splitSentences(synopsis)) {
    if (isUnsafe(sentence.text)) return undefined
    words += countWords(sentence.text)
    if (words > longestSynopsis && end > 0) break
    end = sentence.end
  }
  const start = block.start + (synopsis.length - synopsis.trimStart().length)
  const shown = text.slice(start, block.start + end)
  return shown === ''
    ? undefined
    : { source: 'author', text: shown, quotes: [{ text: shown, start, end: block.start + end }] }
}

/** The end of a complete sentence: a punctuation mark, or a letter in Thai and related scripts, which have no full stop. */
const sentenceEnd =
  /(?:[.!?。！？।؟]|[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])[”’"')\]」』]*$/u

/** The publisher’s description: those complete sentences that are short and safe. It is not part of the text. */
export const publisherSynopsis = ({ description = '' }: Commentary): Synopsis | undefined => {
  // Feeds and pages cut long descriptions off: “The reserve of …”, “[…]”.
  const sentences = splitSentences(description).filter(
    ({ text }) => sentenceEnd.test(text) && !/(?:\.\.\.|…)\W*$/u.test(text) && !isUnsafe(text) && !isAddressed(text),
  )
  const shown = sentences.filter(
    (_, at) =>
      countWords(
        sentences
          .slice(0, at + 1)
          .map(({ text }) => text)
          .join(' '),
      ) <= longestSynopsis,
  )
  return shown.length === 0
    ? undefined
    : { source: 'publisher', text: shown.map(({ text }) => text).join(' '), quotes: [] }
}

/** One sentence of the body, for a text of which no more can be quoted. */
export const extractSynopsis = ({ quote }: Candidate): Synopsis => ({
  source: 'extract',
  text: quote.text,
  quotes: [quote],
})
