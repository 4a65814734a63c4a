import type { Entry } from '../feed/entry.ts'
import { numberOfEntry } from '../feed/series-number.ts'
import { decode } from '../fetch/decode.ts'
import type { FetchFailure, Get, GetResult } from '../fetch/get.ts'
import type { Commentary, ProvenanceKind } from './commentary.ts'
import { commentaryFromFacts } from './from-facts.ts'
import { readFeedContent } from './feed-content.ts'
import { withOpenLinks } from './open-links.ts'
import { noFacts, type PageFacts } from './page/facts.ts'
import { plainText } from './text/plain.ts'
import { tooLong } from './too-long.ts'
import { readHtmlInThread, readPdfInThread } from './read-in-thread.ts'
import type { Unreadable } from './page/read.ts'

/** Why a page could not be read, as a code. */
export type UnreadableReason =
  | FetchFailure
  | Unreadable['reason']
  | 'no-link'
  | 'not-a-page'
  | 'unreadable-pdf'
  | 'id-conflict'

export type ReadResult =
  | { readonly state: 'read'; readonly commentary: Commentary }
  | {
      readonly state: 'unreadable'
      readonly reason: UnreadableReason
      /** One sentence for a person. */
      readonly detail: string
      readonly retryAfterMs?: number
    }

type Fetched = Extract<GetResult, { state: 'fetched' }>
type FactsResult = PageFacts | Extract<ReadResult, { state: 'unreadable' }>

const mostBytes = 5_000_000
const accept = 'text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.1'

const unreadable = (
  reason: UnreadableReason,
  detail: string,
  retryAfterMs?: number,
): Extract<ReadResult, { state: 'unreadable' }> => ({
  state: 'unreadable',
  reason,
  detail,
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
})

const startsAs = (body: Buffer, start: string): boolean =>
  body.subarray(0, 1024).toString('latin1').trimStart().startsWith(start)

/** Some sites redirect requests for a deleted page to their front page. */
const isFrontPage = (answered: string, asked: string): boolean =>
  new URL(answered).pathname === '/' && new URL(asked).pathname !== '/'

const markedAs = (kind: ProvenanceKind, facts: PageFacts): PageFacts => ({ ...facts, provenance: { kind } })

const readAnswer = async (answer: Fetched, asked: string): Promise<FactsResult> => {
  const { body, url } = answer
  const type = (answer.contentType ?? '').toLowerCase()
  if (isFrontPage(url, asked)) return unreadable('not-found', 'the address leads to the front page of the site')
  if (type.includes('application/pdf') || startsAs(body, '%PDF-')) {
    const facts = await readPdfInThread(body, url)
    return facts === undefined
      ? unreadable('unreadable-pdf', 'no text could be read from the PDF')
      : markedAs('pdf', facts)
  }
  const isHtml =
    type.includes('html') ||
    type.includes('xml') ||
    ((type === '' || type.includes('text/plain')) && startsAs(body, '<'))
  if (body.length > 0 && !isHtml)
    return unreadable('not-a-page', `the address answers ${type === '' ? 'something' : type}, not a page`)
  const result = await readHtmlInThread(decode(body, answer.contentType), url)
  return result.state === 'facts' ? markedAs('page', result.facts) : unreadable(result.reason, result.detail)
}

const readPage = async (get: Get, link: string | undefined): Promise<FactsResult> => {
  if (link === undefined) return unreadable('no-link', 'the entry has no link to a page')
  const answer = await get(link, { accept, maxBytes: mostBytes })
  if (answer.state === 'fetched') return readAnswer(answer, link)
  if (answer.state === 'failed') return unreadable(answer.code, answer.detail, answer.retryAfterMs)
  return unreadable(
    'http-error',
    'the site says that nothing has changed (HTTP 304), although the request was unconditional',
  )
}

/**
 * Reads the page of a link or an entry: by RSIS's layout first, then as any site's article; a PDF if the response is
 * one. If the page is not available and the feed contains the full text, that is read. The page takes precedence over
 * the entry, but a page with another series number than its entry is rejected.
 */
export const readCommentary = async (
  get: Get,
  source: { readonly link?: string | undefined; readonly entry?: Entry | undefined },
): Promise<ReadResult> => {
  const { entry } = source
  const page = await readPage(get, source.link ?? entry?.link)
  const facts = 'state' in page && entry !== undefined ? (readFeedContent(entry) ?? page) : page
  if ('state' in facts) return facts
  const long = tooLong(facts)
  if (long !== undefined) return long
  const expected = entry === undefined ? undefined : numberOfEntry(entry)
  if (expected !== undefined && facts.number !== undefined && facts.number !== expected) {
    return unreadable('id-conflict', `the feed announces ${expected}, but its link leads to ${facts.number}`)
  }
  return { state: 'read', commentary: withOpenLinks(get, commentaryFromFacts(facts, entry)) }
}

/**
 * What the feed says of an entry whose page is not available: its full text, else its excerpt as a paragraph. A
 * repository's excerpt is the author's abstract.
 */
export const excerptCommentary = (entry: Entry): Commentary => {
  const content = readFeedContent(entry)
  if (content !== undefined && tooLong(content) === undefined) return commentaryFromFacts(content, entry)
  const excerpt = plainText(entry.excerpt ?? '')
  if (entry.repository !== undefined) {
    const provenance = { kind: 'record', from: entry.repository } as const
    const facts = { ...noFacts, url: entry.link, synopsis: excerpt === '' ? undefined : excerpt, provenance }
    return commentaryFromFacts(facts, entry, 'abstract')
  }
  const sections = excerpt === '' ? [] : [{ heading: undefined, paragraphs: [excerpt] }]
  return commentaryFromFacts(markedAs('feed', { ...noFacts, url: entry.link, sections }), entry, 'excerpt')
}
