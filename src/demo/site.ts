import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sampleFeed, samplePath } from './feed.ts'
import { samplePage } from './page.ts'
import { corrected, type Sample } from './samples.ts'

export type DemoSite = {
  readonly feedUrl: string
  /** Publishes the next sample; undefined when all are out. */
  publishNext(): Sample | undefined
  /** Publishes the correction of the newest published sample that has one; undefined when there is none. */
  publishCorrection(): Sample | undefined
  close(): Promise<void>
}

/** Serves the samples on loopback in the layout of the publisher's site; the first `published` are out at the start. */
export const startDemoSite = async (samples: readonly Sample[], published: number): Promise<DemoSite> => {
  const out = samples.slice(0, published)
  const waiting = samples.slice(published)
  let origin = ''

  const bodyOf = async (path: string): Promise<{ type: string; body: string } | undefined> => {
    if (path === '/feed/') return { type: 'application/rss+xml', body: await sampleFeed(out, origin) }
    const sample = out.find((candidate) => samplePath(candidate) === path)
    return sample && { type: 'text/html', body: await samplePage(sample) }
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const found = await bodyOf(new URL(request.url ?? '/', origin).pathname)
    if (found === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found')
      return
    }
    const etag = `"${createHash('sha256').update(found.body).digest('hex').slice(0, 16)}"`
    if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end()
    else response.writeHead(200, { etag, 'content-type': `${found.type}; charset=utf-8` }).end(found.body)
  }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    feedUrl: `${origin}/feed/`,
    publishNext() {
      const next = waiting.shift()
      if (next !== undefined) out.push(next)
      return next
    },
    publishCorrection() {
      const index = out.findLastIndex(
        (sample) => sample.correction !== undefined && sample.updated !== sample.correction.updated,
      )
      const sample = out[index]
      if (sample === undefined) return undefined
      const correction = corrected(sample)
      out[index] = correction
      return correction
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
