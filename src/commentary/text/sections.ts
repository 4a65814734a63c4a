import type { Section } from '../commentary.ts'
import type { Line } from './lines.ts'
import { countWords } from './plain.ts'
import { joinLines, type Vocabulary, vocabularyOf } from './rejoin-words.ts'

/** A heading in Title Case: every longer word begins with a capital or a digit. */
const isTitleCase = (text: string): boolean => {
  const words = text.split(/[\s–—]+/u).filter((word) => word.replaceAll(/[^\p{L}]/gu, '').length >= 4)
  return words.length > 0 && words.every((word) => /^[^\p{L}]*[\p{Lu}\p{Lt}\p{N}]/u.test(word))
}

/** A heading in capitals. */
const isInCapitals = (text: string): boolean => text === text.toUpperCase() && text !== text.toLowerCase()

const closing = /["'”’»)\]]+$/u
const endsSentence = (text: string): boolean => /[.!;,…]$/u.test(text.replace(closing, ''))
const asks = (text: string): boolean => text.replace(closing, '').endsWith('?')

const longestHead = { words: 25, letters: 200 }

/**
 * Whether the line is a subhead: by its element, by emphasis of all of it, or, without either, as a short line in Title
 * Case or capitals above a longer one. A short paragraph ends like a sentence.
 */
const isHeading = (line: Line, next: Line | undefined): boolean => {
  const { text } = line
  const words = countWords(text)
  if (words > longestHead.words || text.length > longestHead.letters || !/\p{L}/u.test(text)) return false
  if (line.level !== undefined) return true
  const goesOn = next?.isContinued === true && /^\p{Ll}/u.test(next.text)
  if (line.isListItem || goesOn || endsSentence(text)) return false
  if (line.isEmphasised) return asks(text) ? words <= 12 : true
  if (words > 10 || asks(text) || /[–—-]$/u.test(text)) return false
  const standsOver = next !== undefined && next.text.length >= 80 && next.text.length > text.length && !next.isListItem
  return standsOver && !line.isContinued && (isTitleCase(text) || isInCapitals(text))
}

/**
 * The lines of a body as sections, with headings as printed, including their colons. A line after a single line break
 * continues the paragraph before it, and a word that a hyphen splits there is joined. A heading that runs into its
 * paragraph covers only that paragraph and a list after it. A heading with nothing after it at the very end is left
 * out: it belongs to what the page shows next.
 */
export const sectionsOf = (lines: readonly Line[]): readonly Section[] => {
  const sections: { heading: string | undefined; paragraphs: string[] }[] = []
  const open = (heading: string | undefined, ...paragraphs: string[]): void => {
    sections.push({ heading, paragraphs })
  }
  let vocabulary: Vocabulary | undefined
  const join = (before: string, after: string): string => {
    vocabulary ??= vocabularyOf(lines.map(({ text }) => text))
    return joinLines([before, after], vocabulary)
  }
  let [mayGoOn, isUnderRunIn] = [false, false]
  for (const [index, line] of lines.entries()) {
    if (isHeading(line, lines[index + 1])) {
      open(line.text)
      ;[mayGoOn, isUnderRunIn] = [false, false]
      continue
    }
    if (line.runIn !== undefined) {
      open(line.runIn.head, line.runIn.rest)
      ;[mayGoOn, isUnderRunIn] = [true, true]
      continue
    }
    const before = sections.at(-1)?.paragraphs.at(-1)
    const isSame = line.isContinued && mayGoOn && before !== undefined
    if (sections.length === 0 || (isUnderRunIn && !isSame && !line.isListItem)) {
      open(undefined)
      isUnderRunIn = false
    }
    const paragraphs = sections.at(-1)?.paragraphs ?? []
    if (isSame) paragraphs[paragraphs.length - 1] = join(before, line.text)
    else paragraphs.push(line.text.replace(/\u{ad}$/u, lines[index + 1]?.isContinued === true ? '$&' : ''))
    mayGoOn = true
  }
  while (sections.at(-1)?.paragraphs.length === 0) sections.pop()
  return sections
}
