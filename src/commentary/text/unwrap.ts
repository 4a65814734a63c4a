import { bareLine, type Line } from './lines.ts'
import { joinLines, rejoinWords, vocabularyOf } from './rejoin-words.ts'
import { plainText } from './plain.ts'

/** Whether the lines were broken to a fixed width: most lines inside a block are long, and none is very long. */
const isWrapped = (blocks: readonly (readonly string[])[]): boolean => {
  const inner = blocks.flatMap((block) => block.slice(0, -1))
  const long = inner.filter((line) => line.trim().length >= 45)
  return inner.length >= 3 && long.length >= inner.length * 0.6 && inner.every((line) => line.trim().length <= 130)
}

/**
 * The lines of a plain text: one for each paragraph, or, if the text was broken to a fixed width, one for each block
 * between blank lines, with split words joined.
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

/** In characters: printed lines are about equally long. */
const printedLine = { shortest: 45, longest: 130 }
const fewestLines = 10
/** A line that ends its sentence and is shorter than this share of the others ends its paragraph. */
const lastLine = 0.85

const endsSentence = (text: string): boolean => /[.!?:;…。！？]["'”’»)\]]*$/u.test(text)

/**
 * The lines of a page, in which the printed lines of one paragraph are joined: programs that convert PDFs give each
 * printed line an element of its own. A page in which most lines end with their sentence is unchanged.
 */
export const unwrapped = (lines: readonly Line[]): readonly Line[] => {
  const isOfText = ({ level, isListItem, text }: Line): boolean =>
    level === undefined && !isListItem && text.length <= printedLine.longest
  const plain = lines.filter(({ level }) => level === undefined)
  const broken = plain.filter(({ text }) => text.length >= printedLine.shortest && !endsSentence(text))
  const isPrinted = plain.filter(isOfText).length >= 0.9 * plain.length && broken.length >= 0.5 * plain.length
  if (plain.length < fewestLines || !isPrinted) return lines
  const width = broken.map(({ text }) => text.length).toSorted((a, b) => a - b)[Math.floor(0.9 * broken.length)] ?? 0
  const vocabulary = vocabularyOf(lines.map(({ text }) => text))
  const joined: Line[] = []
  let isOpen = false
  for (const line of lines) {
    const before: Line | undefined = isOpen && isOfText(line) ? joined.at(-1) : undefined
    const goesOn: boolean = before !== undefined && before.isEmphasised === line.isEmphasised
    if (before !== undefined && goesOn)
      joined[joined.length - 1] = { ...before, text: joinLines([before.text, line.text], vocabulary) }
    else joined.push(line)
    const isLast = endsSentence(line.text) && line.text.length < lastLine * width
    isOpen = isOfText(line) && !isLast && (goesOn || line.text.length >= printedLine.shortest)
  }
  return joined
}
