const parsed = (address: string | undefined, base: string | undefined): URL | undefined => {
  if (address === undefined || address.length > 2000 || !URL.canParse(address, base)) return undefined
  const url = new URL(address, base)
  // What people share behind `#` is no part of the address, and a quote's own fragment goes there.
  url.hash = ''
  return url.protocol === 'https:' || url.protocol === 'http:' ? url : undefined
}

const host = (url: URL): string => url.hostname.replace(/^www\./u, '')

const isSameSite = (a: URL, b: URL): boolean =>
  host(a) === host(b) || host(a).endsWith(`.${host(b)}`) || host(b).endsWith(`.${host(a)}`)

/** An address that nobody else can open: a copy of a page served from this machine. */
const isLocal = (url: URL): boolean => /^(?:localhost$|127\.|\[::1\]$|0\.0\.0\.0$)/u.test(url.hostname)

/** Ends of an address that show the page above it in another way. */
const views = /^(?:amp|print|pdf|full|page\/\d{1,3}|index\.\w{2,5})?\/?$/iu

/** Whether a canonical link names the section or front page that the fetched page stands under. */
const isSectionOf = (canonical: URL, fetched: URL): boolean => {
  if (canonical.host.replace(/^www\./u, '') !== fetched.host.replace(/^www\./u, '')) return canonical.pathname === '/'
  if (canonical.pathname === '/') return fetched.pathname !== '/' || fetched.searchParams.size > 0
  const section = canonical.pathname.replace(/\/?$/u, '/')
  return fetched.pathname.startsWith(section) && !views.test(fetched.pathname.slice(section.length))
}

/**
 * Where people are sent. A page's own canonical link counts for its own site only, so that no page can pass itself off
 * as another's; a copy read from a file or from this machine is nowhere to send people to, and its canonical link counts.
 */
export const pageAddress = (canonicalHref: string | undefined, fetchedUrl: string | undefined): string | undefined => {
  const fetched = parsed(fetchedUrl, undefined)
  const canonical = parsed(canonicalHref, fetched?.href)
  if (canonical === undefined) return fetched?.href
  if (fetched === undefined) return isLocal(canonical) ? undefined : canonical.href
  if (isSectionOf(canonical, fetched)) return fetched.href
  return isSameSite(canonical, fetched) || (isLocal(fetched) && !isLocal(canonical)) ? canonical.href : fetched.href
}

/** The address in its absolute form where it is one of the web. */
export const webAddress = (href: string | undefined, base: string | undefined): string | undefined =>
  parsed(href, base)?.href
