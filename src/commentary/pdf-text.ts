import { seriesNumberIn } from '../feed/identity.ts'
import { noFacts, type PageFacts } from './page-facts.ts'
import { linesOfPrint, type PrintedLine } from './pdf-lines.ts'
import { plainText } from './plain-text.ts'
import { noHints, readRsisLines } from './rsis-lines.ts'
import { sectionsOf } from './sections.ts'

const mostPages = 60
const mostCharacters = 1_000_000

/** Letters that fonts print as one. */
const ligatures = new Map([
  ['ﬀ', 'ff'],
  ['ﬁ', 'fi'],
  ['ﬂ', 'fl'],
  ['ﬃ', 'ffi'],
  ['ﬄ', 'ffl'],
  ['ﬅ', 'st'],
  ['ﬆ', 'st'],
])
const withoutLigatures = (text: string): string =>
  text.replaceAll(/[ﬀ-ﬆ]/gu, (ligature) => ligatures.get(ligature) ?? ligature)

/** What pdf.js says of one piece of text; `transform` holds its size and place. */
type Piece = {
  readonly str: string
  readonly fontName: string
  readonly transform: readonly number[]
  readonly hasEOL: boolean
}

/** Pieces that stand at the same height, or follow each other without an end of line, make one printed line. */
const printedLinesOf = (pieces: readonly Piece[], page: number): readonly PrintedLine[] => {
  const lines: PrintedLine[] = []
  let open: Piece[] = []
  const close = (): void => {
    const shown = open.filter((piece) => piece.str.trim() !== '')
    const [first] = shown
    const text = withoutLigatures(open.map((piece) => piece.str).join(''))
    open = []
    if (first === undefined) return
    const letters = new Map<string, number>()
    for (const piece of shown) letters.set(piece.fontName, (letters.get(piece.fontName) ?? 0) + piece.str.length)
    const [font] = [...letters].toSorted((a, b) => b[1] - a[1])[0] ?? ['']
    const size = Math.round(Math.hypot(first.transform[2] ?? 0, first.transform[3] ?? 0) * 2) / 2
    // A soft hyphen at the line's end is kept for the joining; `plainText` would drop it.
    const end = text.trimEnd().endsWith('\u{ad}') ? '\u{ad}' : ''
    lines.push({ text: plainText(text) + end, page, y: first.transform[5] ?? 0, size, font, isMixed: letters.size > 1 })
  }
  for (const piece of pieces) {
    const height = open.find((one) => one.str.trim() !== '')?.transform[5]
    const isBelow = height !== undefined && piece.str.trim() !== '' && Math.abs((piece.transform[5] ?? 0) - height) > 4
    if (isBelow) close()
    open.push(piece)
    if (piece.hasEOL) close()
  }
  close()
  return lines
}

const printedLinesIn = async (bytes: Uint8Array): Promise<readonly PrintedLine[]> => {
  // pdf.js is 3 MB; most installations never read a PDF.
  const { getDocumentProxy } = await import('unpdf')
  // A copy, because pdf.js takes the memory away from its caller.
  const document = await getDocumentProxy(Uint8Array.from(bytes), { verbosity: 0 })
  try {
    const lines: PrintedLine[] = []
    let characters = 0
    for (let page = 1; page <= Math.min(document.numPages, mostPages) && characters < mostCharacters; page += 1) {
      const content = await (await document.getPage(page)).getTextContent()
      const pieces = content.items.filter((item) => 'str' in item)
      characters += pieces.reduce((sum, piece) => sum + piece.str.length, 0)
      lines.push(...printedLinesOf(pieces, page))
    }
    return lines
  } finally {
    await document.loadingTask.destroy()
  }
}

/**
 * Reads the text of a PDF: an RSIS commentary by its parts, anything else as a title (its largest type) and paragraphs.
 * `url` is where it was fetched from. Undefined where the file is damaged, locked or holds no text.
 */
export const readPdf = async (bytes: Uint8Array, url?: string): Promise<PageFacts | undefined> => {
  let printed: readonly PrintedLine[]
  try {
    printed = await printedLinesIn(bytes)
  } catch {
    // pdf.js has a dozen classes of error for damaged and locked files; to us they are one case.
    return undefined
  }
  const lines = linesOfPrint(printed)
  const number = seriesNumberIn(url?.split('/').at(-1))
  const commentary = readRsisLines(lines, { ...noHints, url, number })
  if (commentary !== undefined) return { ...commentary, pdfUrl: commentary.pdfUrl ?? url }

  const titleAt = lines.findIndex((line) => line.level === 1)
  const sections = sectionsOf(lines.slice(titleAt + 1))
  if (!sections.some((section) => section.paragraphs.length > 0)) return undefined
  return { ...noFacts, url, title: lines[titleAt]?.text ?? '', sections, pdfUrl: url }
}
