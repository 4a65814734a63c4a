import { foldedText } from '../text/plain.ts'

const parsed = (address: string | undefined, base: string | undefined): URL | undefined => {
  if (address === undefined || address.length > 2000 || !URL.canParse(address, base)) return undefined
  const url = new URL(address, base)
  // A fragment (`#…`) is not part of the address, and a link to a quote needs its place.
  url.hash = ''
  return url.protocol === 'https:' || url.protocol === 'http:' ? url : undefined
}

const host = (url: URL): string => url.hostname.replace(/^www\./u, '')

const isSameSite = (a: URL, b: URL): boolean =>
  host(a) === host(b) || host(a).endsWith(`.${host(b)}`) || host(b).endsWith(`.${host(a)}`)

/** An address that nobody else can open: a copy of a page, served from this machine. */
const isLocal = (url: URL): boolean => /^(?:localhost$|127\.|\[::1\]$|0\.0\.0\.0$)/u.test(url.hostname)

/** Endings of an address that show the page above it in another way. */
const views = /(?:\/(?:amp|print|pdf|full|page\/\d{1,3}|index\.\w{2,5}))?\/?$/iu
/** Names of a site's sections; anything else at the end of a path may name one article. */
const sectionName =
  /^(?:|all|analys[ei]s|archives?|articles?|blogs?|briefs?|categor(?:y|ies)|commentar(?:y|ies)|events?|home|index|insights?|journals?|latest|magazine|media|news|opinions?|perspectives?|posts?|press|(?:rsis-)?publications?|reports?|research|series|tags?|topics?|views?)$/iu

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The last part of a path, without its extension and without endings that show the page in another way. */
const slugOf = ({ pathname }: URL): string =>
  decoded(pathname.replace(views, '').split('/').at(-1) ?? '')
    .replace(/\.(?:html?|php|aspx?)$/iu, '')
    .toLowerCase()

const wordsOf = (slug: string): readonly string[] =>
  foldedText(slug)
    .split(' ')
    .filter((word) => word.length > 2 || /[^a-z]/u.test(word))
const isWordy = (slug: string): boolean => wordsOf(slug).filter((word) => /\p{L}/u.test(word)).length >= 2

const identifying = /^(?:p|.*id|article|story|post|item|doc)$/iu
/** Numbers by which sites count their articles; years and dates are excluded. */
const numbersOf = ({ pathname, searchParams }: URL): readonly string[] =>
  [pathname, ...searchParams.values()]
    .flatMap((part) => part.match(/\d{3,}/gu) ?? [])
    .filter((number) => !/^(?:19|20)\d{2}(?:\d{2}|\d{4})?$/u.test(number))

const hasSlugOf = (canonical: URL, fetched: URL): boolean => {
  const differs = [...fetched.searchParams].some(
    ([name, value]) => identifying.test(name) && canonical.searchParams.get(name) !== value,
  )
  return slugOf(canonical) === slugOf(fetched) && !differs
}

const agreesWithTitle = (canonical: URL, title: string): boolean => {
  const words = wordsOf(slugOf(canonical))
  const folded = foldedText(title)
  const wanted = new Set(folded.split(' '))
  const known = words.filter((word) => wanted.has(word) || (!/^[a-z\d]+$/u.test(word) && folded.includes(word)))
  return words.length > 0 && known.length >= 0.75 * words.length
}

/**
 * Whether a canonical link names the article that was fetched: it ends as the fetched address does, or contains its
 * number, or, if those say nothing, the words of the title. Templates write a section's address, or that of one
 * article, into every page.
 */
const namesFetched = (canonical: URL, fetched: URL, title: string): boolean => {
  if (hasSlugOf(canonical, fetched)) return true
  if (sectionName.test(slugOf(canonical))) return false
  const numbers = new Set(numbersOf(canonical))
  if (numbersOf(fetched).some((number) => numbers.has(number))) return true
  return !isWordy(slugOf(fetched)) && agreesWithTitle(canonical, title)
}

/**
 * The address to which readers are sent. A canonical link counts only if it is on the page's own site, so that no page
 * can pass itself off as another's, and only if it names this article. For a copy read from a file or this machine, it
 * counts unless it names a section.
 */
export const pageAddress = (
  canonicalHref: string | undefined,
  fetchedUrl: string | undefined,
  title = '',
): string | undefined => {
  const fetched = parsed(fetchedUrl, undefined)
  const canonical = parsed(canonicalHref, fetched?.href)
  if (canonical === undefined) return fetched?.href
  if (fetched === undefined || (isLocal(fetched) && !isLocal(canonical))) {
    const isNamed = !isLocal(canonical) && (!sectionName.test(slugOf(canonical)) || canonical.searchParams.size > 0)
    return isNamed ? canonical.href : fetched?.href
  }
  return isSameSite(canonical, fetched) && namesFetched(canonical, fetched, title) ? canonical.href : fetched.href
}

/** The absolute form of an http(s) address; undefined for any other. */
export const webAddress = (href: string | undefined, base: string | undefined): string | undefined =>
  parsed(href, base)?.href
