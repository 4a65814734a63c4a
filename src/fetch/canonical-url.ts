import normalizeUrl from 'normalize-url'

/** Parameters that name who sent the reader, not what is read. */
const trackers = [/^utm_\w+/iu, 'fbclid', 'gclid', 'mc_cid', 'mc_eid', 'igshid']

/**
 * The address as an identity: https, no www, no fragment, no trackers, no trailing slash, parameters sorted.
 * For comparing only: a page is fetched, and people are sent, by the address as it was given.
 * Undefined for what is no http(s) address.
 */
export const canonicalUrl = (address: string): string | undefined => {
  const url = URL.parse(address.trim())
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined
  return normalizeUrl(url.href, {
    forceHttps: true,
    stripWWW: true,
    stripHash: true,
    stripAuthentication: true,
    removeQueryParameters: trackers,
    removeTrailingSlash: true,
    sortQueryParameters: true,
  })
}
