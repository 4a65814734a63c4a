import { Parser } from 'htmlparser2'
import { decode } from '../fetch/decode.ts'
import type { Get, Validators } from '../fetch/get.ts'
import type { Entry } from './entry.ts'
import { withOpenLink } from './open-link.ts'
import { parseApart } from './parse/apart.ts'

/** A feed that was found, with what it shows now. */
export type FoundFeed = {
  readonly url: string
  readonly title: string | undefined
  readonly entries: readonly Entry[]
  readonly validators: Validators
}

type Candidate = { readonly url: string; readonly title: string | undefined }

const accept =
  'application/rss+xml, application/atom+xml, application/feed+json, text/html;q=0.9, application/xml;q=0.9, */*;q=0.5'
const mostBytes = 10_000_000
/** What is behind the head of a page names no feed. */
const headLength = 500_000
/** A person waits for the answer, and a site is not to be searched. */
const mostTried = 8

const feedTypes = /^(?:application\/(?:rss\+xml|atom\+xml|rdf\+xml|feed\+json|json)|text\/xml|application\/xml)$/iu

/** Where sites keep their feeds, the most usual first. */
const usualPaths = ['feed/', 'rss.xml', 'feed.xml', 'atom.xml', 'index.xml', 'feed.json', 'rss']

/** The feeds that a page names (`link rel=alternate`; WHATWG HTML, 4.6.7.1), those of comments last. */
const namedIn = (html: string, url: string): Candidate[] => {
  const found: Candidate[] = []
  let base = url
  const parser = new Parser({
    onopentag(name, { href = '', rel = '', type = '', title }) {
      const address = URL.parse(href, base)?.href
      if (name === 'base' && address !== undefined) base = address
      const isFeed = /(?:^|\s)alternate(?:\s|$)/iu.test(rel) && feedTypes.test(type.split(';')[0]?.trim() ?? '')
      if (name === 'link' && isFeed && address !== undefined && href !== '') found.push({ url: address, title })
    },
  })
  parser.end(html.slice(0, headLength))
  const isOfComments = ({ url: at, title = '' }: Candidate): boolean => /comment(?!ar)/iu.test(`${title} ${at}`)
  // WordPress names its own interface as application/json.
  return found
    .filter(({ url: at }) => !at.includes('/wp-json/') && !at.includes('/oembed'))
    .toSorted((one, other) => Number(isOfComments(one)) - Number(isOfComments(other)))
}

const usual = (url: string): Candidate[] => {
  const here = usualPaths.map((path) => new URL(path, url.endsWith('/') ? url : `${url}/`).href)
  const atRoot = usualPaths.map((path) => new URL(`/${path}`, url).href)
  return [...here.slice(0, 1), ...atRoot].map((one) => ({ url: one, title: undefined }))
}

type Read =
  | { readonly state: 'feed'; readonly feed: FoundFeed }
  | { readonly state: 'page'; readonly html: string; readonly url: string }
  | { readonly state: 'neither'; readonly detail: string; readonly isFinal: boolean }

const readAt = async (get: Get, { url, title }: Candidate): Promise<Read> => {
  const answer = await get(url, { accept, maxBytes: mostBytes })
  if (answer.state !== 'fetched') {
    const detail = answer.state === 'failed' ? answer.detail : 'the answer is empty'
    return { state: 'neither', detail, isFinal: answer.state === 'failed' && answer.code !== 'not-found' }
  }
  const { body, contentType, validators, movedTo } = answer
  const address = movedTo ?? url
  const parsed = await parseApart({ kind: 'feed', body, contentType, url: answer.url, source: address })
  if (parsed.state === 'parsed') {
    const entries = parsed.entries.map((entry) => withOpenLink(get, entry))
    return { state: 'feed', feed: { url: address, title, entries, validators } }
  }
  if (parsed.state === 'empty') return { state: 'neither', detail: parsed.detail, isFinal: false }
  return { state: 'page', html: decode(body, contentType), url: answer.url }
}

/** The address that a person typed, or copied from a chat: `<https://x.org|x.org>`, `x.org`; undefined for what is none. */
export const typedAddress = (typed: string): string | undefined => {
  const bare = typed
    .trim()
    .replace(/^<([^<>|]+)(?:\|[^<>]*)?>$/u, '$1')
    .replace(/^feed:\/\//iu, 'https://')
  const url = URL.parse(/^https?:\/\//iu.test(bare) ? bare : `https://${bare}`)
  if (url === null || /\s/u.test(bare) || bare.includes('://') !== /^https?:\/\//iu.test(bare)) return undefined
  url.hash = ''
  return url.hostname.includes('.') || url.hostname.includes(':') ? url.href : undefined
}

/**
 * The feed at an address, or the one that belongs to the page there: the first that the page names and that can be read, else
 * the first at a usual place. Otherwise a sentence about what is there instead.
 */
export const findFeed = async (get: Get, address: string): Promise<FoundFeed | { readonly detail: string }> => {
  const first = await readAt(get, { url: address, title: undefined })
  if (first.state === 'feed') return first.feed
  if (first.state === 'neither' && first.isFinal) return { detail: first.detail }
  const named = first.state === 'page' ? namedIn(first.html, first.url) : []
  const candidates = new Map([...named, ...usual(address)].toReversed().map((one) => [one.url, one]))
  candidates.delete(address)
  for (const candidate of [...candidates.values()].toReversed().slice(0, mostTried)) {
    const read = await readAt(get, candidate)
    if (read.state === 'feed') return read.feed
  }
  return {
    detail: first.state === 'neither' ? first.detail : 'the page names no feed, and none is at the usual places',
  }
}
