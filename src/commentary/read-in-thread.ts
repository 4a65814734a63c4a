import { describeError } from '../errors.ts'
import { createThreadTask } from '../limits.ts'
import type { PageFacts } from './page/facts.ts'
import type { HtmlResult } from './page/read.ts'

/** What to read, with the address that it was fetched from. */
export type Asked = { readonly url: string | undefined } & (
  | { readonly kind: 'html'; readonly html: string }
  | { readonly kind: 'pdf'; readonly bytes: Uint8Array; readonly name?: string | undefined }
)

/** A file of a few bytes can keep its parser busy for hours, or fill the memory. */
const read = createThreadTask<unknown>(new URL('read-thread.ts', import.meta.url), {
  what: 'reading the page',
  timeMs: 20_000,
  memoryMb: 512,
})

/** `readHtml` in a thread of its own; a page that takes more than 20 s or 512 MB counts as too complex. */
export const readHtmlInThread = async (html: string, url: string | undefined): Promise<HtmlResult> => {
  try {
    const asked: Asked = { kind: 'html', html, url }
    return (await read(asked)) as HtmlResult
  } catch (error) {
    return { state: 'unreadable', reason: 'too-complex', detail: describeError(error) }
  }
}

/**
 * `readPdf` in a thread of its own. Also undefined if the file is damaged or locked, or takes longer than `timeMs` or
 * more than 512 MB: pdf.js has a dozen classes of error for these, and the caller treats them alike.
 */
export const readPdfInThread = async (
  bytes: Uint8Array,
  url?: string,
  timeMs?: number,
  name?: string,
): Promise<PageFacts | undefined> => {
  try {
    const asked: Asked = { kind: 'pdf', bytes: Uint8Array.from(bytes), url, name }
    return (await read(asked, timeMs)) as PageFacts | undefined
  } catch {
    return undefined
  }
}
