/** Stands for this server where an address has to be completed; never resolved, RFC 2606. */
const here = 'http://here.invalid'

/**
 * An address that may stand in a link: http(s) as the WHATWG parser writes it, or a path of this server.
 * Undefined for everything else (`javascript:`, `//host`, `data:`, mail), also where tabs and line breaks hide it.
 */
export const safeUrl = (address: string): string | undefined => {
  const isPath = address.startsWith('/')
  const url = isPath ? URL.parse(address, here) : URL.parse(address)
  if (url === null) return undefined
  if (isPath) return url.origin === here ? `${url.pathname}${url.search}${url.hash}` : undefined
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : undefined
}
