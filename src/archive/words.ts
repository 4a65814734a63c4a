import { stemmer } from 'stemmer'

/** A word of a text as search sees it: folded to plain lower case; `start` and `end` are UTF-16 offsets of its run. */
export type Word = { readonly token: string; readonly start: number; readonly end: number }

/** Letters, marks and digits, with the joiners and soft hyphens that stand inside words unseen. */
const run = /[\p{L}\p{M}\p{N}\u{ad}\u{200c}\u{200d}]+/gu
const plainRun = /^[\dA-Za-z]+$/u

/** Letters that Unicode does not take apart, and that people leave out when they type a name. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  þ: 'th',
}

const foldRun = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[\p{M}\u{ad}\u{200c}\u{200d}]/gu, '')
    .replaceAll(/[ßæœøđðħıłþ]/gu, (letter) => plainLetters[letter] ?? letter)
    .normalize('NFC')

/**
 * The words of a text, without case, accents and ligatures. Texts enter the index and queries leave for it as these
 * words, so that what the index finds and what is marked in a sentence are always the same.
 */
export const wordsOf = (text: string): Word[] => {
  const words: Word[] = []
  for (const match of text.matchAll(run)) {
    const [found] = match
    const start = match.index
    const end = start + found.length
    if (plainRun.test(found)) words.push({ token: found.toLowerCase(), start, end })
    // A run may fold to several words (`½` is `1⁄2`) or to none.
    else for (const token of foldRun(found).match(/[\p{L}\p{N}]+/gu) ?? []) words.push({ token, start, end })
  }
  return words
}

/** The folded words of a text alone. */
export const tokensOf = (text: string): string[] => wordsOf(text).map(({ token }) => token)

/** The stem that the index keeps of a folded word: Porter's, as SQLite's `porter` tokenizer makes it (64 bytes at most). */
export const stemOf = (token: string): string => (token.length > 64 ? token : stemmer(token))
