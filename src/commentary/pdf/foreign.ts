import { authorsOfBiographies, looksLikeByline, splitAuthors } from '../authors.ts'
import { otherReading, parseCalendarDate } from '../calendar-date.ts'
import { noFacts, type PageFacts } from '../page/facts.ts'
import { isPersonName, personsIn } from '../persons.ts'
import type { Line } from '../text/lines.ts'
import { countWords, foldedText } from '../text/plain.ts'
import { sectionsOf } from '../text/sections.ts'
import type { PrintedLine } from './lines.ts'
import type { PdfInfo } from './print.ts'

/** A shorter line is not a paragraph, even if it ends like one. */
const fewestWords = 6
/** A line with this many words is text, whatever it ends in: a page may end within it. */
const longWords = 25
/** The byline and the date are within this many lines after the title. */
const headLines = 6

/** Notices and menus in whole sentences, which sites print around their texts. */
const furniture =
  /\bcookies?\b.{0,120}\b(?:accept|consent|experience|policy|settings|use)\b|\b(?:accept|use|uses|using)\b.{0,40}\bcookies\b|^(?:share|tweet|print|e-?mail|download|save|like|follow|subscribe|sign up|log ?in|listen)\b.{0,80}$|\b(?:all rights reserved|terms of (?:use|service)|privacy (?:policy|notice)|subscribe to (?:our|the)|sign up (?:for|to)|read more|related (?:articles|posts|content)|you (?:may|might) also like)\b|^(?:©|copyright\b)/iu

const endsSentence = (text: string): boolean => /[.!?…:]["'”’»)\]]*(?:\s?\[?\d{1,3}\]?)?$/u.test(text)

const isParagraph = ({ text }: Line): boolean => {
  const words = countWords(text)
  return !furniture.test(text) && (words >= longWords || (words >= fewestWords && endsSentence(text)))
}

/** Whether a single line can be a subhead. */
const mayBeHead = ({ text, isEmphasised, level }: Line): boolean =>
  countWords(text) <= 15 &&
  !furniture.test(text) &&
  !endsSentence(text) &&
  (isEmphasised || level !== undefined || /^[\p{Lu}\p{N}]/u.test(text))

/** The text: paragraphs, and those short lines that are directly above one. */
const textLines = (lines: readonly Line[]): readonly Line[] =>
  lines.filter((line, index) => {
    const next = lines[index + 1]
    return isParagraph(line) || (mayBeHead(line) && next !== undefined && isParagraph(next))
  })

/** The file's title, unless it is a name that a program gave it: `Microsoft Word - final.docx`, `untitled`. */
const ownTitle = (title: string | undefined): string | undefined => {
  const bare = title?.replace(/^(?:microsoft (?:word|powerpoint) - )/iu, '').trim() ?? ''
  const isOfProgram =
    bare === '' || /\.(?:docx?|pdf|indd|pptx?|html?)$|^untitled|^(?:print|document)\d*$|^https?:/iu.test(bare)
  return isOfProgram ? undefined : bare
}

/** The parts of a document's title, separated by bars, dashes and the like. */
const titleParts = (title: string): string[] => title.split(/\s+[|–—·»-]\s+/u)

/**
 * The index of the title: the first-level heading that the file's title contains, else the longest one, because a
 * site's name is printed in the same size; -1 if there is none.
 */
const titleIndex = (lines: readonly Line[], title: string | undefined): number => {
  const large = lines.flatMap((line, index) => (line.level === 1 ? [{ index, text: line.text }] : []))
  const folded = foldedText(title ?? '')
  const named = lines.findIndex(({ text }) => countWords(text) >= 3 && folded.includes(foldedText(text)))
  if (folded !== '' && named !== -1) return named
  return large.toSorted((one, other) => countWords(other.text) - countWords(one.text))[0]?.index ?? -1
}

/** The printed lines between the title and the text, one by one: no space separates a byline from a date. */
const headOf = (printed: readonly PrintedLine[], title: string, text: string): readonly string[] => {
  const first = printed.filter(({ page }) => page === 1).map((line) => line.text)
  const titleEnd = first.findLastIndex((line, at) => title.endsWith(line) && at < first.length - 1)
  const behind = first.slice(titleEnd + 1)
  const end = behind.findIndex((line) => line.length > 20 && text.startsWith(line.slice(0, 20)))
  return behind.slice(0, Math.min(end === -1 ? 0 : end, headLines))
}

/** The authors under the title: `By` and names, or only names that the file or the end of the text gives as well. */
const authorsIn = (head: readonly string[], isKnown: (name: string) => boolean): readonly string[] => {
  for (const line of head) {
    const [first = ''] = line.split(/\s*[|•·]\s*/u)
    const isSigned = /^(?:(?:written )?by|authors?:)\s/iu.test(first)
    const persons = isSigned ? personsIn(first) : []
    if (persons.length > 0) return persons
    const names = looksLikeByline(first) ? splitAuthors(first) : []
    if (names.length > 0 && names.every((name) => isPersonName(name) && isKnown(name))) return names
  }
  return []
}

const dateIn = (head: readonly string[]): string | undefined =>
  head
    .flatMap((line) => line.split(/\s*[|•·]\s*|,?\s+by\s+|\s+[–—]\s+/iu))
    // Nothing decides between the two readings of `01/07/2025`.
    .map((text) => (otherReading(text) === undefined ? parseCalendarDate(text) : undefined))
    .find((date) => date !== undefined)

/**
 * Reads a PDF of another publisher: title, authors and date from its head, and its paragraphs without menus, share
 * lines and notices. Undefined if it contains no text.
 */
export const readForeignPdf = (
  lines: readonly Line[],
  printed: readonly PrintedLine[],
  info: PdfInfo,
): PageFacts | undefined => {
  const known = ownTitle(info.title)
  const at = titleIndex(lines, known)
  const behind = lines.slice(at + 1)
  const start = Math.max(
    0,
    behind.findIndex((line) => isParagraph(line) && countWords(line.text) >= 2 * fewestWords),
  )
  const sections = sectionsOf(textLines(behind.slice(start)))
  const paragraphs = sections.flatMap((section) => section.paragraphs)
  if (paragraphs.length === 0) return undefined
  const title = lines[at]?.text ?? (known === undefined ? '' : (titleParts(known)[0] ?? ''))
  const head = headOf(printed, title, behind[start]?.text ?? '')
  const inFile = splitAuthors(info.author ?? '').filter((name) => name.includes(' ') && isPersonName(name))
  const inEnd = authorsOfBiographies(paragraphs.slice(-3))
  const others = [...inFile, ...inEnd].map(foldedText)
  const printedNames = authorsIn(head, (name) => others.includes(foldedText(name)))
  return {
    ...noFacts,
    title,
    authors: [printedNames, inFile, inEnd].find((names) => names.length > 0) ?? [],
    published: dateIn(head),
    sections,
  }
}
