import { parseCalendarDate } from '../calendar-date.ts'
import type { Section } from '../commentary.ts'
import type { Line } from '../text/lines.ts'
import {
  indexFrom,
  isAboutHead,
  isCategories,
  isCommentaryHead,
  isDisclaimer,
  isLastUpdated,
  isPageFoot,
  isSynopsisHead,
} from './markers.ts'
import { sectionsOf } from '../text/sections.ts'

/** Where the text begins: indices of lines; `undefined` for a marker that the page does not have. */
export type Markers = { readonly synopsisAt: number | undefined; readonly commentaryAt: number | undefined }

/** A date or notice of the publication is at most this many lines after the label of its kind. */
const reachOfHead = 6

/** The first line after such labels: `Commentary` above author and date is not a heading of the text. */
const afterLabels = (lines: readonly Line[], from: number, end: number): number => {
  const isHead = (line: Line): boolean => isDisclaimer(line) || parseCalendarDate(line.text) !== undefined
  let start = from
  for (
    let at = indexFrom(lines, isCommentaryHead, from, end);
    at !== -1;
    at = indexFrom(lines, isCommentaryHead, start, end)
  ) {
    if (indexFrom(lines, isHead, at, Math.min(end, at + reachOfHead)) === -1) break
    start = at + 1
  }
  return start
}

/**
 * The first SYNOPSIS and COMMENTARY after the title. A SYNOPSIS further down is a subhead of the text, and the box with
 * the latest book below the article has one of its own.
 */
export const findMarkers = (lines: readonly Line[], from: number): Markers => {
  const foot = indexFrom(lines, (line) => isAboutHead(line) || isLastUpdated(line) || isPageFoot(line), from)
  const end = foot === -1 ? lines.length : foot
  const commentaryAt = indexFrom(lines, isCommentaryHead, afterLabels(lines, from, end), end)
  const synopsisAt = indexFrom(lines, isSynopsisHead, from, commentaryAt === -1 ? end : commentaryAt)
  return {
    synopsisAt: synopsisAt === -1 ? undefined : synopsisAt,
    commentaryAt: commentaryAt === -1 ? undefined : commentaryAt,
  }
}

const aboutRunIn = /^about the authors?\s*:\s*(?=\S)/iu
const isEnd = (line: Line): boolean =>
  isAboutHead(line) ||
  aboutRunIn.test(line.text) ||
  isCategories(line) ||
  isLastUpdated(line) ||
  isPageFoot(line) ||
  isDisclaimer(line)

/** Shorter lines may occur twice in one text. */
const shortestRepeat = 60

/**
 * Where the second copy of the text begins, which some pages contain for printing: at the first long line that occurred
 * before with the same line after it. A text may repeat one paragraph; two in a row are a copy.
 */
const repeatFrom = (lines: readonly Line[], from: number, originals: readonly number[]): number => {
  const isCopyOf = (index: number, original: number): boolean =>
    (lines[original]?.text.length ?? 0) >= shortestRepeat &&
    lines[index]?.text === lines[original]?.text &&
    lines[index + 1]?.text === lines[original + 1]?.text
  const repeat = lines.findIndex((_, index) => index >= from && originals.some((original) => isCopyOf(index, original)))
  if (repeat === -1) return lines.length
  const isMarker = (line: Line | undefined): boolean =>
    line !== undefined && (isSynopsisHead(line) || isCommentaryHead(line))
  return isMarker(lines[repeat - 1]) ? repeat - 1 : repeat
}

export type Body = {
  readonly synopsis: string | undefined
  readonly sections: readonly Section[]
  readonly aboutAuthors: readonly string[]
  /** The first line after text and biographies. */
  readonly end: number
}

/** Whether a closing paragraph is a biography by its words, if no heading announces it. */
const isBiography = (text: string): boolean =>
  text.length < 900 &&
  /S\.? Rajaratnam School of International Studies|contributed this|\bRSIS\b/u.test(text) &&
  /^[^.!?]{3,160}?\s(?:is|are|was|were)\s(?:an?|the|both|currently|Senior|Research|Associate|Assistant|Professor|Head|Visiting|Adjunct|Director|Dean|Deputy|Executive|with)\b/u.test(
    text,
  )

const withoutBiographies = (sections: readonly Section[]): { sections: readonly Section[]; biographies: string[] } => {
  const last = sections.at(-1)
  const biographies: string[] = []
  const paragraphs = [...(last?.paragraphs ?? [])]
  while (paragraphs.length > 1 && biographies.length < 5 && isBiography(paragraphs.at(-1) ?? '')) {
    biographies.unshift(paragraphs.pop() ?? '')
  }
  if (last === undefined || biographies.length === 0) return { sections, biographies: [] }
  return { sections: [...sections.slice(0, -1), { heading: last.heading, paragraphs }], biographies }
}

/** Reads the text once, from its markers, or from `headEnd` if the page has none. */
export const readBody = (lines: readonly Line[], markers: Markers, headEnd: number): Body => {
  const { synopsisAt, commentaryAt } = markers
  const isText = (line: Line): boolean => !line.isBeside && !isDisclaimer(line)

  let synopsisEnd = commentaryAt ?? headEnd
  if (synopsisAt !== undefined && commentaryAt === undefined) {
    synopsisEnd = indexFrom(lines, (line) => !line.isContinued, synopsisAt + 2)
    if (synopsisEnd === -1) synopsisEnd = lines.length
  }
  const synopsisLines = synopsisAt === undefined ? [] : lines.slice(synopsisAt + 1, synopsisEnd).filter(isText)
  const bodyStart = commentaryAt === undefined ? synopsisEnd : commentaryAt + 1

  const firstText = indexFrom(lines, (line) => isText(line) && line.text.length >= shortestRepeat, bodyStart)
  const originals = [...(synopsisAt === undefined ? [] : [synopsisAt + 1]), ...(firstText === -1 ? [] : [firstText])]
  const copyEnd = repeatFrom(lines, (firstText === -1 ? bodyStart : firstText) + 1, originals)
  const marked = indexFrom(lines, isEnd, bodyStart, copyEnd)
  const bodyEnd = marked === -1 ? copyEnd : marked

  const aboutAuthors: string[] = []
  const isBox = lines[bodyEnd]?.isBeside === true
  let end = bodyEnd
  for (; end < copyEnd; end += 1) {
    const line = lines[end]
    if (line === undefined || isAboutHead(line)) continue
    if (isCategories(line) || isLastUpdated(line) || isPageFoot(line) || isDisclaimer(line)) break
    // If no marker ends the biographies, the page's own short lines do.
    if (aboutAuthors.length > 0 && line.text.length < 40 && !line.text.endsWith('.')) break
    if (!line.isBeside || isBox) aboutAuthors.push(line.text.replace(aboutRunIn, ''))
  }
  const all = sectionsOf(lines.slice(bodyStart, bodyEnd).filter(isText))
  const { sections, biographies } =
    aboutAuthors.length > 0 ? { sections: all, biographies: [] } : withoutBiographies(all)
  return {
    synopsis: synopsisLines.length === 0 ? undefined : synopsisLines.map((line) => line.text).join(' '),
    sections,
    aboutAuthors: [...aboutAuthors, ...biographies],
    end,
  }
}
