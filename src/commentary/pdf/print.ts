import { getDocumentProxy } from 'unpdf'
import { z } from 'zod'
import type { PrintedLine } from './lines.ts'
import { plainText } from '../text/plain.ts'

const mostPages = 60
const mostCharacters = 1_000_000
const mostLines = 20_000

/** Ligatures, which fonts print as one character. */
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

/** What pdf.js reports of one piece of text; `transform` contains its size and position. */
type Piece = {
  readonly str: string
  readonly fontName: string
  readonly transform: readonly number[]
  readonly hasEOL: boolean
}

/** Joins the pieces of each printed line: those at the same height, or that follow each other without a line end. */
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
    // A soft hyphen at the end of a line is kept for `joinLines`; `plainText` would remove it.
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

/** The file's own metadata, which programs fill in as they like. */
export type PdfInfo = { readonly title: string | undefined; readonly author: string | undefined }

const infoSchema = z.object({
  Title: z.string().optional().catch(undefined),
  Author: z.string().optional().catch(undefined),
})

/**
 * The printed lines of a PDF, up to 60 pages, and its metadata.
 * @throws whatever pdf.js throws for damaged and locked files; it has a dozen classes for it.
 */
export const readPrint = async (
  bytes: Uint8Array,
): Promise<{ readonly lines: readonly PrintedLine[]; readonly info: PdfInfo }> => {
  const document = await getDocumentProxy(bytes, { verbosity: 0 })
  try {
    const lines: PrintedLine[] = []
    let characters = 0
    for (let page = 1; page <= Math.min(document.numPages, mostPages) && characters < mostCharacters; page += 1) {
      const content = await (await document.getPage(page)).getTextContent()
      const pieces = content.items.filter((item) => 'str' in item)
      characters += pieces.reduce((sum, piece) => sum + piece.str.length, 0)
      lines.push(...printedLinesOf(pieces, page))
    }
    const metadata = await document.getMetadata()
    const { Title, Author } = infoSchema.catch({}).parse(metadata.info)
    return {
      lines: lines.slice(0, mostLines),
      info: { title: Title && plainText(Title), author: Author && plainText(Author) },
    }
  } finally {
    await document.loadingTask.destroy()
  }
}
