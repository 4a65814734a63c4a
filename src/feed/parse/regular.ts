import { escapeUTF8 as escape } from 'entities'
import { type Handler, Parser } from 'htmlparser2'
import { isXhtml, type KeptElement, keptElements, markup, resolve, withoutEnd, written } from './kept-element.ts'
import { declaredIn, nameOf, type Prefixes, type Root, rootOf } from './names.ts'

/** No real feed has tags nested deeper; tree builders need quadratic time on such feeds. */
const deepest = 256
/** The number of items that are read of one response; a feed shows its newest first. */
const mostItems = 500
/** The text is read in small pieces, so that the pass ends soon after it has seen enough. */
const pieceLength = 65_536

/** A feed in regular form, and whether missing end tags were added to it. */
export type RegularFeed = { readonly xml: string; readonly isDamaged: boolean }

type OpenElement = {
  readonly name: string
  readonly isItem: boolean
  /** The offset of its tag in the text. */
  readonly at: number
  readonly prefixes: Prefixes
  readonly base: string
}

const isNameOfAuthor = (name: string, outer: string): boolean =>
  (name === 'name' && outer === 'author') || (name === 'atom:name' && outer === 'atom:author')

/** Writes a feed's items in regular form, as the parser reports the tags of the original. */
class Rewriter implements Partial<Handler> {
  isDamaged = false
  isTooDeep = false
  /** Nothing more is read: the root element has ended, or the limit of items is reached. */
  isDone = false
  /** The text has ended: elements that are still open were cut off. */
  isOver = false
  readonly #outermost: OpenElement
  readonly #open: OpenElement[] = []
  readonly #out: string[] = []
  #parser: Parser | undefined
  #root: Root | undefined
  #items = 0
  /** The offset of the open item in the output. */
  #itemAt: number | undefined
  #kept: KeptElement | undefined
  /** The depth of an element that is skipped, while the parser is inside it. */
  #skipsFrom: number | undefined

  constructor(url: string) {
    this.#outermost = { name: '', isItem: false, at: -1, prefixes: new Map(), base: url }
  }

  get xml(): string {
    const inside = `<title/>${this.#out.join('')}`
    return this.#root?.form === 'atom'
      ? `<feed>${inside}</feed>`
      : `<rss version="2.0"><channel>${inside}</channel></rss>`
  }

  onparserinit(parser: Parser): void {
    this.#parser = parser
  }

  onopentag(tag: string, attributes: Readonly<Record<string, string>>): void {
    if (this.isDone) return
    const outer = this.#open.at(-1) ?? this.#outermost
    const prefixes = declaredIn(attributes, outer.prefixes)
    this.#root ??= rootOf(tag, prefixes)
    const name = nameOf(tag, prefixes, this.#root)
    const base = resolve(attributes['xml:base'] ?? '', outer.base)
    const isItem = (name === 'item' || name === 'entry') && this.#skipsFrom === undefined
    this.#open.push({ name, isItem, at: this.#parser?.startIndex ?? -1, prefixes, base })
    this.isTooDeep ||= this.#open.length > deepest
    if (isItem) this.#beginItem(attributes['rdf:about'])
    else if (this.#itemAt === undefined || this.#skipsFrom !== undefined) return
    else if (isNameOfAuthor(name, outer.name)) this.#keep('dc:creator', attributes, base)
    else if (this.#kept === undefined) this.#keep(keptElements.get(name), attributes, base)
    else this.#kept.text += markup(tag, attributes)
  }

  ontext(data: string): void {
    const kept = this.#kept
    if (kept === undefined || this.isDone) return
    // Of a person element only the name is kept, not the addresses inside it.
    if (kept.name === 'dc:creator' && kept.depth < this.#open.length) return
    kept.text += isXhtml(kept) ? escape(data) : data
  }

  onclosetag(tag: string, isImplied: boolean): void {
    if (this.isDone) return
    const depth = this.#open.length
    const element = this.#open.pop()
    const isInside = this.#kept !== undefined && this.#kept.depth < depth
    // A self-closing tag, `<title/>`, also ends implicitly, but where it begins.
    const isCutOff = isImplied && this.#parser?.startIndex !== element?.at
    if (isCutOff && !isInside && !withoutEnd.has(tag)) this.isDamaged = true
    if (this.#skipsFrom === depth) this.#skipsFrom = undefined
    if (element?.isItem === true) this.#endItem()
    else if (!isInside) this.#endKept()
    else if (this.#kept !== undefined && !withoutEnd.has(tag)) this.#kept.text += `</${tag.split(':').at(-1)}>`
    if (this.#open.length === 0) this.isDone = true
  }

  #keep(name: string | undefined, attributes: Readonly<Record<string, string>>, base: string): void {
    const depth = this.#open.length
    if (name === undefined) this.#skipsFrom = depth
    else this.#kept = { name, attributes, base, depth, text: '' }
  }

  #endKept(): void {
    const xml = this.#kept === undefined || this.#root === undefined ? '' : written(this.#kept, this.#root)
    if (xml !== '') this.#out.push(xml)
    this.#kept = undefined
  }

  #beginItem(about: string | undefined): void {
    if (this.#itemAt !== undefined) {
      this.isDamaged = true
      this.#endItem()
    }
    this.#itemAt = this.#out.length
    this.#out.push(this.#root?.form === 'atom' ? '<entry>' : '<item>')
    if (about !== undefined) this.#out.push(`<id>${escape(about)}</id>`)
  }

  #endItem(): void {
    if (this.#itemAt === undefined) return
    this.#endKept()
    const isEmpty = this.#out.length === this.#itemAt + 1
    if (this.isOver || isEmpty) this.#out.length = this.#itemAt
    else this.#out.push(this.#root?.form === 'atom' ? '</entry>' : '</item>')
    this.#itemAt = undefined
    this.#skipsFrom = undefined
    this.#items += 1
    this.isDone ||= this.#items === mostItems
  }
}

/**
 * A feed in RSS, RDF or Atom as plain RSS 2.0 or Atom: without prefixes of its own, with absolute addresses
 * (`xml:base`: XML Base, 4), with markup inside texts escaped, with every end tag, and with at most 500 items. An item
 * that is cut off is left out. Undefined if tags are nested deeper than 256.
 */
export const regularFeed = (text: string, url: string): RegularFeed | undefined => {
  const rewriter = new Rewriter(url)
  const parser = new Parser(rewriter, { xmlMode: true, lowerCaseAttributeNames: true })
  for (let at = 0; at < text.length && !rewriter.isTooDeep && !rewriter.isDone; at += pieceLength) {
    parser.write(text.slice(at, at + pieceLength))
  }
  if (rewriter.isTooDeep) return undefined
  rewriter.isOver = true
  if (!rewriter.isDone) parser.end()
  return { xml: rewriter.xml, isDamaged: rewriter.isDamaged }
}
