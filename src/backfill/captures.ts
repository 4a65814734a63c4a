import { WARCParser, type WARCRecord } from 'warcio'
import type { Document } from '../commentary/import.ts'
import { canonicalUrl } from '../fetch/canonical-url.ts'
import { describeError } from '../errors.ts'
import type { Found, Skipped } from './found.ts'

/** A WARC file. Each call reads it from the beginning. */
export type Captures = {
  readonly name: string
  readonly size: number
  readonly open: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}

/** If a capture cannot be read, up to this many of the page's captures are tried. */
const mostTries = 5

/** The institute, and the university whose repository holds its PDFs. Reprints by others are not the original. */
const isPublishers = (url: string): boolean => /(?:^|\.)(?:rsis|ntu)\.edu\.sg$/u.test(URL.parse(url)?.hostname ?? '')

type Page = {
  readonly url: string
  readonly key: string
  /** When it was captured, as an instant (ISO 8601). */
  readonly date: string
  readonly contentType: string
}

/** A capture of a page on web.archive.org is a capture of the original page, at the date in its address. */
const replayed = /^https?:\/\/web\.archive\.org\/web\/(\d{4})(\d{2})(\d{2})\d{0,6}[a-z_]*\/(https?:\/\/.+)$/u

const addressed = (target: string, date: string): { readonly url: string; readonly date: string } => {
  const [, year, month, day, url] = replayed.exec(target) ?? []
  return url === undefined ? { url: target, date } : { url, date: `${year}-${month}-${day}` }
}

/**
 * The page or PDF of a record; undefined for anything else: an image, metadata of the crawler, a revisit record without
 * a body.
 */
const pageOf = (record: WARCRecord): Page | undefined => {
  const { warcType, httpHeaders, warcTargetURI, warcDate, warcContentType } = record
  if ((warcType !== 'response' && warcType !== 'resource') || typeof warcTargetURI !== 'string') return undefined
  const contentType = (warcType === 'response' ? httpHeaders?.headers.get('content-type') : warcContentType) ?? ''
  const { url, date } = addressed(warcTargetURI, warcDate ?? '')
  const key = canonicalUrl(url)
  return key === undefined || !/html|pdf/iu.test(contentType) ? undefined : { url, key, date, contentType }
}

/** Why a capture cannot be read. */
const problemOf = (record: WARCRecord, { url }: Page): string | undefined => {
  if (!isPublishers(url)) return 'a page of another site'
  const status = record.warcType === 'response' ? Number(record.getResponseInfo()?.status) : 200
  if (status !== 200) return `the capture is of an answer HTTP ${status}`
  const truncated = record.warcHeader('WARC-Truncated')
  return typeof truncated === 'string' ? `the crawler cut it off (${truncated})` : undefined
}

/** The record's reader knows how much is still to come. After the last byte that is nothing, unless the file is cut off. */
const isCut = ({ _reader: reader }: WARCRecord): boolean => 'limit' in reader && Number(reader.limit) > 0

/**
 * The records of a WARC; each must be read to its end before the next. A record that is cut off is the last: warcio
 * would wait for the rest of it for ever.
 */
async function* recordsOf(parser: WARCParser): AsyncGenerator<WARCRecord> {
  for await (const record of parser) {
    yield record
    if (record.consumed === '') for await (const _part of record.reader);
    if (isCut(record)) return
  }
}

type Index = {
  /** When each address was captured, the newest first. */
  readonly dates: ReadonlyMap<string, readonly string[]>
  readonly skipped: readonly Skipped[]
}

const indexOf = async ({ name, size, open }: Captures): Promise<Index> => {
  const parser = new WARCParser(open())
  const dates = new Map<string, string[]>()
  const problems = new Map<string, Skipped>()
  let isDamaged = false
  let last: WARCRecord | undefined
  try {
    for await (const record of recordsOf(parser)) {
      last = record
      isDamaged ||= record.warcType === null
      const page = pageOf(record)
      if (page === undefined) continue
      const problem = problemOf(record, page)
      if (problem === undefined) dates.set(page.key, [...(dates.get(page.key) ?? []), page.date])
      else problems.set(page.key, { name: page.url, problem })
    }
  } catch {
    isDamaged = true
  }
  isDamaged ||= parser.offset !== size || (last !== undefined && isCut(last))
  const file = { name, problem: 'it is cut off, damaged or not a WARC; its complete records are read' }
  return {
    dates: new Map([...dates].map(([key, all]) => [key, [...new Set(all)].toSorted().toReversed()])),
    skipped: [
      ...[...problems].flatMap(([key, problem]) => (dates.has(key) ? [] : [problem])),
      ...(isDamaged ? [file] : []),
    ],
  }
}

const documentName = (url: string, contentType: string): string => {
  if (!/pdf/iu.test(contentType)) return 'page.html'
  const name = new URL(url).pathname.split('/').at(-1) ?? ''
  return /\.pdf$/iu.test(name) ? name : `${name}.pdf`
}

const readRecord = async (record: WARCRecord, { url, date, contentType }: Page): Promise<Document | Skipped> => {
  try {
    const bytes = await record.readFully(true)
    if (isCut(record)) return { name: url, problem: 'the file ends in the middle of it' }
    const provenance = { kind: 'capture', ...(date !== '' && { date: date.slice(0, 10) }) } as const
    return { name: documentName(url, contentType), bytes, url, contentType, provenance }
  } catch (error) {
    return { name: url, problem: `it cannot be unpacked: ${describeError(error)}` }
  }
}

/** One capture of each wanted address, as chosen by its date. */
async function* readRound({ open }: Captures, wanted: Map<string, string>, read: Set<string>): AsyncGenerator<Found> {
  try {
    for await (const record of recordsOf(new WARCParser(open()))) {
      const page = pageOf(record)
      if (page === undefined || wanted.get(page.key) !== page.date || problemOf(record, page) !== undefined) continue
      wanted.delete(page.key)
      yield { ...(await readRecord(record, page)), markRead: () => read.add(page.key) }
    }
  } catch {
    // Damage to the file was already reported when it was scanned.
  }
}

/**
 * The publisher's pages and PDFs in a WARC file (ISO 28500): of each address the newest capture, and an older one as
 * long as none was marked as read. `http` and `https`, with and without `www`, are one address.
 */
export async function* capturesIn(captures: Captures): AsyncGenerator<Found> {
  const { dates, skipped } = await indexOf(captures)
  yield* skipped
  const read = new Set<string>()
  for (let round = 0; round < mostTries; round += 1) {
    const wanted = new Map(
      [...dates].flatMap(([key, all]) => {
        const date = all[round]
        return date === undefined || read.has(key) ? [] : [[key, date] as const]
      }),
    )
    if (wanted.size === 0) return
    yield* readRound(captures, wanted, read)
  }
}
