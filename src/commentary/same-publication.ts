import { type Commentary, isPart, textOf } from './commentary.ts'
import { foldedText, wordsIn } from './text/plain.ts'

/** Words in a row that two texts have to share; shorter runs are everybody's. */
const runLength = 4
/** Above this share of runs two texts are one that was edited; unrelated texts of one column share under a tenth. */
const alike = 0.4

const runsOf = (commentary: Commentary): ReadonlySet<string> => {
  const words = wordsIn(textOf(commentary).text.slice(0, 100_000).toLowerCase())
  const runs = new Set<string>()
  for (let at = 0; at + runLength <= words.length; at += 1) runs.add(words.slice(at, at + runLength).join(' '))
  return runs
}

/** How much of the shorter of two texts stands in the other, 0-1, by runs of four words. */
export const likeness = (one: Commentary, other: Commentary): number => {
  const [fewer, more] = [runsOf(one), runsOf(other)].toSorted((a, b) => a.size - b.size)
  if (fewer === undefined || more === undefined || fewer.size === 0) return 0
  return [...fewer].filter((run) => more.has(run)).length / fewer.size
}

const numberOf = ({ id }: Commentary): string | undefined => (id.startsWith('CO') ? id : undefined)

/**
 * Whether what was read is the publication that is known, whatever address they share: landing pages show one text after
 * another, columns have one title for all, and a canonical link may name the section.
 * The same text, or the same title at the same date, or the same number with nothing that contradicts it.
 */
export const isSamePublication = (known: Commentary, read: Commentary): boolean => {
  const [knownNumber, readNumber] = [numberOf(known), numberOf(read)]
  if (knownNumber !== undefined && readNumber !== undefined && knownNumber !== readNumber) return false
  const hasSameDate =
    known.published === undefined || read.published === undefined || known.published === read.published
  // Nothing is left to compare but its names, one of which this has.
  if (known.extent === 'none') return knownNumber !== undefined && readNumber !== undefined ? true : hasSameDate
  if (likeness(known, read) >= alike) return true
  if (foldedText(known.title) === foldedText(read.title)) {
    // The date is the feed's or the repository's, which may be a day off the page's.
    return hasSameDate || isPart(known) || isPart(read)
  }
  return knownNumber !== undefined && readNumber !== undefined && hasSameDate
}

const reprintMark =
  /\b(?:originally|first) (?:published|appeared|posted|printed)\b|\b(?:re-?published|reprinted|cross-?posted)\b/iu

/** Whether the text says of itself that it appeared somewhere else before. */
export const isReprint = (commentary: Commentary): boolean => {
  const paragraphs = commentary.sections.flatMap((section) => section.paragraphs)
  return [...paragraphs.slice(0, 2), ...paragraphs.slice(-3), ...commentary.aboutAuthors].some(
    (paragraph) => paragraph.length < 600 && reprintMark.test(paragraph),
  )
}
