import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import { listen } from '../listen.ts'

export type Answer = {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
  /** Writes the answer itself, for slow, endless or broken answers. */
  readonly write?: (response: ServerResponse) => void
}

/** An item of a feed, with texts as they are inserted into the XML. */
export type Item = {
  readonly title: string
  /** A path is resolved on this site. */
  readonly link?: string | undefined
  readonly guid?: string | undefined
  readonly date?: string | undefined
  readonly excerpt?: string | undefined
  readonly content?: string | undefined
}

/** An RSS feed of these items. @param origin put before links that are paths. */
export const rssOf = (items: readonly Item[], origin = ''): string => {
  const element = (name: string, text: string | undefined): string =>
    text === undefined ? '' : `<${name}>${text}</${name.split(' ')[0]}>`
  const shown = items.map(({ title, link, guid, date, excerpt, content }) => [
    element('title', title),
    element('link', link?.startsWith('/') === true ? origin + link : link),
    element('guid isPermaLink="false"', guid),
    element('pubDate', date),
    element('description', excerpt),
    element('content:encoded', content && `<![CDATA[${content}]]>`),
  ])
  const inside = shown.map((elements) => `<item>${elements.join('')}</item>`).join('')
  return `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Tank</title>${inside}</channel></rss>`
}

export type FeedServer = {
  readonly origin: string
  readonly requests: { readonly path: string; readonly headers: IncomingHttpHeaders }[]
  /** Sets the answer of the path from now on. */
  answer(path: string, answer: Answer): void
  /** The path answers a feed of these items. */
  feed(path: string, items: readonly Item[]): void
  /** The path answers a page. */
  page(path: string, body: string, status?: number): void
  close(): Promise<void>
}

/** A site on loopback that answers as a test says, and records the requests. */
export const startFeedServer = async (): Promise<FeedServer> => {
  const answers = new Map<string, Answer>()
  const requests: FeedServer['requests'] = []
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    requests.push({ path, headers: request.headers })
    const { status = 200, headers = {}, body = '', write } = answers.get(path) ?? { status: 404, body: 'not found' }
    const etag = headers['etag']
    if (etag !== undefined && request.headers['if-none-match'] === etag) return response.writeHead(304).end()
    response.writeHead(status, headers)
    return write === undefined ? response.end(body) : write(response)
  })
  const origin = await listen(server)
  const answer: FeedServer['answer'] = (path, given) => void answers.set(path, given)
  return {
    origin,
    requests,
    answer,
    feed: (path, items) =>
      answer(path, { headers: { 'content-type': 'application/rss+xml; charset=utf-8' }, body: rssOf(items, origin) }),
    page: (path, body, status = 200) =>
      answer(path, { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body }),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
