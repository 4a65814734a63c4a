import type { Line } from '../text/lines.ts'
import { countWords } from '../text/plain.ts'

const notesHead =
  /^(?:end ?notes?|foot ?notes?|notes?|references?|bibliography|works cited|sources|citations|notes and references|[注註](?:[释釋解])?|[参參]考(?:文[献獻]|[资資]料)|rujukan|daftar pustaka|nota (?:kaki|hujung)|catatan(?: kaki)?|chú thích|tài liệu tham khảo)\s*[:：]?$/iu
/** What a citation contains: a year, pages, an address, a title in quotation marks. */
const citation = /\b(?:1[89]|20)\d{2}(?!\d)|https?:|www\.|\bpp?\.\s?\d|\bibid\b|\bop\. cit/iu
const work = /[“”"『「《‘’]|https?:|www\.|\bpp?\.\s?\d|\bibid\b|\((?:[^()]*\D)?(?:1[89]|20)\d{2}[^()]*\)/iu
/** The number that a footnote begins with: `[1]`, `1.`, `(1)`, `1 `, `¹`. */
const noteMark = /^(?:[[(]?(\d{1,3})(?:[\])]\.?|\.)?|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))\s+(?=\S)/u
const superscript = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const fewestWords = 80

const valueOf = (mark: string): number =>
  Number(mark.replaceAll(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/gu, (digit) => String(superscript.indexOf(digit))))

const numberOf = ({ text }: Line): number | undefined => {
  const [, plain, raised] = noteMark.exec(text) ?? []
  const mark = plain ?? raised
  return mark === undefined ? undefined : valueOf(mark)
}

const marks = /\[(\d{1,3})\]|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})/gu

/** The numbers of footnote marks in lines if they count up from one, as footnotes do; else none. */
const markedNotes = (lines: readonly Line[]): readonly number[] => {
  const numbers = lines.flatMap(({ text }) =>
    [...text.matchAll(marks)].map(([, plain, raised]) => valueOf(plain ?? raised ?? '')),
  )
  return numbers.every((number, at) => number <= Math.max(0, ...numbers.slice(0, at)) + 1) ? numbers : []
}

const isMostly = (lines: readonly Line[], form: RegExp): boolean =>
  lines.length > 0 && 2 * lines.filter(({ text }) => form.test(text)).length >= lines.length

/** The notes under a heading of their own: first and last line. */
const headedNotes = (lines: readonly Line[]): readonly [number, number] | undefined => {
  const from = lines.findLastIndex(({ text }) => notesHead.test(text))
  const before = lines.slice(0, Math.max(from, 0)).reduce((sum, { text }) => sum + countWords(text), 0)
  if (from === -1 || before < fewestWords) return undefined
  const next = lines.findIndex(({ level }, at) => at > from && level !== undefined)
  const to = next === -1 ? lines.length : next
  return isMostly(lines.slice(from + 1, to), citation) ? [from, to] : undefined
}

/** Numbered notes at the end without a heading: as many as the text has marks, or each a citation. */
const endNotes = (lines: readonly Line[]): readonly [number, number] | undefined => {
  const isNumbered = (line: Line): boolean => numberOf(line) !== undefined
  const to = lines.findLastIndex(isNumbered) + 1
  const from = lines.findLastIndex((line, at) => at < to && !isNumbered(line)) + 1
  const notes = lines.slice(from, to)
  const isCounted = notes.every((note, at) => numberOf(note) === at + 1)
  if (!isCounted || notes.length === 0) return undefined
  const isMarked = new Set(markedNotes(lines.slice(0, from))).size === notes.length
  const areWorks = notes.length > 1 && notes.every(({ text }) => citation.test(text) && work.test(text))
  return isMarked || areWorks ? [from, to] : undefined
}

/** The lines without the notes at their end, and without the marks that refer to them. */
export const withoutNotes = (lines: readonly Line[]): readonly Line[] => {
  const [from, to] = headedNotes(lines) ?? endNotes(lines) ?? []
  if (from === undefined || to === undefined) return lines
  const text = [...lines.slice(0, from), ...lines.slice(to)]
  if (markedNotes(text).length === 0) return text
  const unmarked = (words: string): string => words.replaceAll(marks, '')
  return text.map((line) => ({
    ...line,
    text: unmarked(line.text),
    runIn: line.runIn && { head: unmarked(line.runIn.head), rest: unmarked(line.runIn.rest) },
  }))
}
