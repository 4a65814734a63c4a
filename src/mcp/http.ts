import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'
import type { MakeBriefings } from '../archive/make-briefings.ts'
import type { Db } from '../store/connection.ts'
import { createMcpServer } from './server.ts'

/** A question to the archive is short. */
const maxRequestBodySize = 100_000

/**
 * Answers one request by Streamable HTTP. Nothing is kept between requests, so there is no stream to open and no session to
 * end. Source: Model Context Protocol, Transports.
 */
export const answerMcp = async (
  db: Db,
  make: MakeBriefings,
  { request, version }: { readonly request: Request; readonly version: string },
): Promise<Response> => {
  if (request.method !== 'POST') return new Response(null, { status: 405, headers: { Allow: 'POST' } })
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true, maxRequestBodySize })
  const server = createMcpServer(db, make, version)
  await server.connect(transport)
  try {
    return await transport.handleRequest(request)
  } finally {
    await server.close()
  }
}
