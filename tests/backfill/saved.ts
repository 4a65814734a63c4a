import { WARCRecord, WARCSerializer } from 'warcio'
import { samplePage } from '../../src/demo/page.ts'
import { readSamples, type Sample } from '../../src/demo/samples.ts'

const samples = await readSamples()

/** The bundled samples in forms in which a person may have saved them. */
export const sampleAt = (index: number): Sample => {
  const found = samples[index]
  if (found === undefined) throw new Error(`no sample ${index}`)
  return found
}
export const pageOf = async (index: number): Promise<string> => samplePage(sampleAt(index))
export const addressOf = (index: number): string =>
  `https://www.rsis.edu.sg/rsis-publication/rsis/${sampleAt(index).id.toLowerCase()}/`

/** A commentary as plain text. */
export const textOf = (index: number): string => {
  const { id, title, synopsis, sections } = sampleAt(index)
  const text = sections.flatMap(({ paragraphs }) =>
    paragraphs.map((sentences) => sentences.map((sentence) => sentence.text).join(' ')),
  )
  return [`${id} | ${title}`, 'Una Oakes', '1 October 2026', 'SYNOPSIS', synopsis, 'COMMENTARY', ...text].join('\n\n')
}

/** A commentary as an e-mail of the series. */
export const mailOf = (index: number): string =>
  [
    'From: series@example.org',
    `Subject: [RSIS] ${sampleAt(index).id} | A title`,
    'Date: Thu, 1 Oct 2026 08:00:00 +0800',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(textOf(index)).toString('base64').replaceAll(/.{76}/gu, '$&\n'),
    '',
  ].join('\r\n')

export type Captured = {
  readonly url: string
  readonly date: string
  readonly body: string | Uint8Array
  readonly status?: string
  readonly type?: string
  readonly kind?: 'response' | 'revisit' | 'metadata' | 'request' | 'resource'
  readonly warcHeaders?: Readonly<Record<string, string>>
}

/** The separate records of a WARC. */
export const warcRecords = async (captures: readonly Captured[], gzip = true): Promise<Uint8Array[]> =>
  Promise.all(
    captures.map(
      ({ url, date, body, status = '200 OK', type = 'text/html; charset=utf-8', kind = 'response', warcHeaders }) => {
        const isHttp = kind === 'response' || kind === 'revisit'
        const record = WARCRecord.create(
          {
            url,
            date,
            type: kind,
            warcVersion: 'WARC/1.1',
            ...(isHttp
              ? {
                  statusline: `HTTP/1.1 ${status}`,
                  httpHeaders: { 'content-type': type },
                  warcHeaders: { ...warcHeaders },
                }
              : { warcHeaders: { 'Content-Type': type, ...warcHeaders } }),
          },
          [typeof body === 'string' ? new TextEncoder().encode(body) : body],
        )
        return WARCSerializer.serialize(record, { gzip })
      },
    ),
  )

export const warcOf = async (captures: readonly Captured[], gzip = true): Promise<Uint8Array> =>
  Buffer.concat(await warcRecords(captures, gzip))
