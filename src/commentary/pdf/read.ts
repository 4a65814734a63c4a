import { seriesNumberIn } from '../../feed/series-number.ts'
import { noFacts, type PageFacts } from '../page/facts.ts'
import { linesOfPrint } from './lines.ts'
import { noHints, readRsisLines } from '../rsis/lines.ts'
import { sectionsOf } from '../text/sections.ts'

const hasMark = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')

/**
 * Reads the text of a PDF: an RSIS commentary by its parts, anything else as a title (its largest type) and paragraphs.
 * `url` is where it was fetched from. Undefined where the file is no PDF or holds no text.
 * @throws whatever pdf.js throws at damaged and locked files.
 */
export const readPdf = async (bytes: Uint8Array, url: string | undefined): Promise<PageFacts | undefined> => {
  if (!hasMark(bytes)) return undefined
  // It is large, and most pages never need it.
  const { printedLinesIn } = await import('./print.ts')
  const lines = linesOfPrint(await printedLinesIn(bytes))
  const number = seriesNumberIn(url?.split('/').at(-1))
  const commentary = readRsisLines(lines, { ...noHints, url, number })
  if (commentary !== undefined) return { ...commentary, pdfUrl: commentary.pdfUrl ?? url }

  const titleAt = lines.findIndex((line) => line.level === 1)
  const sections = sectionsOf(lines.slice(titleAt + 1))
  if (!sections.some((section) => section.paragraphs.length > 0)) return undefined
  return { ...noFacts, url, title: lines[titleAt]?.text ?? '', sections, pdfUrl: url }
}
