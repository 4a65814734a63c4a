import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { seriesNumberIn } from '../feed/identity.ts'
import { noFacts, type PageFacts } from './page-facts.ts'
import { linesOfPrint, type PrintedLine } from './pdf-lines.ts'
import { noHints, readRsisLines } from './rsis-lines.ts'
import { sectionsOf } from './sections.ts'

/** A file of a few bytes can keep its reader busy for hours, or fill the memory. */
const caps = { timeMs: 20_000, memoryMb: 512 }

const hasMark = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')

/** Reads in a thread of its own, which is ended when it takes longer or more than it may. */
const printedLines = async (bytes: Uint8Array, timeMs: number): Promise<readonly PrintedLine[] | undefined> => {
  const worker = new Worker(new URL('./pdf-worker.ts', import.meta.url), {
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: caps.memoryMb },
    stdout: true,
    stderr: true,
  })
  try {
    const [lines] = await once(worker, 'message', { signal: AbortSignal.timeout(timeMs) })
    return lines as readonly PrintedLine[]
  } catch {
    // pdf.js has a dozen classes of error for damaged and locked files; with the caps, they are one case to us.
    return undefined
  } finally {
    await worker.terminate()
  }
}

/**
 * Reads the text of a PDF: an RSIS commentary by its parts, anything else as a title (its largest type) and paragraphs.
 * `url` is where it was fetched from. Undefined where the file is damaged, locked, holds no text or takes longer than
 * `timeMs` to read.
 */
export const readPdf = async (
  bytes: Uint8Array,
  url?: string,
  timeMs = caps.timeMs,
): Promise<PageFacts | undefined> => {
  const printed = hasMark(bytes) ? await printedLines(bytes, timeMs) : undefined
  if (printed === undefined) return undefined
  const lines = linesOfPrint(printed)
  const number = seriesNumberIn(url?.split('/').at(-1))
  const commentary = readRsisLines(lines, { ...noHints, url, number })
  if (commentary !== undefined) return { ...commentary, pdfUrl: commentary.pdfUrl ?? url }

  const titleAt = lines.findIndex((line) => line.level === 1)
  const sections = sectionsOf(lines.slice(titleAt + 1))
  if (!sections.some((section) => section.paragraphs.length > 0)) return undefined
  return { ...noFacts, url, title: lines[titleAt]?.text ?? '', sections, pdfUrl: url }
}
