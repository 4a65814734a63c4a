import { once } from '../../once.ts'

/**
 * Invisible characters: controls, soft hyphens, zero-width and bidi controls, tag characters, supplementary variation
 * selectors, interlinear marks; and U+0336, the strikethrough that some pages put over letters.
 */
const unseen =
  /[\u{ad}\u{61c}\u{180e}\u{200b}\u{200e}\u{200f}\u{202a}-\u{202e}\u{2060}-\u{206f}\u{feff}\u{fff9}-\u{fffb}\u{e0000}-\u{e0fff}\p{Cs}]|\u{336}|\u{34f}|(?![\s\u{85}])\p{Cc}/gu

/** Joiners shape words of these scripts; anywhere else they only split words. */
const strayJoiner =
  /(?<![\p{sc=Arab}\p{sc=Deva}\p{sc=Beng}\p{sc=Guru}\p{sc=Gujr}\p{sc=Orya}\p{sc=Taml}\p{sc=Telu}\p{sc=Knda}\p{sc=Mlym}\p{sc=Sinh}\p{sc=Khmr}\p{sc=Mymr}\p{Emoji_Modifier}\p{Extended_Pictographic}\u{fe0f}])[\u{200c}\u{200d}]/gu

/**
 * Latin letters, white space, quotation marks, dashes and currency signs: visible, in NFC, in scripts that put spaces
 * between words. Most texts have nothing else, and are processed several times faster.
 */
const isOrdinary = (text: string): boolean =>
  !/[^\t-\r -~\u00a0-\u00ac\u00ae-\u02af\u2000-\u200a\u2010-\u2029\u202f-\u205f\u20a0-\u20c0]/.test(text)

/** White space other than a single space between two words. */
const loose = /(?! (?![\s\u0085]))[\s\u0085]+/g

/**
 * The text as a reader sees it: NFC, any white space as one space, no invisible characters. Visible characters are
 * unchanged (curly quotes, U+2500 used as a dash), so that quotes are the source's own.
 */
export const plainText = (text: string): string => {
  const visible = isOrdinary(text) ? text : text.replace(unseen, '').replace(strayJoiner, '').normalize('NFC')
  return visible.replace(loose, ' ').trim()
}

/** Letters and digits in lower case, separated by single spaces: for comparing markers and titles, not for display. */
export const foldedText = (text: string): string => {
  const lower = text.toLowerCase()
  // The same rule, faster: single spaces between two words are left as they are.
  const parting = isOrdinary(lower) ? /(?! (?=[a-z\d]))[^a-z\dªµºß-öø-ʯ²³¹¼-¾]+/g : /[^\p{L}\p{M}\p{N}]+/gu
  return lower.replace(parting, ' ').trim()
}

const segmenter = once(() => new Intl.Segmenter('und', { granularity: 'word' }))
/** Scripts that put no space between words. */
const unspaced = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/u

/**
 * The words of a text: separated by white space, and in scripts without spaces by Unicode's rules and dictionaries (UAX
 * 29).
 */
export const wordsIn = (text: string): readonly string[] => {
  const pieces = text.split(/\s+/u).filter((piece) => piece !== '')
  if (isOrdinary(text) || !unspaced.test(text)) return pieces
  return pieces.flatMap((piece) =>
    unspaced.test(piece)
      ? [...segmenter().segment(piece)].filter((part) => part.isWordLike === true).map((part) => part.segment)
      : piece,
  )
}

/** How many words a text has. */
export const countWords = (text: string): number => wordsIn(text).length
