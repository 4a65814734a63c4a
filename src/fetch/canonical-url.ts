import normalizeUrl from 'normalize-url'

/** Parameters that say where the reader came from, not what the page is. */
const trackers = [/^utm_\w+/iu, 'fbclid', 'gclid', 'mc_cid', 'mc_eid', 'igshid']

/**
 * The address in a form that can be compared: https, no www, no fragment, no trackers, no trailing slash, parameters sorted.
 * Only for comparing: pages are fetched and linked by the address as it was given.
 * Undefined if it is not an http(s) address.
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
