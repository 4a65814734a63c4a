import { createHash } from 'node:crypto'

/** A run of paragraphs under one subhead; the opening section has none. */
export type Section = { readonly heading: string | undefined; readonly paragraphs: readonly string[] }

/**
 * How much of the publication we hold: the whole text, a repository's abstract, only what the feed said of it, or nothing, for
 * it was taken down.
 */
export type Extent = 'full' | 'abstract' | 'excerpt' | 'none'

/** How a commentary came to us: the first five by the network, the last two by a person's hand. */
export type ProvenanceKind = 'feed' | 'page' | 'pdf' | 'record' | 'capture' | 'file' | 'mail'

/** Where what we hold of a commentary came from. */
export type Provenance = {
  readonly kind: ProvenanceKind
  /** The host of the repository, or the name of the file. */
  readonly from?: string | undefined
  /** Calendar date `YYYY-MM-DD` of the capture or the message. */
  readonly date?: string | undefined
}

/** The publication: what is known of one commentary after its page was read. All strings are plain text in NFC. */
export type Commentary = {
  /** `CO20210` where the series number is known, else `X` and eleven characters made from the strongest identity. */
  readonly id: string
  /** Canonical address; where people are sent. Undefined for a text imported from a file that names none. */
  readonly url: string | undefined
  readonly title: string
  /** In the order of the byline; empty when the page names nobody. */
  readonly authors: readonly string[]
  /** Calendar date `YYYY-MM-DD`, as printed; undefined when no date could be read. */
  readonly published: string | undefined
  /** Calendar date of the publisher's last correction, where printed. */
  readonly updated: string | undefined
  /** The author's own synopsis. */
  readonly synopsis: string | undefined
  /** What the publisher says of the text in the page’s head or the feed; kept only where there is no synopsis. */
  readonly description?: string | undefined
  readonly sections: readonly Section[]
  readonly aboutAuthors: readonly string[]
  readonly categories: readonly string[]
  readonly pdfUrl: string | undefined
  readonly extent: Extent
  /** The sources whose feeds carried it; none for what was imported. */
  readonly feeds?: readonly string[] | undefined
  /** Undefined for what was taken in before this was noted. */
  readonly provenance?: Provenance | undefined
}

const fullness: Readonly<Record<Extent, number>> = { none: 0, excerpt: 1, abstract: 2, full: 3 }

/** Whether less is held of the one than of the other. */
export const isLess = (one: Commentary, other: Commentary): boolean => fullness[one.extent] < fullness[other.extent]

/** Whether something is held of a commentary, but not its text. */
export const isPart = ({ extent }: Pick<Commentary, 'extent'>): boolean => extent === 'excerpt' || extent === 'abstract'

export type BlockKind = 'synopsis' | 'heading' | 'paragraph'

/** Where one block of the commentary is in its text: `text.slice(start, end)`; offsets in UTF-16 code units. */
export type TextBlock = {
  readonly kind: BlockKind
  /** Index into `sections`; -1 for the synopsis. */
  readonly section: number
  readonly start: number
  readonly end: number
}

export type CommentaryText = { readonly text: string; readonly blocks: readonly TextBlock[] }

/**
 * The commentary's text: the synopsis, then each subhead and paragraph, joined by a blank line, each once.
 * It is the one text that claims point into, that is searched and hashed; titles, biographies and notices are not in it.
 */
export const textOf = (commentary: Pick<Commentary, 'synopsis' | 'sections'>): CommentaryText => {
  const blocks: TextBlock[] = []
  let text = ''
  const add = (kind: BlockKind, section: number, content: string): void => {
    if (text !== '') text += '\n\n'
    blocks.push({ kind, section, start: text.length, end: text.length + content.length })
    text += content
  }
  if (commentary.synopsis !== undefined) add('synopsis', -1, commentary.synopsis)
  for (const [index, section] of commentary.sections.entries()) {
    if (section.heading !== undefined) add('heading', index, section.heading)
    for (const paragraph of section.paragraphs) add('paragraph', index, paragraph)
  }
  return { text, blocks }
}

/**
 * SHA-256 (hex) of what a reader would call the content: title and text, white space folded.
 * Dates, categories and addresses are left out, so that a publisher's housekeeping is no correction.
 */
export const contentHash = (commentary: Commentary): string =>
  createHash('sha256')
    .update(`${commentary.title}\n${textOf(commentary).text}`.normalize('NFC').replaceAll(/\s+/gu, ' ').trim())
    .digest('hex')

/** What a message shows of a commentary besides its title and text: who wrote it, when, and what its publisher says of it. */
const shownFacts = ({ authors, published, description }: Commentary): string =>
  JSON.stringify([authors, published, description])

/** Whether two readings give the same authors, date and description. */
export const hasSameFacts = (one: Commentary, other: Commentary): boolean => shownFacts(one) === shownFacts(other)

/** SHA-256 (hex) of all that a message may show of it. */
export const shownHash = (commentary: Commentary): string =>
  createHash('sha256')
    .update(`${contentHash(commentary)} ${shownFacts(commentary)}`)
    .digest('hex')
