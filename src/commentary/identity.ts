import { createHash } from 'node:crypto'
import { canonicalUrl } from '../fetch/canonical-url.ts'
import { type Commentary, contentHash, isPart } from './commentary.ts'
import { foldedText } from './text/plain.ts'
import { parseNumberedTitle, seriesNumberIn } from '../feed/series-number.ts'

const wholeNumber = /^CO\d{5}$/u

/** How a person may write an id: `CO 20210`, `co-20210`, `xai3rr6ae3ql`. */
export const writtenId = String.raw`(?<![\p{L}\p{N}])(?:co[ -]?\d{5}|x[0-9a-v]{11})(?![\p{L}\p{N}])`
const ids = new RegExp(writtenId, 'giu')

/** Every id in a text, in the form in which the archive has it. */
export const idsIn = (text: string): readonly string[] =>
  [...text.matchAll(ids)].map(([written]) =>
    /^x/iu.test(written) ? `X${written.slice(1).toLowerCase()}` : `CO${written.slice(-5)}`,
  )

/** The id that the whole text is; undefined for every other text. */
export const wholeId = (text: string): string | undefined => (text.replace(ids, '') === '' ? idsIn(text)[0] : undefined)

/**
 * The id that a person means: `co20210`, `CO 20210`, `CO-20210`, a numbered title, an address that contains the number,
 * or an `X…` id in any case. Undefined for every other text.
 */
export const normaliseId = (text: string): string | undefined => {
  const wanted = text.trim()
  if (wanted.length > 2000) return undefined
  const id = wholeId(wanted)
  if (id !== undefined) return id
  return canonicalUrl(wanted) === undefined ? parseNumberedTitle(wanted)?.number : seriesNumberIn(wanted)
}

const ranks = ['co:', 'url:', 'guid:', 'body:', 'print:']

/** The identity key that is least likely to change. */
const strongest = (keys: readonly string[]): string | undefined => {
  for (const rank of ranks) {
    const key = keys.find((candidate) => candidate.startsWith(rank))
    if (key !== undefined) return key
  }
  return keys[0]
}

/** 55 bits: among a million commentaries, the chance that two have the same id is one in 70,000. */
const idOf = (key: string): string => {
  const bits = createHash('sha256').update(key).digest().readBigUInt64BE() >> 9n
  return `X${bits.toString(32).padStart(11, '0')}`
}

/** The identity key of a page's address; undefined if it is not an address. */
export const addressKey = (address: string): string | undefined => {
  const url = canonicalUrl(address)
  return url === undefined ? undefined : `url:${url}`
}

type Identified = Omit<Commentary, 'id'>

const ownKeys = (number: string | undefined, commentary: Identified): readonly string[] => {
  const url = commentary.url === undefined ? undefined : canonicalUrl(commentary.url)
  const keys = [...(number === undefined ? [] : [`co:${number}`]), ...(url === undefined ? [] : [`url:${url}`])]
  // A text from a file may have no other identity than its words.
  return keys.length > 0 ? keys : [`print:${contentHash({ ...commentary, id: '' }).slice(0, 32)}`]
}

/**
 * The series number if it is known, else `X` and eleven characters derived from the strongest identity: the address,
 * the feed's guid, the words. `entryKeys` are those of the entry that led to it.
 */
export const commentaryId = (
  number: string | undefined,
  commentary: Identified,
  entryKeys: readonly string[],
): string => {
  if (number !== undefined) return number
  const own = ownKeys(undefined, commentary)
  const hasAddress = own.some((key) => key.startsWith('url:'))
  return idOf(strongest(hasAddress ? own : [...entryKeys, ...own]) ?? '')
}

/** The id derived from the strongest of some identity keys. */
export const idFromKeys = (keys: readonly string[]): string => idOf(strongest(keys) ?? '')

const bodyPrints = { paragraphs: { most: 3, shortest: 150 }, sentences: { most: 5, shortest: 60 } }
const sentenceEnd = /(?<=[.!?]["'”’)\]]{0,2})\s+|(?<=[。！？]["”’」』）]{0,2})/u

const longest = (texts: readonly string[], { most, shortest }: { readonly most: number; readonly shortest: number }) =>
  [...new Set(texts.map(foldedText))]
    .filter(({ length }) => length >= shortest)
    .toSorted((a, b) => b.length - a.length)
    .slice(0, most)

/**
 * Hashes of the longest paragraphs and sentences, which stay the same when a site moves or another site carries the
 * text. Sentences too, because publishing systems divide texts into paragraphs in different ways.
 */
const bodyKeys = (commentary: Commentary): readonly string[] => {
  if (isPart(commentary)) return []
  const paragraphs = commentary.sections.flatMap((section) => section.paragraphs)
  const sentences = paragraphs.flatMap((paragraph) => paragraph.split(sentenceEnd))
  const pieces = [...longest(paragraphs, bodyPrints.paragraphs), ...longest(sentences, bodyPrints.sentences)]
  return [...new Set(pieces)].map((piece) => `body:${createHash('sha256').update(piece).digest('hex').slice(0, 32)}`)
}

/** The keys by which the commentary is recognised, strongest first: its own and those of its entry, each once. */
export const commentaryKeys = (commentary: Commentary, entryKeys: readonly string[]): readonly string[] => {
  const number = wholeNumber.test(commentary.id) ? commentary.id : undefined
  const keys = new Set([...ownKeys(number, commentary), ...entryKeys, ...bodyKeys(commentary)])
  return ranks.flatMap((rank) => [...keys].filter((key) => key.startsWith(rank)))
}

/** The same commentary and keys without a series number, for a source whose numbers cannot be trusted. */
export const withoutNumber = (
  commentary: Commentary,
  keys: readonly string[],
): { readonly commentary: Commentary; readonly keys: readonly string[] } => {
  const left = keys.filter((key) => !key.startsWith('co:'))
  return { commentary: { ...commentary, id: idFromKeys(left) }, keys: left }
}
