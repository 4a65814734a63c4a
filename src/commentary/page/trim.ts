import { authorsOfBiographies } from '../authors.ts'
import { parseCalendarDate } from '../calendar-date.ts'
import type { Section } from '../commentary.ts'
import { isSigned, personsIn } from '../persons.ts'
import type { Line } from '../text/lines.ts'
import { countWords, foldedText } from '../text/plain.ts'

type Known = { readonly title: string; readonly authors: readonly string[] }

/** A line of this many words is a paragraph of the text; the lines before the first one may be the article's head. */
const paragraphWords = 15
/** A line with fewer words that is neither a heading nor a sentence is a label: a topic or a kind of text. */
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

/** The most lines of a head; a standfirst may come before the byline. */
const headLines = 8

/** The lines without those of the head above the first paragraph: title, byline, date, labels. */
export const withoutHead = (lines: readonly Line[], known: Known): readonly Line[] => {
  const first = lines.findIndex(({ text, level }) => level === undefined && countWords(text) >= paragraphWords)
  return lines.filter(
    (line, index) =>
      !(index < first && isLabel(line)) && !(index < Math.max(first, headLines) && isOfHead(line, known)),
  )
}

/** The lines without the labels after the last paragraph: publisher, date, share links. */
export const withoutFoot = (lines: readonly Line[]): readonly Line[] => {
  const last = lines.findLastIndex((line) => !isLabel(line) || line.isListItem)
  return last === -1 ? lines : lines.slice(0, last + 1)
}

const longestBiography = 150
const closingLines = 6
const biographyVerb = /^(?:is|was|are|serves|teaches|works|heads|holds|directs|leads)\s/u
const post =
  /\b(?:adviser|advisor|analyst|associate|author|candidate|columnist|consultant|coordinator|correspondent|dean|director|economist|editor|expert|fellow|founder|historian|intern|journalist|lecturer|professor|researcher|scholar|scientist|specialist|student|writer)s?\b/iu
/** An employer: in a plain paragraph, this tells a biography from a sentence about somebody. */
const employer = /^[^.]*\b(?:at|with|of|for|in) (?:the )?\p{Lu}/u

/** Joins a name on a line of its own with the biography after it, which begins with its verb. */
export const withNamedBiographies = (lines: readonly Line[]): readonly Line[] => {
  const isGoingOn = (line: Line | undefined): boolean => line !== undefined && biographyVerb.test(line.text)
  return lines.flatMap((line, at) => {
    const before = lines[at - 1]
    const isName = (one: Line | undefined): one is Line =>
      one !== undefined && countWords(one.text) <= labelWords && personsIn(one.text).join() === one.text
    if (isName(line) && isGoingOn(lines[at + 1])) return []
    return isGoingOn(line) && isName(before) ? [{ ...line, text: `${before.text} ${line.text}` }] : [line]
  })
}

/**
 * The persons whom the last lines introduce with a job and whom the text does not mention: if nobody has signed, these
 * are the authors. A plain paragraph must name their employer as well.
 */
export const closingAuthors = (lines: readonly Line[]): readonly string[] => {
  const closing = lines.slice(-closingLines)
  const last = closing.map(({ text }) => text.replace(/^[\W_]*(?:about the authors?\W*)?/iu, ''))
  const isOfAuthor = (text: string, at: number): boolean =>
    countWords(text) <= longestBiography &&
    post.test(text) &&
    (closing[at]?.isSlight === true || employer.test(text)) &&
    authorsOfBiographies([text]).length > 0
  const from = last.findLastIndex((text, at) => !isOfAuthor(text, at)) + 1
  const text = lines
    .slice(0, lines.length - last.length + from)
    .map((line) => line.text)
    .join('\n')
  return authorsOfBiographies(last.slice(from)).filter((name) => !text.includes(name))
}

/** Whether a paragraph is the biography of an author. */
const isBiography = (paragraph: string, authors: readonly string[]): boolean => {
  const folded = authors.map(foldedText)
  const text = paragraph.replace(/^[\W_]*(?:about the authors?\W*)?/iu, '')
  return (
    countWords(text) <= longestBiography &&
    (authorsOfBiographies([text]).some((name) => folded.includes(foldedText(name))) ||
      (biographyVerb.test(text) && post.test(text)))
  )
}

/** Removes the authors' biographies from a text, after it or in a note: they are not part of the argument. */
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
