import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Answer = {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
  /** Writes the answer itself: slow, endless or broken ones. */
  readonly write?: (response: ServerResponse) => void
}

export type FeedServer = {
  readonly origin: string
  readonly requests: { readonly path: string; readonly headers: IncomingHttpHeaders }[]
  /** What the path answers from now on. */
  answer(path: string, answer: Answer): void
  close(): Promise<void>
}

/** A site on loopback that answers as told and remembers what it was asked. */
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
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answer: (path, answer) => answers.set(path, answer),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
