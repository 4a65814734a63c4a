import { authorsOfBiographies } from '../authors.ts'
import { parseCalendarDate } from '../calendar-date.ts'
import type { Section } from '../commentary.ts'
import { isSigned, personsIn } from '../persons.ts'
import type { Line } from '../text/lines.ts'
import { countWords, foldedText } from '../text/plain.ts'

type Known = { readonly title: string; readonly authors: readonly string[] }

/** So many words are a paragraph of the text; what stands before the first one may be the article's head. */
const paragraphWords = 15
/** A line of fewer words that is no heading and no sentence is a label: a topic, a kind of text. */
const labelWords = 6

const isLabel = ({ text, level, isEmphasised }: Line): boolean =>
  level === undefined && !isEmphasised && countWords(text) < labelWords && !/[.!?…。！？]["'”’»)]*$/u.test(text)

const isOfHead = ({ text }: Line, { title, authors }: Known): boolean => {
  const folded = foldedText(text)
  return (
    folded === foldedText(title) ||
    authors.some((name) => folded === foldedText(name)) ||
    text.split(/\s*[|•]\s*|\s+[·–—]\s+/u).some((part) => parseCalendarDate(part) !== undefined) ||
    (isSigned(text) && personsIn(text).length > 0)
  )
}

/** A standfirst may stand over the byline. */
const headLines = 8

/** The lines of a text without what stands over its first paragraph and belongs to the head: title, byline, date, labels. */
export const withoutHead = (lines: readonly Line[], known: Known): readonly Line[] => {
  const first = lines.findIndex(({ text, level }) => level === undefined && countWords(text) >= paragraphWords)
  return lines.filter(
    (line, index) =>
      !(index < first && isLabel(line)) && !(index < Math.max(first, headLines) && isOfHead(line, known)),
  )
}

const longestBiography = 150

/** Whether a paragraph says who an author is. */
const isBiography = (paragraph: string, authors: readonly string[]): boolean => {
  const folded = authors.map(foldedText)
  const text = paragraph.replace(/^[\W_]*(?:about the authors?\W*)?/iu, '')
  return (
    countWords(text) <= longestBiography &&
    authorsOfBiographies([text]).some((name) => folded.includes(foldedText(name)))
  )
}

/** Takes what is said of the authors from a text, behind it or in a note: it is no part of their argument. */
export const withoutBiographies = (
  sections: readonly Section[],
  authors: readonly string[],
): { readonly sections: readonly Section[]; readonly aboutAuthors: readonly string[] } => {
  const isNote = (paragraph: string): boolean => /^[*†]/u.test(paragraph) && isBiography(paragraph, authors)
  const notes = sections.flatMap(({ paragraphs }) => paragraphs.filter(isNote))
  const left = sections.map((section) => ({
    ...section,
    paragraphs: section.paragraphs.filter((paragraph) => !isNote(paragraph)),
  }))
  const about: string[] = []
  for (let last = left.at(-1); last !== undefined; last = left.at(-1)) {
    const paragraph = last.paragraphs.at(-1)
    if (paragraph !== undefined && isBiography(paragraph, authors)) about.unshift(last.paragraphs.pop() ?? '')
    else if (paragraph === undefined && about.length > 0) left.pop()
    else break
  }
  const hasText = left.some(({ paragraphs }) => paragraphs.length > 0)
  return hasText ? { sections: left, aboutAuthors: [...notes, ...about] } : { sections, aboutAuthors: [] }
}
