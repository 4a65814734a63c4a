import { type Commentary, isPart, textOf } from './commentary.ts'
import { foldedText, wordsIn } from './text/plain.ts'

/** Words in a row that two texts have to share; shorter runs are everybody's. */
const runLength = 4
/** Above this share of runs two texts are one that was edited; unrelated texts of one column share under a tenth. */
const alike = 0.4
/** Issues of a column share most of their words and are still several: without a shared name only the same text is the same publication. */
const same = 0.75
/** A text of which this share is in a fuller text, and that is shorter by this much, is a shortened copy. */
const contained = 0.95
const shortened = 0.7

const runsOf = (commentary: Commentary): ReadonlySet<string> => {
  const words = wordsIn(foldedText(textOf(commentary).text.slice(0, 100_000)))
  const runs = new Set<string>()
  for (let at = 0; at + runLength <= words.length; at += 1) runs.add(words.slice(at, at + runLength).join(' '))
  return runs
}

/** How much of the shorter of two texts is in the other, and how long it is against the other, each 0-1. */
const compare = (one: Commentary, other: Commentary): { readonly likeness: number; readonly length: number } => {
  const [fewer, more] = [runsOf(one), runsOf(other)].toSorted((a, b) => a.size - b.size)
  if (fewer === undefined || more === undefined || fewer.size === 0) return { likeness: 0, length: 0 }
  return { likeness: [...fewer].filter((run) => more.has(run)).length / fewer.size, length: fewer.size / more.size }
}

const numberOf = ({ id }: Commentary): string | undefined => (id.startsWith('CO') ? id : undefined)

/** What speaks for two being one: the same link, guid or, where there is neither, words; and prints of their texts. */
export type Shared = {
  readonly isNamed: boolean
  /** How many of the prints of what was read the known one has, 0-1. */
  readonly prints: number
}

/**
 * Whether what was read is the publication that is known. Where they share a name: landing pages show one text after another
 * and columns have one title for all, so that it is the same text, edited at most, or the same title at the same date, or the
 * same number with nothing that contradicts it. Under other names only the same body is the same publication.
 */
export const isSamePublication = (known: Commentary, read: Commentary, { isNamed, prints }: Shared): boolean => {
  const [knownNumber, readNumber] = [numberOf(known), numberOf(read)]
  const hasOneNumber = knownNumber !== undefined && knownNumber === readNumber
  if (knownNumber !== undefined && readNumber !== undefined && !hasOneNumber) return false
  const hasSameDate =
    known.published === undefined || read.published === undefined || known.published === read.published
  // Nothing is left to compare but its names and the prints of its text.
  if (known.extent === 'none') return hasOneNumber || hasSameDate || prints > 0.5
  const hasPart = isPart(known) || isPart(read)
  if (!isNamed && !hasOneNumber) return !hasPart && compare(known, read).likeness >= same
  if (compare(known, read).likeness >= alike) return true
  // The date of a part is the feed's or the repository's, which may be a day off the page's.
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

/** Whether the text says of itself that it appeared somewhere else before. */
export const isReprint = (commentary: Commentary): boolean => {
  const paragraphs = commentary.sections.flatMap((section) => section.paragraphs)
  return [...paragraphs.slice(0, 2), ...paragraphs.slice(-3), ...commentary.aboutAuthors].some(isReprintNotice)
}
