import { WARCParser, type WARCRecord } from 'warcio'
import type { Document } from '../commentary/import.ts'
import { canonicalUrl } from '../fetch/canonical-url.ts'

/** The bytes of a WARC, from the beginning each time that they are asked for. */
type Open = () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>

const typeOf = ({ httpHeaders }: WARCRecord): string => httpHeaders?.headers.get('content-type') ?? ''

/** The address of a page or PDF that was really captured: no redirect, no refusal, no repeat without its body. */
const pageOf = (record: WARCRecord): string | undefined => {
  const isAnswer = record.warcType === 'response' && Number(record.getResponseInfo()?.status) === 200
  return isAnswer && /html|pdf/iu.test(typeOf(record)) ? (record.warcTargetURI ?? undefined) : undefined
}

/**
 * The pages and PDFs in a WARC (ISO 28500), of each address the newest capture. `http` and `https`, with and without `www`, are
 * one address.
 */
export async function* capturesIn(open: Open): AsyncGenerator<Document> {
  const newest = new Map<string, string>()
  for await (const record of WARCParser.iterRecords(open())) {
    const key = canonicalUrl(pageOf(record) ?? '')
    const date = record.warcDate ?? ''
    if (key !== undefined && date >= (newest.get(key) ?? '')) newest.set(key, date)
  }
  for await (const record of WARCParser.iterRecords(open())) {
    const url = pageOf(record)
    const key = canonicalUrl(url ?? '')
    if (url === undefined || key === undefined || newest.get(key) !== (record.warcDate ?? '')) continue
    newest.delete(key)
    const contentType = typeOf(record)
    const name = /pdf/iu.test(contentType) ? `${new URL(url).pathname.split('/').at(-1)}` : 'page.html'
    yield {
      name: /pdf/iu.test(contentType) && !/\.pdf$/iu.test(name) ? `${name}.pdf` : name,
      bytes: await record.readFully(true),
      url,
      contentType,
      provenance: { kind: 'capture', date: record.warcDate?.slice(0, 10) },
    }
  }
}
