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

/** Where quotations may open: a straight or single mark only at the beginning of a word. */
const opening = /“|(?<![^\s([—–])["‘]/gu

/** The place at or after `from` where the quotation that opens with `mark` closes, or -1. */
const closingOf = (text: string, mark: string, from: number): number => {
  const isSingle = mark === '‘'
  const pattern = new RegExp(isSingle ? closing.single : closing.double)
  pattern.lastIndex = from
  return pattern.exec(isSingle ? text.slice(0, from + longestSingle + 1) : text)?.index ?? -1
}

/**
 * Finds the quotations of a paragraph: double marks, straight or curly, and single ones that are not apostrophes.
 */
export const quotationsOf = (text: string): Quotations => {
  const spans: QuotedSpan[] = []
  const opener = new RegExp(opening)
  for (let open = opener.exec(text); open !== null; open = opener.exec(text)) {
    const { 0: mark, index: start } = open
    const close = closingOf(text, mark, start + 1)
    if (close === -1 && mark !== '‘') return { spans: [...spans, { start, end: text.length }], isLeftOpen: true }
    // A single mark that is not closed is an apostrophe with the wrong glyph.
    if (close === -1) continue
    spans.push({ start, end: close + 1 })
    opener.lastIndex = close + 1
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
