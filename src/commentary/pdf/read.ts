import { seriesNumberIn } from '../../feed/series-number.ts'
import type { PageFacts } from '../page/facts.ts'
import { linesOfPrint } from './lines.ts'
import { noHints, readRsisLines } from '../rsis/lines.ts'
import type { Line } from '../text/lines.ts'
import { readForeignPdf } from './foreign.ts'

const hasMark = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')

/** The number above the text, as `CO20210` or in the heading of the series. */
const numberInHead = (lines: readonly Line[]): string | undefined => {
  for (const { text } of lines.slice(0, 12)) {
    const number = /^(?:RSIS Commentary\W{0,3})?(?:No\.? ?)?(CO[ -]?\d{5})\b/iu.exec(text)?.[1]
    if (number !== undefined) return seriesNumberIn(number)
  }
  return undefined
}

/**
 * Reads the text of a PDF: an RSIS commentary by its layout, any other by its title (the largest type), head and
 * paragraphs. `url` is where it was fetched from, `name` the file's name. Undefined if it is not a PDF or contains no
 * text.
 * @throws whatever pdf.js throws for damaged and locked files.
 */
export const readPdf = async (
  bytes: Uint8Array,
  url: string | undefined,
  name = url?.split('/').at(-1),
): Promise<PageFacts | undefined> => {
  if (!hasMark(bytes)) return undefined
  // Imported on demand: it is large, and most pages do not need it.
  const { readPrint } = await import('./print.ts')
  const { lines: printed, info } = await readPrint(bytes)
  const lines = linesOfPrint(printed)
  const number = numberInHead(lines) ?? seriesNumberIn(name)
  const commentary = readRsisLines(lines, { ...noHints, url, number })
  if (commentary !== undefined) return { ...commentary, pdfUrl: commentary.pdfUrl ?? url }
  const foreign = readForeignPdf(lines, printed, info)
  return foreign && { ...foreign, number, url, pdfUrl: url }
}
