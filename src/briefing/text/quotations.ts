/** The place of a quotation, with its marks: `text.slice(start, end)`. */
export type QuotedSpan = { readonly start: number; readonly end: number }

/** The quotations of a paragraph, in order, and whether the last was not closed. */
export type Quotations = { readonly spans: readonly QuotedSpan[]; readonly isLeftOpen: boolean }

/** The longest quotation in single marks, in characters. In “the ‘stans” the mark is an apostrophe. */
const longestSingle = 300

/**
 * Where quotations may close. Any double mark closes a double one, because pages and PDFs mix straight marks with curly
 * ones, and some use the opening glyph. A single mark closes only before a non-letter; all others are apostrophes.
 */
const closing = {
  double: /”|(?<![\s([—–])"|“(?![\p{L}\d‘…[(])/gu,
  single: /(?<!\s)’(?![\p{L}\d])/gu,
}

/** Finds the first place at or after an index, or -1; it is called with growing indexes, so that each place is passed once. */
const createFinder = (text: string, pattern: RegExp): ((from: number) => number) => {
  const places = [...text.matchAll(pattern)].map(({ index }) => index)
  let next = 0
  return (from) => {
    while ((places[next] ?? from) < from) next += 1
    return places[next] ?? -1
  }
}

/** The place where the quotation that opens with `mark` closes, or -1. */
const createClosingOf = (text: string): ((mark: string, from: number) => number) => {
  const double = createFinder(text, closing.double)
  const single = createFinder(text, closing.single)
  return (mark, from) => {
    if (mark !== '‘') return double(from)
    const found = single(from)
    return found > from + longestSingle ? -1 : found
  }
}

/**
 * Finds the quotations of a paragraph: double marks, straight or curly, and single ones that are not apostrophes.
 * `startsOpen`: the paragraph continues a quotation that an earlier one did not close.
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
    const opens = char === '“' || (/["‘]/u.test(char) && (at === 0 || /[\s([—–]/u.test(text.charAt(at - 1))))
    if (!opens) {
      at += 1
      continue
    }
    const close = closingOf(char, at + 1)
    if (close === -1) {
      // A single mark that is not closed is an apostrophe with the wrong glyph.
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

/** Replaces each quoted character; what remains of a sentence is its writer's own words. */
export const quotedMark = '\uFFFC'

/** The text with each quoted character replaced, so that offsets are unchanged. */
export const blankQuotations = (text: string, spans: readonly QuotedSpan[]): string => {
  const kept = spans.map(({ start, end }, index) => {
    const before = text.slice(spans[index - 1]?.end ?? 0, start)
    return before + quotedMark.repeat(end - start)
  })
  return kept.join('') + text.slice(spans.at(-1)?.end ?? 0)
}

/** Whether all quotation marks and brackets that open in the slice also close in it, and the reverse. */
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
