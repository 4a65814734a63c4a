import { z } from 'zod'
import { decode } from '../fetch/decode.ts'
import type { Get } from '../fetch/get.ts'
import type { OaiAsk } from './oai-client.ts'

/** The formats that include a record's files, the simplest first. */
const fileFormats = ['ore', 'xoai', 'mets']

const maxBytes = 2_000_000

/** The first of those formats that the repository supports; undefined if it supports none. */
export const findFileFormat = async (ask: OaiAsk, signal: AbortSignal): Promise<string | undefined> => {
  const { formats } = await ask({ verb: 'ListMetadataFormats' }, signal)
  return fileFormats.find((format) => formats.includes(format))
}

const link = z.object({ href: z.url() })
const itemSchema = z.object({ _links: z.object({ bundles: link }) })
const bundlesSchema = z.object({
  _embedded: z.object({ bundles: z.array(z.object({ name: z.string(), _links: z.object({ bitstreams: link }) })) }),
})
const bitstreamsSchema = z.object({
  _embedded: z.object({
    bitstreams: z.array(z.object({ name: z.string().nullable(), _links: z.object({ content: link }) })),
  }),
})

/** The address of DSpace 7's REST API, next to its OAI-PMH server; undefined for another kind of repository. */
const restBeside = (repository: string): string | undefined => {
  const { origin, pathname } = new URL(repository)
  return /\/oai\//u.test(pathname) ? `${origin}${pathname.replace(/\/oai\/.*$/u, '/api')}` : undefined
}

/**
 * The addresses of a record's PDFs by DSpace's REST API: the item by its handle, and then by the links in each
 * response. Source: https://github.com/DSpace/RestContract. Undefined if the item cannot be found that way.
 */
export const pdfsByRest = async (
  get: Get,
  { repository, identifier }: { readonly repository: string; readonly identifier: string },
  signal: AbortSignal,
): Promise<readonly string[] | undefined> => {
  const read = async <Value>(address: string, schema: z.ZodType<Value>): Promise<Value | undefined> => {
    const got = await get(address, { accept: 'application/hal+json, application/json', maxBytes, signal })
    if (got.state !== 'fetched') return undefined
    try {
      return schema.safeParse(JSON.parse(decode(got.body, got.contentType))).data
    } catch {
      return undefined
    }
  }
  const api = restBeside(repository)
  const handle = identifier.split(':').at(-1) ?? ''
  if (api === undefined) return undefined
  const item = await read(`${api}/pid/find?id=${encodeURIComponent(`hdl:${handle}`)}`, itemSchema)
  if (item === undefined) return undefined
  const bundles = await read(item._links.bundles.href, bundlesSchema)
  const originals = bundles?._embedded.bundles.find(({ name }) => name === 'ORIGINAL')
  const files = originals && (await read(originals._links.bitstreams.href, bitstreamsSchema))
  return (files?._embedded.bitstreams ?? [])
    .filter(({ name }) => /\.pdf$/iu.test(name ?? ''))
    .map(({ _links }) => _links.content.href)
}
