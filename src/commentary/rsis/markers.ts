import type { Line } from '../text/lines.ts'
import { foldedText } from '../text/plain.ts'

/** The lines by which the parts of an RSIS publication are recognised, whatever their elements. */
const isExactly =
  (...texts: readonly string[]) =>
  (line: Line): boolean =>
    line.text.length < 60 && texts.includes(foldedText(line.text))

export const isSynopsisHead = isExactly('synopsis')
export const isCommentaryHead = isExactly('commentary')
export const isAboutHead = isExactly(
  'about the author',
  'about the authors',
  'about the author s',
  'about the writer',
  'about the writers',
  'about the contributor',
  'about the contributors',
)

/** `Categories: A / B`, `Last updated on 24/12/2020`. */
export const isCategories = (line: Line): boolean => /^categories\s*:/iu.test(line.text)
export const isLastUpdated = (line: Line): boolean =>
  /^last updated(?: on)?\b/iu.test(line.text) && line.text.length < 60

/** A word of each notice. It is looked for first, because folding every line takes long. */
const ofDisclaimers = /rsis|official|permission/iu

/** The notice on reproduction above every commentary. */
export const isDisclaimer = (line: Line): boolean => {
  const start = line.text.slice(0, 1000)
  if (!ofDisclaimers.test(start)) return false
  const text = foldedText(start)
  return (
    text.startsWith('rsis commentary is a platform') ||
    text.startsWith('rsis commentaries is a platform') ||
    text.startsWith('rsis commentaries are intended') ||
    (text.includes('views are their own') && text.includes('official position')) ||
    (text.includes('may be reproduced') && text.includes('prior permission'))
  )
}

const chrome = [
  'comments powered by',
  'back to top',
  'latest book',
  'terms of use',
  'this site uses cookies',
  'copyright s rajaratnam school',
  'please enable javascript to view the comments',
]

/** What a page shows below an article. */
export const isPageFoot = (line: Line): boolean => {
  if (line.text.length > 300) return false
  const text = foldedText(line.text)
  return chrome.some((start) => text.startsWith(start)) || text === 'more info'
}

/** The first index from `from`, before `to`, at which the test holds; -1 if there is none. */
export const indexFrom = (
  lines: readonly Line[],
  test: (line: Line) => boolean,
  from: number,
  to = lines.length,
): number => {
  for (let index = Math.max(0, from); index < to; index += 1) {
    const line = lines[index]
    if (line !== undefined && test(line)) return index
  }
  return -1
}
