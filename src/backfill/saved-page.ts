import { basename } from 'node:path'
import PostalMime from 'postal-mime'
import { describeError } from '../errors.ts'
import type { Found } from './found.ts'

/** The address that a browser notes in a page saved as one file. */
const addressOf = (headers: readonly { readonly key: string; readonly value: string }[]): string | undefined =>
  headers
    .find(({ key, value }) => key === 'snapshot-content-location' && /^https?:\/\/[^\s>]{1,2000}$/u.test(value))
    ?.value.trim()

/** The page that a browser saved as one file (MHTML, RFC 2557), with its address. */
export const readSavedPage = async (name: string, bytes: Uint8Array): Promise<Found> => {
  const saved = await PostalMime.parse(bytes).catch(describeError)
  if (typeof saved === 'string') return { name, problem: `it cannot be read as a saved page: ${saved}` }
  const { html, headers } = saved
  if (html === undefined) return { name, problem: 'the saved page has no HTML' }
  return {
    name: `${name}.html`,
    bytes: new TextEncoder().encode(html),
    savedFrom: addressOf(headers),
    contentType: 'text/html; charset=utf-8',
    provenance: { kind: 'file', from: basename(name) },
  }
}
