import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const pageSize = 20

export type OaiServer = {
  readonly url: string
  /** The query of each request, in order. */
  readonly requests: readonly URLSearchParams[]
  /** The next requests are answered with this, one each: a status, or an error of the protocol. */
  readonly failNext: (...answers: readonly (number | string)[]) => void
  /** From now on its robots.txt is this text, or answers with this status; 404 without. */
  readonly robots: (answer: string | number) => void
  readonly stop: () => Promise<void>
}

const record = (number: number): string => {
  const id = `CO20${String(number).padStart(3, '0')}`
  const header = `<identifier>oai:repository:10356/${number}</identifier><datestamp>2026-01-02T03:04:05Z</datestamp>`
  if (number % 17 === 0) return `<record><header status="deleted">${header}</header></record>`
  return `<record><header>${header}</header><metadata><oai_dc:dc>
<dc:title>${id} | The harbour question, part ${number}</dc:title>
<dc:creator>Writer${number}, Ada</dc:creator><dc:creator>Tan Bee Lian</dc:creator>
<dc:subject>Social sciences::Political science</dc:subject>
<dc:description>Published version</dc:description>
<dc:description>Part ${number} argues that small harbours &amp; their pilots decide whether a strait stays open in winter.</dc:description>
<dc:date>2021-02-03T10:00:00Z</dc:date><dc:date>2020-0${(number % 9) + 1}-14</dc:date>
<dc:identifier>https://hdl.handle.net/10356/${number}</dc:identifier>
</oai_dc:dc></metadata></record>`
}

const envelope = (content: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-11-20T01:02:03Z</responseDate>${content}</OAI-PMH>`

const tokenTag = (token: string | undefined, total: number): string =>
  `<resumptionToken completeListSize="${total}">${token ?? ''}</resumptionToken>`

const sets = [
  ['col_1', 'Working Papers'],
  ['col_2', 'RSIS Commentaries'],
] as const

/** A repository that speaks OAI-PMH, with as many records as asked for, some of them deleted. */
export const startOaiServer = async (records: number): Promise<OaiServer> => {
  const requests: URLSearchParams[] = []
  const failing: (number | string)[] = []
  let robots: string | number = 404

  const answer = (query: URLSearchParams): string => {
    const token = query.get('resumptionToken')
    const start = Number(token?.split('/').at(-1) ?? 0)
    if (query.get('verb') === 'ListSets') {
      const [spec, name] = sets[start] ?? sets[0]
      const next = start + 1 < sets.length ? `sets/${start + 1}` : undefined
      return `<ListSets><set><setSpec>${spec}</setSpec><setName>${name}</setName></set>${tokenTag(next, sets.length)}</ListSets>`
    }
    if (query.has('from')) return '<error code="noRecordsMatch">nothing changed since</error>'
    const end = Math.min(start + pageSize, records)
    const page = Array.from({ length: end - start }, (_, index) => record(start + index + 1))
    return `<ListRecords>${page.join('')}${tokenTag(end < records ? `oai_dc////${end}` : undefined, records)}</ListRecords>`
  }

  const server = createServer((request, response) => {
    if (request.url === '/robots.txt') {
      if (typeof robots === 'number') response.writeHead(robots, { 'retry-after': '0' }).end()
      else response.writeHead(200, { 'content-type': 'text/plain' }).end(robots)
      return
    }
    const query = new URL(request.url ?? '/', 'http://localhost').searchParams
    requests.push(query)
    const fault = failing.shift()
    if (typeof fault === 'number') {
      response.writeHead(fault, { 'retry-after': '0' }).end()
      return
    }
    response.writeHead(200, { 'content-type': 'text/xml;charset=UTF-8' })
    response.end(envelope(fault === undefined ? answer(query) : `<error code="${fault}">no</error>`))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/oai/request`,
    requests,
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
