import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'
import type { MakeBriefings } from '../archive/make-briefings.ts'
import type { Db } from '../store/connection.ts'
import { createMcpServer } from './server.ts'

/** Requests to the archive are short. */
const maxRequestBodySize = 100_000

/**
 * Answers one request by Streamable HTTP, without state between requests: no stream to keep open and no session to end.
 * Source: Model Context Protocol, Transports.
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
