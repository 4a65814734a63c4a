import { Parser } from 'htmlparser2'

/** Controls, zero-width and bidirectional marks, tag characters: nothing that a person would see. */
const invisible = /[\p{Cc}\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u{E0000}-\u{E007F}]/gu

/** What a reader would see of a scrap of HTML, on one line. */
export const textOfHtml = (html: string): string => {
  let text = ''
  let hidden = 0
  const parser = new Parser({
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
  parser.end(html)
  return text
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(invisible, '')
    .normalize('NFC')
    .replaceAll(/\s+([,.;:!?’”)])/gu, '$1')
    .trim()
}
