import { isAllCapitals, type Word, wordsOf } from '../query/words.ts'

/** The words of a text; each is read only when it is requested. */
export type TextWords = {
  readonly count: number
  readonly at: (index: number) => Word | undefined
  /** Whether a word may begin with one of these beginnings; cheaper than reading it. */
  readonly mayBegin: (index: number, beginnings: ReadonlySet<number>) => boolean
}

/** A letter as a number without its case; `y` counts as `i`, which it may become in a stem. */
const letterOf = (code: number): number => {
  const small = code >= 65 && code <= 90 ? code + 32 : code
  return small === 121 ? 105 : small
}

/** The first two letters as one number, to preselect words; for a single letter, that alone. */
export const beginningOf = (token: string): number => pairOf(token.charCodeAt(0), token.charCodeAt(1))

const pairOf = (first: number, second: number): number =>
  letterOf(first) * 65_536 + (Number.isNaN(second) ? 0 : letterOf(second))

const isAmong = (first: number, second: number, beginnings: ReadonlySet<number>): boolean =>
  beginnings.has(pairOf(first, second)) || beginnings.has(pairOf(first, Number.NaN))

const readAll = (words: readonly Word[]): TextWords => ({
  count: words.length,
  at: (index) => words[index],
  mayBegin: (index, beginnings) => {
    const token = words[index]?.token ?? ''
    return isAmong(token.charCodeAt(0), token.charCodeAt(1), beginnings)
  },
})

const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
const isDigit = (code: number): boolean => code >= 48 && code <= 57
const isCapital = (code: number): boolean => code >= 65 && code <= 90
const isApostrophe = (code: number): boolean => code === 39 || code === 0x2019
/** No-break space, dashes, quotation marks and the ellipsis; all other characters outside ASCII are left to `wordsOf`. */
const isPlainSign = (code: number): boolean =>
  code < 128 || code === 0xa0 || code === 0x2026 || (code >= 0x2013 && code <= 0x201d)

/** The ends of the words of a text of plain letters, in pairs; undefined if only `wordsOf` can read it. */
const scan = (text: string): number[] | undefined => {
  const ends: number[] = []
  let [start, isAfterApostrophe] = [-1, false]
  for (let at = 0; at <= text.length; at += 1) {
    const code = at < text.length ? text.charCodeAt(at) : 32
    if (!isPlainSign(code)) return undefined
    if (isLetter(code)) start = start === -1 ? at : start
    else if (isDigit(code)) {
      if (isAfterApostrophe) return undefined
      start = start === -1 ? at : start
    } else if (start !== -1 && isApostrophe(code) && isLetter(text.charCodeAt(at + 1))) isAfterApostrophe = true
    else if (start !== -1) {
      // `U.S.` is one word.
      if (code === 46 && isCapital(text.charCodeAt(at - 1)) && text.charCodeAt(at + 2) === 46) return undefined
      ends.push(start, at)
      start = -1
      isAfterApostrophe = false
    }
  }
  return ends
}

/** The same words as `wordsOf`, most of which are never read. */
export const textWords = (text: string): TextWords => {
  const ends = scan(text)
  if (ends === undefined) return readAll(wordsOf(text))
  const areCapitalsPlain = isAllCapitals(text)
  const read = (index: number): Word | undefined => {
    const start = ends[2 * index]
    if (start === undefined) return undefined
    const [word] = wordsOf(text.slice(start, ends[2 * index + 1]), areCapitalsPlain)
    return word && { token: word.token, start: start + word.start, end: start + word.end }
  }
  return {
    count: ends.length / 2,
    at: read,
    mayBegin: (index, beginnings) => {
      const start = ends[2 * index] ?? 0
      const second = text.charCodeAt(start + 1)
      return isApostrophe(second) || isAmong(text.charCodeAt(start), second, beginnings)
    },
  }
}
