import { escapeUTF8 as escape } from 'entities'
import type { Root } from './names.ts'

/**
 * The elements of an item that are kept, with the names under which they are written; dates get names that the parser
 * treats as text.
 */
export const keptElements: ReadonlyMap<string, string> = new Map([
  ['title', 'title'],
  ['dc:title', 'dc:title'],
  ['media:title', 'dc:title'],
  ['atom:title', 'dc:title'],
  ['link', 'link'],
  ['atom:link', 'atom:link'],
  ['guid', 'guid'],
  ['id', 'id'],
  ['atom:id', 'id'],
  ['author', 'dc:creator'],
  ['atom:author', 'dc:creator'],
  ['dc:creator', 'dc:creator'],
  ['dcterms:creator', 'dc:creator'],
  ['category', 'category'],
  ['dc:subject', 'category'],
  ['pubdate', 'dc:date'],
  ['published', 'dc:date'],
  ['issued', 'dc:date'],
  ['created', 'dc:date'],
  ['dc:date', 'dc:date'],
  ['dcterms:issued', 'dc:date'],
  ['dcterms:created', 'dc:date'],
  ['atom:published', 'dc:date'],
  ['updated', 'dcterms:modified'],
  ['modified', 'dcterms:modified'],
  ['dcterms:modified', 'dcterms:modified'],
  ['atom:updated', 'dcterms:modified'],
  ['summary', 'summary'],
  ['description', 'description'],
  ['content', 'content'],
  ['content:encoded', 'content:encoded'],
  ['xhtml:body', 'content:encoded'],
  ['xhtml:div', 'content:encoded'],
])

/** HTML tags that need no end tag, and that careless feeds put between their own elements. */
export const withoutEnd: ReadonlySet<string> = new Set(['br', 'col', 'embed', 'hr', 'img', 'input', 'meta', 'wbr'])

type Attributes = Readonly<Record<string, string>>

/** An element of an item, whose text is collected until it ends. */
export type KeptElement = {
  /** The name under which it is written. */
  readonly name: string
  readonly attributes: Attributes
  /** The base of its relative addresses. */
  readonly base: string
  /** How many elements are open around its text. */
  readonly depth: number
  text: string
}

const attribute = (name: string, value: string | undefined): string =>
  value === undefined ? '' : ` ${name}="${escape(value)}"`

/** A tag inside an element's text, as HTML. */
export const markup = (tag: string, attributes: Attributes): string => {
  const own = Object.entries(attributes).filter(([name]) => !/^xml(?:ns)?(?::|$)/u.test(name))
  return `<${tag.split(':').at(-1)}${own.map(([name, value]) => attribute(name, value)).join('')}>`
}

/** Whether an element's text is XHTML: then its characters are already decoded, and are escaped to become HTML. */
export const isXhtml = ({ attributes }: KeptElement): boolean => attributes['type']?.includes('xhtml') === true

/** The absolute address; unchanged if it is not an address. */
export const resolve = (address: string, base: string): string =>
  URL.parse(address.trim(), base)?.href ?? address.trim()

const writtenLink = ({ name, attributes, base }: KeptElement, text: string, { form }: Root): string => {
  const address = attributes['href'] ?? text
  if (address.trim() === '') return ''
  const href = resolve(address, base)
  if (form === 'rss' && name === 'link') return `<link>${escape(href)}</link>`
  const { rel = 'alternate', type } = attributes
  return `<${name}${attribute('href', href)}${attribute('rel', rel)}${attribute('type', type)}/>`
}

/**
 * Whether a media type is not text: then the element is in Base64 (RFC 4287, 4.1.3.3). A title may be text nevertheless; content
 * of such a type is an image or a sound, and is left out.
 */
const isBinary = (type: string): boolean => type.includes('/') && !/^text\/|html|xml/u.test(type)

const textOf = ({ name, attributes, text }: KeptElement): string => {
  if (name === 'category') return attributes['label'] ?? attributes['term'] ?? text.trim()
  const isEncoded = attributes['mode'] === 'base64' || isBinary(attributes['type'] ?? '')
  if (isEncoded && name === 'content') return ''
  return isEncoded ? Buffer.from(text, 'base64').toString() : text.trim()
}

/** The element in regular form; empty if it has no text. */
export const written = (element: KeptElement, root: Root): string => {
  const { name, attributes } = element
  const text = textOf(element)
  if (name === 'link' || name === 'atom:link') return writtenLink(element, text, root)
  return text === '' ? '' : `<${name}${attribute('isPermaLink', attributes['ispermalink'])}>${escape(text)}</${name}>`
}
