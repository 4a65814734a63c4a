import { bareLine, type Line } from './lines.ts'
import { joinLines, rejoinWords, vocabularyOf } from './rejoin-words.ts'
import { plainText } from './plain.ts'

/** Lines of a text that was broken to a width: most of those inside a block are long, and none is very long. */
const isWrapped = (blocks: readonly (readonly string[])[]): boolean => {
  const inner = blocks.flatMap((block) => block.slice(0, -1))
  const long = inner.filter((line) => line.trim().length >= 45)
  return inner.length >= 3 && long.length >= inner.length * 0.6 && inner.every((line) => line.trim().length <= 130)
}

/**
 * The lines of a plain text: one to a paragraph, or, where the text was broken to a width, one to a block between blank
 * lines, with the words that the breaking has split mended.
 */
export const linesOfText = (text: string): readonly Line[] => {
  const blocks: string[][] = [[]]
  for (const line of text.split(/\r\n|[\n\r\f\u{2028}\u{2029}]/u)) {
    if (line.trim() === '') blocks.push([])
    else blocks.at(-1)?.push(line)
  }
  const all = blocks.flat()
  const vocabulary = vocabularyOf(all)
  const joined = isWrapped(blocks) ? blocks.map((block) => rejoinWords(joinLines(block, vocabulary), vocabulary)) : all
  return joined
    .map((line) => plainText(line))
    .filter((line) => line !== '')
    .map((line) => bareLine(line))
}
