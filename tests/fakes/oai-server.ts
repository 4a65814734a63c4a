import { createServer, type ServerResponse } from 'node:http'
import { listen } from '../listen.ts'

const pageSize = 20

/** How the files of the records are named, and what is answered to who asks for one. */
export type OaiFiles = {
  /** The format that names them; `rest`: none does, and DSpace's REST interface must be asked. */
  readonly by: 'ore' | 'xoai' | 'mets' | 'rest'
  /** Which records have one; all by default. */
  readonly has?: (number: number) => boolean
  readonly answer: (number: number) => { readonly status: number; readonly type: string; readonly body: Uint8Array }
}

export type OaiServer = {
  readonly url: string
  /** The query of each request, in order. */
  readonly requests: readonly URLSearchParams[]
  /** The numbers of the records whose file was asked for, in order. */
  readonly fileRequests: readonly number[]
  /** From now on the records have files. */
  readonly files: (files: OaiFiles) => void
  /** Records of a later day, for requests of what changed since; their numbers continue. */
  readonly add: (count: number, published: string) => void
  /** The answers of the next requests, one each: a status, or an error of the protocol. */
  readonly failNext: (...answers: readonly (number | string)[]) => void
  /** From now on robots.txt is this text, or answers with this status; by default 404. */
  readonly robots: (answer: string | number) => void
  readonly stop: () => Promise<void>
}

const header = (number: number, status = ''): string =>
  `<header${status}><identifier>oai:repository:10356/${number}</identifier><datestamp>2026-01-02T03:04:05Z</datestamp></header>`

const record = (number: number, published: string, metadata: string): string => {
  if (number % 17 === 0) return `<record>${header(number, ' status="deleted"')}</record>`
  if (metadata !== '') return `<record>${header(number)}<metadata>${metadata}</metadata></record>`
  const id = `CO${published.slice(2, 4)}${String(number).padStart(3, '0')}`
  return `<record>${header(number)}<metadata><oai_dc:dc>
<dc:title>${id} | The harbour question, part ${number}</dc:title>
<dc:creator>Writer${number}, Ada</dc:creator><dc:creator>Tan Bee Lian</dc:creator>
<dc:subject>Social sciences::Political science</dc:subject>
<dc:description>Published version</dc:description>
<dc:description>Part ${number} argues that small harbours &amp; their pilots decide whether a strait stays open in winter.</dc:description>
<dc:date>2021-02-03T10:00:00Z</dc:date><dc:date>${published}</dc:date>
<dc:identifier>https://hdl.handle.net/10356/${number}</dc:identifier>
</oai_dc:dc></metadata></record>`
}

/** The files of a record in a format: the PDF, and a text that was extracted from it. */
const filesIn: Readonly<Record<string, (pdf: string) => string>> = {
  ore: (pdf) => `<atom:entry><atom:link rel="alternate" href="https://hdl.handle.net/1"/>
<atom:link rel="http://www.openarchives.org/ore/terms/aggregates" href="${pdf}.txt" title="a.txt" type="text/plain"/>
<atom:link rel="http://www.openarchives.org/ore/terms/aggregates" href="${pdf}" title="a.pdf" type="application/pdf"/></atom:entry>`,
  xoai: (pdf) => `<metadata><element name="bundles">
<element name="bundle"><field name="name">TEXT</field><element name="bitstreams"><element name="bitstream">
<field name="name">a.pdf.txt</field><field name="format">text/plain</field><field name="url">${pdf}.txt</field></element></element></element>
<element name="bundle"><field name="name">ORIGINAL</field><element name="bitstreams"><element name="bitstream">
<field name="name">a.pdf</field><field name="format">application/pdf</field><field name="url">${pdf}</field></element></element></element>
</element></metadata>`,
  mets: (pdf) => `<mets><fileSec>
<fileGrp USE="TEXT"><file MIMETYPE="text/plain"><FLocat xlink:href="${pdf}.txt"/></file></fileGrp>
<fileGrp USE="ORIGINAL"><file MIMETYPE="application/pdf"><FLocat LOCTYPE="URL" xlink:href="${pdf}"/></file></fileGrp></fileSec></mets>`,
}

/** An answer of DSpace's REST interface: each leads on to the next by its links. */
const restAnswer = (path: string, base: string): unknown => {
  const number = /(\d+)$/u.exec(decodeURIComponent(path))?.[1]
  const to = (name: string) => ({ href: `${base}/api/${name}/${number}` })
  if (path.includes('/pid/find')) return { _links: { bundles: to('bundles') } }
  if (path.includes('/bundles/')) {
    const bundle = (name: string, leads: string) => ({ name, _links: { bitstreams: to(leads) } })
    return { _embedded: { bundles: [bundle('TEXT', 'texts'), bundle('ORIGINAL', 'bitstreams')] } }
  }
  if (!path.includes('/bitstreams/')) return undefined
  return { _embedded: { bitstreams: [{ name: 'a.pdf', _links: { content: { href: `${base}/files/${number}` } } }] } }
}

const envelope = (content: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-11-20T01:02:03Z</responseDate>${content}</OAI-PMH>`

const tokenTag = (token: string | undefined, total: number): string =>
  `<resumptionToken completeListSize="${total}">${token ?? ''}</resumptionToken>`

const sets = [
  ['col_1', 'Working Papers'],
  ['col_2', 'RSIS Commentaries'],
] as const

/** A repository with OAI-PMH and a given number of records, some of them deleted. */
export const startOaiServer = async (records: number): Promise<OaiServer> => {
  const requests: URLSearchParams[] = []
  const fileRequests: number[] = []
  const failing: (number | string)[] = []
  let robots: string | number = 404
  let files: OaiFiles | undefined
  let later: { readonly count: number; readonly published: string } = { count: 0, published: '' }
  let base = ''

  const recordAt = (number: number, format: string): string => {
    const published = number > records ? later.published : `2020-0${(number % 9) + 1}-14`
    const isThere = files?.has?.(number) ?? true
    const named = filesIn[format]?.(`${base}/files/${number}`)
    return record(number, published, isThere || named === undefined ? (named ?? '') : '<none/>')
  }

  const answer = (query: URLSearchParams): string => {
    const token = query.get('resumptionToken')
    const start = Number(token?.split('/').at(-1) ?? 0)
    if (query.get('verb') === 'ListMetadataFormats') {
      const known = files === undefined || files.by === 'rest' ? ['oai_dc'] : ['oai_dc', files.by]
      return `<ListMetadataFormats>${known.map((one) => `<metadataFormat><metadataPrefix>${one}</metadataPrefix></metadataFormat>`).join('')}</ListMetadataFormats>`
    }
    if (query.get('verb') === 'ListSets') {
      const [spec, name] = sets[start] ?? sets[0]
      const next = start + 1 < sets.length ? `sets/${start + 1}` : undefined
      return `<ListSets><set><setSpec>${spec}</setSpec><setName>${name}</setName></set>${tokenTag(next, sets.length)}</ListSets>`
    }
    const format = query.get('metadataPrefix') ?? token?.split('/')[0] ?? ''
    if (query.has('from') && later.count === 0) return '<error code="noRecordsMatch">nothing changed since</error>'
    const [first, last] = query.has('from') ? [records, records + later.count] : [start, records]
    const end = Math.min(first + pageSize, last)
    const page = Array.from({ length: end - first }, (_, index) => recordAt(first + index + 1, format))
    return `<ListRecords>${page.join('')}${tokenTag(end < last ? `${format}////${end}` : undefined, last)}</ListRecords>`
  }

  const answerOther = (path: string, response: ServerResponse): void => {
    const number = Number(/\/files\/(\d+)$/u.exec(path)?.[1])
    if (files !== undefined && number > 0) {
      fileRequests.push(number)
      const { status, type, body } = files.answer(number)
      response.writeHead(status, { 'content-type': type, 'retry-after': '0' }).end(body)
      return
    }
    const found = files?.by === 'rest' ? restAnswer(path, base) : undefined
    response.writeHead(found === undefined ? 404 : 200, { 'content-type': 'application/hal+json' })
    response.end(JSON.stringify(found ?? {}))
  }

  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    if (path === '/robots.txt') {
      if (typeof robots === 'number') response.writeHead(robots, { 'retry-after': '0' }).end()
      else response.writeHead(200, { 'content-type': 'text/plain' }).end(robots)
      return
    }
    if (!path.startsWith('/oai/')) {
      answerOther(path, response)
      return
    }
    const query = new URL(path, 'http://localhost').searchParams
    requests.push(query)
    const fault = failing.shift()
    if (typeof fault === 'number') {
      response.writeHead(fault, { 'retry-after': '0' }).end()
      return
    }
    response.writeHead(200, { 'content-type': 'text/xml;charset=UTF-8' })
    response.end(envelope(fault === undefined ? answer(query) : `<error code="${fault}">no</error>`))
  })
  base = await listen(server)
  return {
    url: `${base}/oai/request`,
    requests,
    fileRequests,
    files: (given) => {
      files = given
    },
    add: (count, published) => {
      later = { count, published }
    },
    failNext: (...answers) => failing.push(...answers),
    robots: (answer) => {
      robots = answer
    },
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
