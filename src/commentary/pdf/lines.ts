import { bareLine, type Line } from '../text/lines.ts'
import { joinLines, rejoinWords, vocabularyOf } from '../text/rejoin-words.ts'
import { plainText } from '../text/plain.ts'

/** One printed line of a PDF; lengths in points, `y` grows upwards. */
export type PrintedLine = {
  readonly text: string
  readonly page: number
  readonly y: number
  readonly size: number
  /** The font of most of its letters, by the PDF's internal name. */
  readonly font: string
  /** Whether some of its letters have another font. */
  readonly isMixed: boolean
}

/** The value that applies to the most letters. */
const commonest = <Value>(lines: readonly PrintedLine[], valueOf: (line: PrintedLine) => Value): Value | undefined => {
  const letters = new Map<Value, number>()
  for (const line of lines) letters.set(valueOf(line), (letters.get(valueOf(line)) ?? 0) + line.text.length)
  return [...letters].toSorted((a, b) => b[1] - a[1])[0]?.[0]
}

const isPageNumber = (text: string): boolean =>
  /^(?:page )?[-–— ]{0,2}\d{1,3}[-–— ]{0,2}(?:(?:of|\/) ?\d{1,3})?$/iu.test(text)
/** The institute's address at the foot of its first pages. */
const isImprint = (text: string): boolean =>
  /^(?:Block S4, Level B3|Tel: ?\+?65\b|www\.rsis\.edu\.sg$|Nanyang Technological University$|RSIS, Nanyang Technological University, Block S4)/u.test(
    text,
  )

/** The running head and foot are within this many lines at the top and bottom of a page. */
const zone = 3

/**
 * The lines without page numbers and without what repeats at the top or bottom of several pages, ignoring the numbers
 * in it.
 */
export const withoutRunningLines = (lines: readonly PrintedLine[]): readonly PrintedLine[] => {
  const pages = [...new Set(lines.map((line) => line.page))]
  const atEdge = new Set<PrintedLine>()
  const pagesOf = new Map<string, Set<number>>()
  const keyOf = (line: PrintedLine): string => line.text.replaceAll(/\d+/gu, '#').toLowerCase()
  for (const page of pages) {
    const ordered = lines.filter((line) => line.page === page).toSorted((a, b) => b.y - a.y)
    const edges = ordered.filter((_, index) => index < zone || index >= ordered.length - zone)
    for (const line of edges) {
      atEdge.add(line)
      const key = keyOf(line)
      pagesOf.set(key, (pagesOf.get(key) ?? new Set()).add(page))
    }
  }
  return lines.filter((line) => {
    if (isImprint(line.text)) return false
    const isRunning = isPageNumber(line.text) || (pagesOf.get(keyOf(line))?.size ?? 0) > 1
    return !(atEdge.has(line) && isRunning)
  })
}

const endsSentence = (text: string): boolean => /[.!?]["'”’)\]]*$/u.test(text)

/** The usual distance between two lines of a paragraph; at most double spacing. */
const leadingOf = (lines: readonly PrintedLine[]): number => {
  const gaps = lines.flatMap((line, index) => {
    const before = lines[index - 1]
    const gap = before?.page === line.page && before.size === line.size ? Math.round((before.y - line.y) * 2) / 2 : 0
    return gap > 0 && gap <= line.size * 2 ? [{ ...line, y: gap }] : []
  })
  return commonest(gaps, (line) => line.y) ?? 0
}

/** Groups printed lines into paragraphs by their spacing and fonts, and at the end of a page by their sentences. */
const paragraphsOf = (lines: readonly PrintedLine[]): readonly (readonly PrintedLine[])[] => {
  const leading = leadingOf(lines)
  const textSize = commonest(lines, (line) => line.size)
  const widest = lines.reduce((most, line) => Math.max(most, line.text.length), 0)
  const startsAnew = (line: PrintedLine, before: PrintedLine): boolean => {
    if (Math.abs(line.size - before.size) > 0.6) return true
    if (line.font !== before.font && !line.isMixed && !before.isMixed) return true
    if (line.page !== before.page) {
      return endsSentence(before.text) || (before.text.length < widest * 0.5 && !/^\p{Ll}/u.test(line.text))
    }
    const gap = before.y - line.y
    // Larger type has more space between its lines.
    if (gap < 0 || gap > Math.max(leading * 1.35, line.size * 1.4)) return true
    return line.size === textSize && endsSentence(before.text) && before.text.length < widest * 0.7
  }
  const paragraphs: PrintedLine[][] = []
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1]
    const last = paragraphs.at(-1)
    if (before === undefined || last === undefined || startsAnew(line, before)) paragraphs.push([line])
    else last.push(line)
  }
  return paragraphs
}

/**
 * The printed lines as lines of a page: split words joined, running heads removed, lines in another font than the text
 * emphasised, the largest type of the first page as first-level headings.
 */
export const linesOfPrint = (printed: readonly PrintedLine[]): readonly Line[] => {
  const lines = withoutRunningLines(printed)
  const vocabulary = vocabularyOf(lines.map((line) => line.text))
  const font = commonest(lines, (line) => line.font)
  const size = commonest(lines, (line) => line.size) ?? 0
  const paragraphs = paragraphsOf(lines)
  const largest = lines.reduce((most, line) => (line.page === 1 ? Math.max(most, line.size) : most), 0)
  return paragraphs.flatMap((paragraph) => {
    const [first] = paragraph
    const text = plainText(
      rejoinWords(
        joinLines(
          paragraph.map((line) => line.text),
          vocabulary,
        ),
        vocabulary,
      ),
    )
    if (first === undefined || text === '') return []
    const isLarge = first.page === 1 && first.size === largest && largest > size + 1
    const line = bareLine(
      text,
      paragraph.every((line) => line.font !== font && !line.isMixed),
    )
    return [isLarge ? { ...line, level: 1 } : line]
  })
}
