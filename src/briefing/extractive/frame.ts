import { quotedMark } from './quotation.ts'

/** A word, a mark or a whole quotation of a sentence; `lower` without the stop of an abbreviation. */
export type Token = { readonly text: string; readonly lower: string; readonly type: 'word' | 'mark' | 'quotation' }

const pattern = new RegExp(
  [
    `${quotedMark}+`,
    // A possessive is a token of its own.
    "[’']s\\b|[’'](?=\\s)",
    // Inside a sentence a stop before white space belongs to an abbreviation or an initial.
    '\\p{Lu}[\\p{L}.]{0,6}\\.(?=[\\s,;:)])',
    '\\d+(?:[.,]\\d+)+',
    "[\\p{L}\\p{M}\\d]+(?:[.’'&/-](?!s\\b)[\\p{L}\\p{M}\\d]+)*",
    '[,;:()[\\]–—─?!.…]',
  ].join('|'),
  'gu',
)

/** The tokens of a sentence whose quotations were blanked. */
export const tokensOf = (frame: string): Token[] =>
  (frame.match(pattern) ?? []).map((text) => ({
    text,
    lower: text.toLowerCase().replaceAll('’', "'").replace(/\.$/u, ''),
    type: text.startsWith(quotedMark) ? 'quotation' : /^[\p{L}\p{M}\d]/u.test(text) ? 'word' : 'mark',
  }))

/** Whether a word begins as a name does: with a capital, or as `al-Khatib` does. */
export const isCapital = (token: Token | undefined): boolean =>
  token?.type === 'word' && /^(?:\p{Lu}|(?:al|el|ul|as|an|ad|ar|d)[-’']\p{Lu})/u.test(token.text)

export const isPossessive = (token: Token | undefined): boolean => token?.lower === "'s" || token?.lower === "'"

/** Adverbs in -ly, which may stand anywhere between a subject and its verb. */
export const isAdverb = (token: Token | undefined): boolean =>
  token !== undefined && token.lower.length > 4 && token.lower.endsWith('ly')
