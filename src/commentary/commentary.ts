import { createHash } from 'node:crypto'

/** Consecutive paragraphs under one subhead; the opening section has no subhead. */
export type Section = { readonly heading: string | undefined; readonly paragraphs: readonly string[] }

/**
 * How much of the publication we hold: the full text, a repository's abstract, only what the feed says, or nothing
 * because it was taken down.
 */
export type Extent = 'full' | 'abstract' | 'excerpt' | 'none'

/** How a commentary came to us: the first five over the network, the last two given by a person. */
export type ProvenanceKind = 'feed' | 'page' | 'pdf' | 'record' | 'capture' | 'file' | 'mail'

export type Provenance = {
  readonly kind: ProvenanceKind
  /** The host of the repository, or the name of the file. */
  readonly from?: string | undefined
  /** Calendar date `YYYY-MM-DD` of the capture or the message. */
  readonly date?: string | undefined
}

/** A publication, as its page and its feed give it. All strings are plain text in NFC. */
export type Commentary = {
  /** `CO20210` if the series number is known, else `X` and eleven characters derived from the strongest identity key. */
  readonly id: string
  /** Canonical address, to which readers are sent. Undefined for a text imported from a file without an address. */
  readonly url: string | undefined
  readonly title: string
  /** In the order of the byline; empty if the page names nobody. */
  readonly authors: readonly string[]
  /** Calendar date `YYYY-MM-DD`, as printed; undefined if no date could be read. */
  readonly published: string | undefined
  /** Calendar date of the publisher's last correction, where printed. */
  readonly updated: string | undefined
  /** The author's own synopsis. */
  readonly synopsis: string | undefined
  /** The publisher's description, from the page's head or the feed; kept only if there is no synopsis. */
  readonly description?: string | undefined
  readonly sections: readonly Section[]
  readonly aboutAuthors: readonly string[]
  readonly categories: readonly string[]
  readonly pdfUrl: string | undefined
  readonly extent: Extent
  /** The sources whose feeds contained it; undefined if it was imported. */
  readonly feeds?: readonly string[] | undefined
  /** The title of the workspace's own feed that it came with, if no source of the settings contained it. */
  readonly feedTitle?: string | undefined
  /** Undefined for commentaries from before this was recorded. */
  readonly provenance?: Provenance | undefined
}

const fullness: Readonly<Record<Extent, number>> = { none: 0, excerpt: 1, abstract: 2, full: 3 }

/** Whether we hold less of the one than of the other. */
export const isLess = (one: Commentary, other: Commentary): boolean => fullness[one.extent] < fullness[other.extent]

/** Whether we hold something of a commentary, but not its text. */
export const isPart = ({ extent }: Pick<Commentary, 'extent'>): boolean => extent === 'excerpt' || extent === 'abstract'

export type BlockKind = 'synopsis' | 'heading' | 'paragraph'

/** The place of one block in the commentary's text: `text.slice(start, end)`; offsets in UTF-16 code units. */
export type TextBlock = {
  readonly kind: BlockKind
  /** Index into `sections`; -1 for the synopsis. */
  readonly section: number
  readonly start: number
  readonly end: number
}

export type CommentaryText = { readonly text: string; readonly blocks: readonly TextBlock[] }

/**
 * The commentary's text: the synopsis, then each subhead and paragraph, separated by blank lines. Offsets of quotes
 * refer to it, and it is what is searched and hashed; titles, biographies and notices are not part of it.
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
 * SHA-256 (hex) of title and text, white space folded. Dates, categories and addresses are left out, so that a
 * publisher's housekeeping does not count as a correction.
 */
export const contentHash = (commentary: Commentary): string =>
  createHash('sha256')
    .update(`${commentary.title}\n${textOf(commentary).text}`.normalize('NFC').replaceAll(/\s+/gu, ' ').trim())
    .digest('hex')

/** What a message shows besides title and text: authors, date and the publisher's description. */
const shownFacts = ({ authors, published, description }: Commentary): string =>
  JSON.stringify([authors, published, description])

/** Whether two readings have the same authors, date and description. */
export const hasSameFacts = (one: Commentary, other: Commentary): boolean => shownFacts(one) === shownFacts(other)

/** SHA-256 (hex) of all that a message may show of it. */
export const shownHash = (commentary: Commentary): string =>
  createHash('sha256')
    .update(`${contentHash(commentary)} ${shownFacts(commentary)}`)
    .digest('hex')
