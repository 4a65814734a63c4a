import { decode } from '../fetch/decode.ts'
import type { Get, Validators } from '../fetch/get.ts'
import { createShallowParser } from '../fetch/shallow-parser.ts'
import type { Entry } from './entry.ts'
import { withOpenLink } from './open-link.ts'
import { parseInThread } from './parse/in-thread.ts'
import { textOfHtml } from './parse/text-of-html.ts'

/** A feed that was found, with its present entries. */
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
/** Feeds are named in the head of a page; no more than this is read. */
const headLength = 500_000
/** How many addresses are requested: few, because a person waits for the answer and the site should not be crawled. */
const mostTried = 8

const feedTypes = /^(?:application\/(?:rss\+xml|atom\+xml|rdf\+xml|feed\+json|json)|text\/xml|application\/xml)$/iu

/** The paths where sites usually have their feed, the most common first. */
const usualPaths = ['feed/', 'rss.xml', 'feed.xml', 'atom.xml', 'index.xml', 'feed.json', 'rss']

/** The feeds that a page links to (`link rel=alternate`; WHATWG HTML, 4.6.7.1). */
export const feedsNamedIn = (html: string, url: string): Candidate[] => {
  const found: Candidate[] = []
  let base = url
  const { parser } = createShallowParser({
    onopentag(name, { href = '', rel = '', type = '', title }) {
      const address = URL.parse(href, base)?.href
      if (name === 'base' && address !== undefined) base = address
      const isFeed = /(?:^|\s)alternate(?:\s|$)/iu.test(rel) && feedTypes.test(type.split(';')[0]?.trim() ?? '')
      if (name === 'link' && isFeed && address !== undefined && href !== '') found.push({ url: address, title })
    },
  })
  parser.end(html.slice(0, headLength))
  // WordPress also links to its JSON API here, which is not a feed.
  return found.filter(({ url: at }) => !at.includes('/wp-json/') && !at.includes('/oembed'))
}

const isOfComments = ({ url, title = '' }: Candidate): boolean =>
  /comment(?!ar(?:y|ies))|kommentare?\b|comentario|komentar\b|repl(?:y|ies)\b|评论|評論|留言/iu.test(`${title} ${url}`)

/** The title of a feed of comments, as publishing systems write it: `Comments on: On Cables`. */
const commentsTitle = /^(?:comments (?:on|for)|kommentare (?:zu|für)|commentaires (?:sur|pour)|comentarios en)\b/iu

const longestTitle = 100

/** The title that a feed gives itself, before its first item; undefined if it gives none there. */
const ownTitle = (feed: string): string | undefined => {
  const [head = ''] = feed.slice(0, 5000).split(/<(?:item|entry)[\s>]|"items"\s*:/u, 1)
  const [, json] = /^\s*\{[^]*?"title"\s*:\s*("(?:[^"\\]|\\.)*")/u.exec(head) ?? []
  const [, xml = ''] = /<title[^>]*>\s*(?:<!\[CDATA\[)?([^]*?)(?:\]\]>\s*)?<\/title>/u.exec(head) ?? []
  const title = json === undefined ? xml : String(JSON.parse(json))
  // Marked up, escaped or both: publishing systems differ.
  return textOfHtml(textOfHtml(title, longestTitle), longestTitle) || undefined
}

const usual = (url: string): Candidate[] => {
  const here = usualPaths.map((path) => new URL(path, url.endsWith('/') ? url : `${url}/`).href)
  const atRoot = usualPaths.map((path) => new URL(`/${path}`, url).href)
  return [...here.slice(0, 1), ...atRoot].map((one) => ({ url: one, title: undefined }))
}

type Read =
  | { readonly state: 'feed'; readonly feed: FoundFeed; readonly isOfComments: boolean }
  | { readonly state: 'page'; readonly html: string; readonly url: string }
  | {
      readonly state: 'neither'
      readonly detail: string
      readonly isFinal: boolean
      /** No response came at all. */
      readonly isSilent: boolean
    }

const readAt = async (get: Get, { url, title }: Candidate): Promise<Read> => {
  const answer = await get(url, { accept, maxBytes: mostBytes })
  if (answer.state !== 'fetched') {
    const detail = answer.state === 'failed' ? answer.detail : 'the answer is empty'
    const code = answer.state === 'failed' ? answer.code : undefined
    const isSilent = code === 'unreachable' || code === 'timeout'
    return { state: 'neither', detail, isFinal: code !== undefined && code !== 'not-found', isSilent }
  }
  const { body, contentType, validators, movedTo } = answer
  const address = movedTo ?? url
  const parsed = await parseInThread({ kind: 'feed', body, contentType, url: answer.url, source: address })
  if (parsed.state === 'parsed') {
    const entries = parsed.entries.map((entry) => withOpenLink(get, entry))
    const own = ownTitle(decode(body, contentType))
    const feed = { url: address, title: own ?? title, entries, validators }
    return { state: 'feed', feed, isOfComments: commentsTitle.test(own ?? '') }
  }
  if (parsed.state === 'empty')
    return { state: 'feed', feed: { url: address, title, entries: [], validators }, isOfComments: false }
  return { state: 'page', html: decode(body, contentType), url: answer.url }
}

/** Other addresses to try when a site does not answer: the other scheme, and with `www.`. */
const variantsOf = (address: string): string[] => {
  const other = new URL(address)
  other.protocol = other.protocol === 'https:' ? 'http:' : 'https:'
  const named = new URL(address)
  named.hostname = named.hostname.startsWith('www.') ? named.hostname.slice('www.'.length) : `www.${named.hostname}`
  const isName = /\.\p{L}{2,}$/u.test(named.hostname)
  return [other.href, ...(isName ? [named.href] : [])]
}

/** The first response from an address, or else from a variant of it. */
const firstRead = async (get: Get, address: string): Promise<Read> => {
  const first = await readAt(get, { url: address, title: undefined })
  if (first.state !== 'neither' || !first.isSilent) return first
  for (const url of variantsOf(address)) {
    const read = await readAt(get, { url, title: undefined })
    if (read.state !== 'neither' || !read.isSilent) return read
  }
  return first
}

/**
 * The feed at an address. If a page is there, the first readable feed that it links to, else the first at a usual path;
 * a feed of comments only if there is no other. If no feed is found, a sentence about what is there instead.
 */
export const findFeed = async (get: Get, address: string): Promise<FoundFeed | { readonly detail: string }> => {
  const first = await firstRead(get, address)
  if (first.state === 'feed') return first.feed
  if (first.state === 'neither' && first.isFinal) return { detail: first.detail }
  const page = first.state === 'page' ? first.url : address
  const named = first.state === 'page' ? feedsNamedIn(first.html, page) : []
  const [ofComments, ofTexts] = [named.filter(isOfComments), named.filter((one) => !isOfComments(one))]
  const tried = new Set([address])
  let other: FoundFeed | undefined
  for (const candidate of [...[...ofTexts, ...usual(page)].slice(0, mostTried), ...ofComments.slice(0, 1)]) {
    if (tried.has(candidate.url)) continue
    tried.add(candidate.url)
    const read = await readAt(get, candidate)
    if (read.state !== 'feed') continue
    // A feed of comments without items: nobody has commented yet.
    if (!read.isOfComments && read.feed.entries.length > 0) return read.feed
    other ??= read.feed
  }
  if (other !== undefined) return other
  return {
    detail:
      first.state === 'neither' ? first.detail : 'the page links to no feed, and there is none at the usual addresses',
  }
}
