import { type Commentary, isPart, textOf } from './commentary.ts'
import { foldedText, wordsIn } from './text/plain.ts'

/** Two texts are compared by their runs of this many words; shorter runs occur in any text. */
const runLength = 4
/**
 * Texts that share more than this share of runs are one text that was edited; unrelated texts of one column share under
 * a tenth.
 */
const alike = 0.4
/**
 * Issues of a column share most of their words and are still different: without a shared key, texts must share this
 * much.
 */
const same = 0.75
/** A shortened copy has this share of its runs in the fuller text, and is at most this long in comparison. */
const contained = 0.95
const shortened = 0.7

const runsOf = (commentary: Commentary): ReadonlySet<string> => {
  const words = wordsIn(foldedText(textOf(commentary).text.slice(0, 100_000)))
  const runs = new Set<string>()
  for (let at = 0; at + runLength <= words.length; at += 1) runs.add(words.slice(at, at + runLength).join(' '))
  return runs
}

/** The share of the shorter text's runs that the other contains, and its length relative to the other, each 0-1. */
const compare = (one: Commentary, other: Commentary): { readonly likeness: number; readonly length: number } => {
  const [fewer, more] = [runsOf(one), runsOf(other)].toSorted((a, b) => a.size - b.size)
  if (fewer === undefined || more === undefined || fewer.size === 0) return { likeness: 0, length: 0 }
  return { likeness: [...fewer].filter((run) => more.has(run)).length / fewer.size, length: fewer.size / more.size }
}

const numberOf = ({ id }: Commentary): string | undefined => (id.startsWith('CO') ? id : undefined)

/**
 * Evidence that two are the same publication: the same link, guid or, if there is neither, words; and hashes of their
 * texts.
 */
export type Shared = {
  readonly isNamed: boolean
  /** The share of the new text's hashes that the known one has, 0-1. */
  readonly prints: number
}

/**
 * Whether the text that was read is the known publication. With a shared key, which landing pages and columns also
 * have, it must be the same text, possibly edited, or the same title at the same date, or the same number without a
 * contradiction. Without a shared key only the same body counts.
 */
export const isSamePublication = (known: Commentary, read: Commentary, { isNamed, prints }: Shared): boolean => {
  const [knownNumber, readNumber] = [numberOf(known), numberOf(read)]
  const hasOneNumber = knownNumber !== undefined && knownNumber === readNumber
  if (knownNumber !== undefined && readNumber !== undefined && !hasOneNumber) return false
  const hasSameDate =
    known.published === undefined || read.published === undefined || known.published === read.published
  // Only its keys and the hashes of its text are left to compare.
  if (known.extent === 'none') return hasOneNumber || hasSameDate || prints > 0.5
  const hasPart = isPart(known) || isPart(read)
  if (!isNamed && !hasOneNumber) return !hasPart && compare(known, read).likeness >= same
  if (compare(known, read).likeness >= alike) return true
  // The date of an excerpt or abstract is the feed's or the repository's, which may differ from the page's by a day.
  if (foldedText(known.title) === foldedText(read.title)) return hasSameDate || hasPart
  return hasOneNumber && hasSameDate
}

/** Whether a text is a shortened copy of the known one: nothing in it is new, and much is left out. */
export const isShortened = (known: Commentary, read: Commentary): boolean => {
  const { likeness, length } = compare(known, read)
  return textOf(read).text.length < textOf(known).text.length && likeness >= contained && length < shortened
}

const reprintMark =
  /\b(?:originally|first) (?:published|appeared|posted|printed)\b|\b(?:re-?published|reprinted|cross-?posted)\b/iu
const longestNotice = 600

/** Whether a paragraph says that its text appeared somewhere else before. */
export const isReprintNotice = (paragraph: string): boolean =>
  paragraph.length < longestNotice && reprintMark.test(paragraph)

/** Whether a commentary says that its text appeared somewhere else before. */
export const isReprint = (commentary: Commentary): boolean => {
  const paragraphs = commentary.sections.flatMap((section) => section.paragraphs)
  return [...paragraphs.slice(0, 2), ...paragraphs.slice(-3), ...commentary.aboutAuthors].some(isReprintNotice)
}
