import { isCommonWord } from './common-words.ts'

/** How often each word occurs in a text as a separate word, in lower case; a hyphenated word counts as one. */
export type Vocabulary = ReadonlyMap<string, number>

/** The words of lines, except for pieces that a hyphen at the end of a line has split. */
export const vocabularyOf = (lines: readonly string[]): Vocabulary => {
  const vocabulary = new Map<string, number>()
  let isCut = false
  for (const line of lines) {
    const words = line.toLowerCase().match(/[\p{L}\p{M}\p{N}]+(?:[-‐][\p{L}\p{M}\p{N}]+)*[-‐]?/gu) ?? []
    for (const [index, word] of words.entries()) {
      const isFragment = (index === 0 && isCut) || word.endsWith('-') || word.endsWith('‐')
      if (!isFragment) vocabulary.set(word, (vocabulary.get(word) ?? 0) + 1)
    }
    isCut = /[-‐]$/u.test(line.trimEnd())
  }
  return vocabulary
}

/** No English word begins like this: such a piece is the end of a word. */
const isTail = (piece: string): boolean =>
  /^(?:tion|sion|cial|tial|cious|tious|geous)|^(?:ment|ments|ness|ities|ically|isation|ization|isations|izations|ingly|ously|ality|alities|ently|antly)$/u.test(
    piece,
  )

const abbreviations = new Set([
  'bn',
  'br',
  'cf',
  'cm',
  'cwt',
  'dr',
  'ft',
  'hq',
  'hr',
  'hrs',
  'html',
  'http',
  'jr',
  'kg',
  'km',
  'kph',
  'kw',
  'ltd',
  'mb',
  'mln',
  'mm',
  'mph',
  'mr',
  'mrs',
  'ms',
  'mt',
  'mw',
  'nd',
  'nm',
  'ph',
  'pp',
  'pm',
  'pts',
  'rd',
  'rpm',
  'sq',
  'sr',
  'st',
  'th',
  'tn',
  'tv',
  'vs',
  'www',
])

/** Abbreviations apart, every English word has a vowel. */
const isVowelless = (piece: string): boolean =>
  piece.length >= 2 && /^[b-df-hj-np-tv-xz]+$/u.test(piece) && !abbreviations.has(piece)

/** Words that are complete: no piece after them belongs to them. */
const whole = new Set([
  'a',
  'an',
  'and',
  'are',
  'by',
  'for',
  'from',
  'had',
  'has',
  'have',
  'in',
  'is',
  'its',
  'of',
  'on',
  'our',
  'that',
  'the',
  'their',
  'this',
  'to',
  'was',
  'were',
  'with',
])

/** Whether a word cannot be the last one of a heading. */
export const leadsOn = (word: string): boolean => whole.has(word.toLowerCase())

/** Longer than any word: no more of the text before a gap is looked at. */
const longestWord = 60

const joinAtHyphen = (before: string, after: string, vocabulary: Vocabulary): string => {
  const head = /[\p{L}\p{M}\p{N}]+$/u.exec(before.slice(-longestWord, -1))?.[0] ?? ''
  const tail = /^[\p{L}\p{M}]+/u.exec(after)?.[0] ?? ''
  if (head === '') return `${before} ${after}`
  const kept = `${before}${after}`
  if (!/^\p{Ll}/u.test(tail)) return kept
  const [first, second] = [head.toLowerCase(), tail.toLowerCase()]
  if (vocabulary.has(`${first}-${second}`)) return kept
  const isOneWord = vocabulary.has(first + second) || isTail(second) || isVowelless(second)
  return isOneWord ? before.slice(0, -1) + after : kept
}

/**
 * The lines of one paragraph as one text. A hyphen at the end of a line stays unless the text contains the joined word
 * elsewhere or the piece after it cannot be a word: an extra hyphen is a blemish, a word that nobody wrote is a
 * misquotation.
 */
export const joinLines = (lines: readonly string[], vocabulary: Vocabulary): string => {
  let text = ''
  for (const line of lines.map((line) => line.trim()).filter((line) => line !== '')) {
    if (text === '') text = line
    else if (text.endsWith('\u{ad}')) text = text.slice(0, -1) + line
    else if (/[\p{L}\p{N}][-‐]$/u.test(text.slice(-3))) text = joinAtHyphen(text, line, vocabulary)
    else if (/\S[–—/]$/u.test(text.slice(-3))) text += line
    else text += ` ${line}`
  }
  return text
}

const countPairs = (words: readonly string[]): ReadonlyMap<string, number> => {
  const pairs = new Map<string, number>()
  for (const [index, word] of words.entries()) {
    const pair = `${word} ${words[index + 1] ?? ''}`.toLowerCase()
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  return pairs
}

/**
 * Joins words that a PDF's text splits: "protec tionism", "COVID -19", "Trump ’s". Two pieces are joined only if one of
 * them cannot be a word, or if the text contains the joined word elsewhere and neither piece as a word.
 */
export const rejoinWords = (text: string, vocabulary: Vocabulary): string => {
  const tidy = text
    .replaceAll(/(?<=[\p{L}\p{N}]) (?=[’']s(?![\p{L}\p{N}]))/gu, '')
    .replaceAll(/(?<=[\p{L}\p{N}”’)]) (?=[,;.](?:\s|$))/gu, '')
    .replaceAll(
      /(?<![\p{L}\p{N}])([\p{L}\p{N}]+)( -|- )([\p{L}\p{N}]+)/gu,
      (whole, head: string, _gap, tail: string) => {
        const joined = `${head}-${tail}`
        const isKnown = vocabulary.has(joined.toLowerCase()) || joined.toLowerCase() === 'covid-19'
        return isKnown ? joined : whole
      },
    )
  const words = tidy.split(' ')
  const pairs = countPairs(words)
  const standsAlone = (piece: string, pair: string): boolean =>
    isCommonWord(piece) || (vocabulary.get(piece) ?? 0) > (pairs.get(pair) ?? 0)
  const mended: string[] = []
  for (const word of words) {
    const before = mended.at(-1)
    // Punctuation may be before the first piece or after the second, but not between them.
    const head = /[\p{L}\p{M}]+$/u.exec((before ?? '').slice(-longestWord))?.[0]
    const tail = /^[\p{Ll}\p{M}]+(?![\p{L}\p{N}])/u.exec(word)?.[0]
    if (before === undefined || head === undefined || tail === undefined || head.length + tail.length < 5) {
      mended.push(word)
      continue
    }
    const [first, second] = [head.toLowerCase(), tail]
    const pair = `${first} ${second}`
    const isFirstAlone = standsAlone(first, pair)
    const isSecondAlone = standsAlone(second, pair)
    const isWithTail = first.length > 1 && isTail(second) && !whole.has(first)
    const isWithoutVowel = (isVowelless(second) && !isFirstAlone) || (isVowelless(head) && !isSecondAlone)
    const isKnown = vocabulary.has(first + second) && !isFirstAlone && !isSecondAlone
    if (isWithTail || isWithoutVowel || isKnown) mended[mended.length - 1] = before + word
    else mended.push(word)
  }
  return mended.join(' ')
}
