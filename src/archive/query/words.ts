import { stem } from 'porter2'
import { once } from '../../once.ts'
import { alsoNames } from './also-names.ts'
import { oneSpelling, variants } from './spelling-variants.ts'

/** A word of a text as search sees it: folded to plain lower case; `start` and `end` are UTF-16 offsets of its run. */
export type Word = { readonly token: string; readonly start: number; readonly end: number }

/**
 * Behind the token of a word in capitals (`AIDS`, `US`): it is another word than `aids` or `us`, and has no endings. A
 * private-use character, which the index takes for a letter and which no text holds.
 */
export const capitalsMark = '\u{e002}'

/**
 * Letters, marks and digits, with the joiners and soft hyphens that stand inside words unseen and apostrophes between
 * letters; letters with full stops (`U.S.`); by itself, with its marks, a character of a script that puts no spaces between
 * words: Chinese, Thai, Lao, Khmer, Burmese.
 */
const run =
  /(?:\p{Lu}\.){2,}|[\p{Script=Han}[[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]&&\p{L}]]\p{M}*|[[\p{L}\p{M}\p{N}\u{ad}\u{200c}\u{200d}]--[\p{Script=Han}[[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]&&\p{L}]]]+(?:['’ʼ][[\p{L}\p{M}]--[\p{Script=Han}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]]+)*/gv
const plainWord = /^[\dA-Za-z]+$/u
const possessive = /['’ʼ][sS]$/u
const notOfWord = /['’ʼ.\u{ad}\u{200c}\u{200d}]/gu

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

const foldLetters = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[ßæœøđðħıłþ]/gu, (letter) => plainLetters[letter] ?? letter)
    .normalize('NFC')

/** A run may fold to several words (`½` is `1⁄2`) or to none. */
const tokensOfRun = (found: string): readonly string[] => {
  const bare = found.replace(possessive, '').replaceAll(notOfWord, '')
  return plainWord.test(bare) ? [bare.toLowerCase()] : (foldLetters(bare).match(/[\p{L}\p{N}]+/gu) ?? [])
}

/** A longer word in capitals is rather shouted than an abbreviation. */
const isCapitals = (found: string): boolean => /^(?:\p{Lu}{2,5}|(?:\p{Lu}\.){2,5})$/u.test(found)

/** Whether a text is all in capitals, so that they say nothing: a headline, or a person with caps lock. */
export const isAllCapitals = (text: string): boolean =>
  !/\p{Ll}/u.test(text) && text.split(/\p{Z}+/u).filter((word) => /\p{Lu}/u.test(word)).length > 1

/**
 * The words of a text, without case, accents and ligatures. Texts enter the index and queries leave for it as these
 * words, so that what the index finds and what is marked in a sentence are always the same.
 */
export const wordsOf = (text: string, areCapitalsPlain = isAllCapitals(text)): Word[] => {
  const words: Word[] = []
  for (const { 0: found, index: start } of text.matchAll(run)) {
    const mark = !areCapitalsPlain && isCapitals(found) ? capitalsMark : ''
    if (plainWord.test(found)) {
      words.push({ token: `${found.toLowerCase()}${mark}`, start, end: start + found.length })
      continue
    }
    const end = start + found.replace(possessive, '').length
    for (const token of tokensOfRun(found)) words.push({ token: `${token}${mark}`, start, end })
  }
  return words
}

/** The folded words of a text alone. */
export const tokensOf = (text: string): string[] => wordsOf(text).map(({ token }) => token)

/** The token without the mark of capitals. */
export const plainToken = (token: string): string => token.replace(capitalsMark, '')

const computeStem = (token: string): string => {
  const plain = plainToken(token)
  const same = oneSpelling(plain)
  if (same !== plain) return stem(same)
  // In capitals `us` is a name of its own; any other is the same name as in small letters, without its endings.
  if (token !== plain) return alsoNames.has(plain) ? token : plain
  return stem(plain)
}

const stems = new Map<string, string>()
/** So that a text of invented words fills no memory. */
const mostStems = 100_000

/** What stands for all forms of a word in the index: Porter2's stem of its one spelling. */
export const stemOf = (token: string): string => {
  const known = stems.get(token)
  if (known !== undefined) return known
  if (stems.size >= mostStems) stems.clear()
  const made = computeStem(token)
  stems.set(token, made)
  return made
}

const knownVariants = once((): ReadonlyMap<string, string[]> => Map.groupBy(variants, stemOf))

/** The stem, and the other spellings of words that have it. */
export const writtenAs = (wanted: string): string[] => [wanted, ...(knownVariants().get(wanted) ?? [])]
