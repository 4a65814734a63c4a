import { createShallowParser } from '../../fetch/shallow-parser.ts'

/** Characters that a person does not see: controls, zero-width and bidirectional marks, tag characters. */
const invisible = /(?!\s)[\p{Cc}\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u{E0000}-\u{E007F}]/gu

/**
 * The visible text of a piece of HTML, on one line, at most `longest` characters. Only as much of the HTML is parsed as
 * an ordinary text of that length needs with its markup.
 */
export const textOfHtml = (html: string, longest: number): string => {
  let text = ''
  let hidden = 0
  const { parser } = createShallowParser({
    onopentag: (name) => {
      if (name === 'script' || name === 'style') hidden += 1
      text += ' '
    },
    ontext: (data) => {
      if (hidden === 0) text += data
    },
    onclosetag: (name) => {
      if (name === 'script' || name === 'style') hidden -= 1
      text += ' '
    },
  })
  parser.end(html.slice(0, longest * 20 + 10_000))
  return text
    .replaceAll(invisible, '')
    .replaceAll(/\s+/gu, ' ')
    .normalize('NFC')
    .replaceAll(/ ([,.;:!?’”)])/gu, '$1')
    .trim()
    .slice(0, longest)
    .toWellFormed()
}
