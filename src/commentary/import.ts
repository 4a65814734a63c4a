import { readFile, stat } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { UserError } from '../errors.ts'
import { decode } from '../fetch/decode.ts'
import type { Get } from '../fetch/get.ts'
import type { Provenance } from './commentary.ts'
import { commentaryFromFacts } from './from-facts.ts'
import { withOpenLinks } from './open-links.ts'
import { noFacts, type PageFacts } from './page/facts.ts'
import type { HtmlResult } from './page/read.ts'
import { type ReadResult, readCommentary } from './read.ts'
import { readHtmlInThread, readPdfInThread } from './read-in-thread.ts'
import { noHints, readRsisLines } from './rsis/lines.ts'
import { readSavedPage } from './saved-page.ts'
import { countWords } from './text/plain.ts'
import { sectionsOf } from './text/sections.ts'
import { linesOfText } from './text/unwrap.ts'
import { tooLong } from './too-long.ts'

/** The size of the largest document; a saved page may contain its images. */
const mostBytes = 20_000_000
const tooManyBytes = 'it is larger than 20 MB'
const kindOf = new Map<string, 'html' | 'mhtml' | 'pdf' | 'text'>([
  ['.html', 'html'],
  ['.htm', 'html'],
  ['.xhtml', 'html'],
  ['.mht', 'mhtml'],
  ['.mhtml', 'mhtml'],
  ['.pdf', 'pdf'],
  ['.txt', 'text'],
])

type Wrong = (problem: string, fix: string) => UserError

const readBytes = async (path: string, wrong: Wrong): Promise<Buffer> => {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined)
    throw wrong(`there is no file ${path}`, 'give the path of a saved page, or an address that begins with https://')
  if (!found.isFile()) throw wrong(`${path} is not a file`, 'give one saved page, a PDF or a text')
  if (found.size === 0) throw wrong(`${path} is empty`, 'save the page again')
  if (found.size > mostBytes) throw wrong(`${path}: ${tooManyBytes}`, 'save the page without its pictures')
  try {
    return await readFile(path)
  } catch {
    throw wrong(`${path} cannot be read`, 'let this user read the file')
  }
}

/** Browsers note in a saved page where it came from: `<!-- saved from url=(0041)https://… -->`. */
const notedAddress = (html: string): string | undefined =>
  /<!-- saved from url=\(\d{1,6}\)(https?:\/\/[^\s>]{1,2000})/u.exec(html.slice(0, 3000))?.[1]

/** A text with fewer words is a note, not a text to quote from. */
const fewestWords = 50

/** A text in another layout than the series: its first line, if short, is the title. */
const readPlainText = (text: string): PageFacts | undefined => {
  const lines = linesOfText(text)
  const commentary = readRsisLines(lines, noHints)
  if (commentary !== undefined) return commentary
  const [first] = lines
  const title = first !== undefined && first.text.length <= 200 && lines.length > 1 ? first.text : undefined
  const sections = sectionsOf(title === undefined ? lines : lines.slice(1))
  const words = sections.flatMap(({ paragraphs }) => paragraphs).reduce((sum, text) => sum + countWords(text), 0)
  if (words < fewestWords) return undefined
  return { ...noFacts, title: title ?? '', sections }
}

/** A page, a PDF or a text, told apart by the extension of its name; `url` is where it was captured, if known. */
export type Document = {
  readonly name: string
  readonly provenance: Provenance
  readonly bytes: Uint8Array
  readonly url?: string | undefined
  readonly contentType?: string | undefined
}

/** The facts of a page, PDF or text, by the extension of its name. */
const readFacts = async (document: Document): Promise<HtmlResult | Extract<ReadResult, { state: 'unreadable' }>> => {
  const { name, bytes, url, contentType } = document
  const kind = kindOf.get(extname(name).toLowerCase())
  if (kind === undefined) return { state: 'unreadable', reason: 'not-a-page', detail: `${name} is of an unknown kind` }
  if (kind === 'html') {
    const html = decode(Buffer.from(bytes), contentType)
    return readHtmlInThread(html, url ?? notedAddress(html))
  }
  if (kind === 'mhtml') {
    const page = await readSavedPage(bytes)
    if (page !== undefined) return readHtmlInThread(page.html, page.url)
    return { state: 'unreadable', reason: 'empty', detail: 'the saved page has no HTML' }
  }
  if (kind === 'pdf') {
    const facts = await readPdfInThread(bytes, url, undefined, basename(name))
    if (facts !== undefined) return { state: 'facts', facts }
    return { state: 'unreadable', reason: 'unreadable-pdf', detail: 'no text could be read from the PDF' }
  }
  const facts = readPlainText(decode(Buffer.from(bytes), undefined))
  if (facts !== undefined) return { state: 'facts', facts }
  return { state: 'unreadable', reason: 'empty', detail: `the file contains no text of ${fewestWords} words or more` }
}

/** Reads a document that we already have; an unknown kind counts as "not a page". */
export const readDocument = async (document: Document): Promise<ReadResult> => {
  if (document.bytes.length > mostBytes) return { state: 'unreadable', reason: 'too-large', detail: tooManyBytes }
  const result = await readFacts(document)
  if (result.state !== 'facts') return result
  const { provenance } = document
  return (
    tooLong(result.facts) ?? {
      state: 'read',
      commentary: commentaryFromFacts({ ...result.facts, provenance }, undefined),
    }
  )
}

/**
 * Reads a commentary from a file (`.html`, `.mhtml`, `.pdf`, `.txt`) or an http(s) address, for sites that refuse
 * programs.
 * @param field what an error calls the source.
 * @throws UserError for a file that is missing, empty, too large or of an unknown kind.
 */
export const importCommentary = async (source: string, get: Get, field = 'Import'): Promise<ReadResult> => {
  const wrong: Wrong = (problem, fix) => new UserError(field, problem, fix)
  const wanted = source.trim()
  if (/^https?:\/\//iu.test(wanted)) return readCommentary(get, { link: wanted })
  if (/^[a-z][a-z+.-]+:\/\//iu.test(wanted))
    throw wrong(`${wanted} is not a web address`, 'use one that begins with http:// or https://')
  if (wanted === '') throw wrong('no file is named', 'e.g. import page.html')
  const kind = kindOf.get(extname(wanted).toLowerCase())
  const bytes = await readBytes(wanted, wrong)
  if (kind === undefined)
    throw wrong(
      `${wanted} is of an unknown kind`,
      /\.(?:eml|mbox|zip|wacz|warc(?:\.gz)?)$/iu.test(wanted)
        ? `npm run backfill -- ${wanted} reads it`
        : 'import a file that ends in .html, .mhtml, .pdf or .txt',
    )
  const result = await readDocument({ name: wanted, bytes, provenance: { kind: 'file', from: basename(wanted) } })
  return result.state === 'read' ? { ...result, commentary: withOpenLinks(get, result.commentary) } : result
}
