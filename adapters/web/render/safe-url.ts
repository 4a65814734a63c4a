import { safeUrl } from '../../../src/card/text.ts'

/** Stands for this server where an address has to be completed; never resolved, RFC 2606. */
const here = 'http://here.invalid'

/**
 * An address that is safe in a link: http(s) as the WHATWG parser writes it, or a path of this server.
 * Undefined for everything else (`javascript:`, `//host`, `data:`, mail), also where tabs and line breaks hide it.
 */
export const safeHref = (address: string): string | undefined => {
  if (!address.startsWith('/')) return safeUrl(address)
  const url = URL.parse(address, here)
  return url !== null && url.origin === here ? `${url.pathname}${url.search}${url.hash}` : undefined
}
