import { z } from 'zod'
import { decode } from '../fetch/decode.ts'
import type { Get } from '../fetch/get.ts'
import type { OaiAsk } from './oai-client.ts'

/** The formats that name the files of a record, the plainest first. */
const fileFormats = ['ore', 'xoai', 'mets']

const maxBytes = 2_000_000

/** The first of the formats naming files that the repository knows; undefined where it knows none. */
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

/** Where DSpace 7 keeps its REST interface beside the OAI-PMH server; undefined for another kind of repository. */
const restBeside = (repository: string): string | undefined => {
  const { origin, pathname } = new URL(repository)
  return /\/oai\//u.test(pathname) ? `${origin}${pathname.replace(/\/oai\/.*$/u, '/api')}` : undefined
}

/**
 * The addresses of the PDFs of a record, by DSpace's REST interface: the item by its handle, and then as each answer leads on.
 * Source: https://github.com/DSpace/RestContract. Undefined where the item is not
 * to be had that way.
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
