import { stem } from 'porter2'
import { once } from '../../once.ts'
import { alsoNames } from './also-names.ts'
import { oneSpelling, variants } from './spelling-variants.ts'

/** A word of a text for search: folded to plain lower case; `start` and `end` are the UTF-16 offsets of its run. */
export type Word = { readonly token: string; readonly start: number; readonly end: number }

/**
 * Appended to the token of a word in capitals (`AIDS`, `US`): it is a different word from `aids` or `us`, and has no
 * inflected forms. It is a private-use character, which the index treats as a letter and no text contains.
 */
export const capitalsMark = '\u{e002}'

/**
 * A run of letters, marks and digits, with the invisible joiners and soft hyphens inside words and apostrophes between
 * letters; or letters with full stops (`U.S.`); or a single character with its marks, in scripts that put no spaces
 * between words: Chinese, Thai, Lao, Khmer, Burmese.
 */
const run =
  /(?:\p{Lu}\.){2,}|[\p{Script=Han}[[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]&&\p{L}]]\p{M}*|[[\p{L}\p{M}\p{N}\u{ad}\u{200c}\u{200d}]--[\p{Script=Han}[[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]&&\p{L}]]]+(?:['’ʼ][[\p{L}\p{M}]--[\p{Script=Han}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]]+)*/gv
const plainWord = /^[\dA-Za-z]+$/u
const possessive = /['’ʼ][sS]$/u
const notOfWord = /['’ʼ.\u{ad}\u{200c}\u{200d}]/gu

/** Letters that Unicode does not decompose, and that people replace when they type a name. */
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

/** A longer word in capitals is more likely emphasis than an abbreviation. */
const isCapitals = (found: string): boolean => /^(?:\p{Lu}{2,5}|(?:\p{Lu}\.){2,5})$/u.test(found)

/** Whether a text is entirely in capitals, which then say nothing: a headline, or a person with caps lock. */
export const isAllCapitals = (text: string): boolean =>
  !/\p{Ll}/u.test(text) && text.split(/\p{Z}+/u).filter((word) => /\p{Lu}/u.test(word)).length > 1

/**
 * The words of a text, without case, accents and ligatures. The index is built from these words and queries are made of
 * them, so that what is found and what is marked in a sentence always agree.
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

/** Only the folded words of a text. */
export const tokensOf = (text: string): string[] => wordsOf(text).map(({ token }) => token)

/** The token without the mark for capitals. */
export const plainToken = (token: string): string => token.replace(capitalsMark, '')

const computeStem = (token: string): string => {
  const plain = plainToken(token)
  const same = oneSpelling(plain)
  if (same !== plain) return stem(same)
  // `US` is a word of its own; any other word in capitals has the stem of its lower-case form without the suffixes.
  if (token !== plain) return alsoNames.has(plain) ? token : plain
  return stem(plain)
}

const stems = new Map<string, string>()
/** The limit of the cache, so that texts of invented words cannot fill the memory. */
const mostStems = 100_000

/** The index form of all inflections of a word: Porter2's stem of its index spelling. */
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
