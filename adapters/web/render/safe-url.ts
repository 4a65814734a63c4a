import { safeUrl } from '../../../src/card/text.ts'

/** A placeholder for this server's address; it is never resolved, RFC 2606. */
const here = 'http://here.invalid'

/**
 * An address that is safe in a link: http(s) in the form of the WHATWG parser, or a path of this server.
 * Undefined for everything else (`javascript:`, `//host`, `data:`, mail), even if tabs and line breaks hide it.
 */
export const safeHref = (address: string): string | undefined => {
  if (!address.startsWith('/')) return safeUrl(address)
  const url = URL.parse(address, here)
  return url !== null && url.origin === here ? `${url.pathname}${url.search}${url.hash}` : undefined
}
