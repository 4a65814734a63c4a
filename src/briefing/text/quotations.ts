/** A run of quoted characters, marks and all: `text.slice(start, end)`. */
export type QuotedSpan = { readonly start: number; readonly end: number }

/** The quotations of a paragraph, in order, and whether the last was left open at its end. */
export type Quotations = { readonly spans: readonly QuotedSpan[]; readonly isLeftOpen: boolean }

/** Where something is found first at or after an index, or -1; asked with growing indexes, so each place is searched once. */
type Finder = (from: number) => number

const createFinder = (find: (from: number) => number): Finder => {
  let found = -2
  return (from) => {
    if (found !== -1 && found < from) found = find(from)
    return found
  }
}

/** Single marks open only after white space or a bracket and close only before what is no letter: the rest are apostrophes. */
const closingSingle = (text: string, from: number): number => {
  for (let at = text.indexOf('’', from); at !== -1; at = text.indexOf('’', at + 1)) {
    if (!/[\p{L}\d]/u.test(text.charAt(at + 1)) && !/\s/u.test(text.charAt(at - 1))) return at
  }
  return -1
}

/** Where the quotation that opens with `mark` closes, or -1. */
const createClosingOf = (text: string): ((mark: string, from: number) => number) => {
  const single = createFinder((from) => closingSingle(text, from))
  const straight = createFinder((from) => text.indexOf('"', from))
  const closing = createFinder((from) => text.indexOf('”', from))
  const opening = createFinder((from) => text.indexOf('“', from))
  return (mark, from) => {
    if (mark === '‘') return single(from)
    if (mark === '"') return straight(from)
    const curly = closing(from)
    const nextOpening = opening(from)
    // Some pages close with the opening glyph; it closes where no word follows it.
    if (
      nextOpening !== -1 &&
      (curly === -1 || nextOpening < curly) &&
      !/[\p{L}\d‘…[(]/u.test(text.charAt(nextOpening + 1))
    ) {
      return nextOpening
    }
    return curly
  }
}

/**
 * Finds the quotations of a paragraph: double marks, straight or curly, and single ones that are no apostrophes.
 * `startsOpen` tells that the paragraph goes on with a quotation that an earlier one left open.
 */
export const quotationsOf = (text: string, startsOpen = false): Quotations => {
  const spans: QuotedSpan[] = []
  const closingOf = createClosingOf(text)
  let at = 0
  if (startsOpen && text.charAt(0) !== '“' && text.charAt(0) !== '"') {
    const close = closingOf('“', 0)
    if (close === -1) return { spans: [{ start: 0, end: text.length }], isLeftOpen: true }
    spans.push({ start: 0, end: close + 1 })
    at = close + 1
  }
  while (at < text.length) {
    const char = text.charAt(at)
    const opens = char === '“' || char === '"' || (char === '‘' && (at === 0 || /[\s([—–]/u.test(text.charAt(at - 1))))
    if (!opens) {
      at += 1
      continue
    }
    const close = closingOf(char, at + 1)
    if (close === -1) {
      // A single mark without its fellow is an apostrophe set the wrong way round.
      if (char === '‘') {
        at += 1
        continue
      }
      return { spans: [...spans, { start: at, end: text.length }], isLeftOpen: true }
    }
    spans.push({ start: at, end: close + 1 })
    at = close + 1
  }
  return { spans, isLeftOpen: false }
}

/** Stands for quoted characters, one for one: the frame of a sentence is what its writer says around quotations. */
export const quotedMark = '\uFFFC'

/** The text with each quoted character replaced, so that offsets stay. */
export const blankQuotations = (text: string, spans: readonly QuotedSpan[]): string => {
  const kept = spans.map(({ start, end }, index) => {
    const before = text.slice(spans[index - 1]?.end ?? 0, start)
    return before + quotedMark.repeat(end - start)
  })
  return kept.join('') + text.slice(spans.at(-1)?.end ?? 0)
}

/** Whether every quotation mark and round or square bracket that opens in the slice closes in it, and the reverse. */
export const isBalanced = (slice: string): boolean => {
  const { spans, isLeftOpen } = quotationsOf(slice)
  if (isLeftOpen) return false
  const outside = blankQuotations(slice, spans)
  if (/[“”"]/u.test(outside)) return false
  let depth = 0
  for (const char of slice) {
    if (char === '(' || char === '[') depth += 1
    else if (char === ')' || char === ']') depth -= 1
    if (depth < 0) return false
  }
  return depth === 0
}
