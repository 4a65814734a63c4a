import { once } from '../../once.ts'
import { beforeNumber, maybeFinal, neverFinal, openers } from './abbreviations.ts'

/** A sentence of a paragraph: `text === paragraph.slice(start, end)`, without white space around it; UTF-16 offsets. */
export type Sentence = { readonly text: string; readonly start: number; readonly end: number }

const segmenter = once(() => new Intl.Segmenter('en', { granularity: 'sentence' }))

/** The longest text in round brackets; a bracket that closes later, or not at all, was left open by mistake. */
const bracketReach = 600

/** How many characters on each side of a boundary are examined: enough for any abbreviation, and limited for hostile text. */
const reach = 80

const closing = '[”’"\')\\]»›]*'
const opening = '[“‘"\'(\\[«‹]*'
const opensInLowerCase = new RegExp(`^${opening}\\p{Ll}`, 'u')
/** The last word of a text that ends with a full stop, which may be in brackets or quotation marks. */
const wordWithStop = new RegExp(`(?<!\\S)${opening}(\\S*)\\.${closing}$`, 'u')
/** An ellipsis directly after a word, before a capital letter. */
const ellipsisEnd = new RegExp(`(?<=[\\p{L}\\d])…${closing} (?=${opening}\\p{Lu})`, 'gu')

/** The next `count` words of a text, without opening marks and closing punctuation. */
const nextWords = (text: string, from: number, count: number): string[] =>
  text
    .slice(from, from + 2 * reach)
    .trimStart()
    .split(/\s+/u, count)
    .map((word) => word.replaceAll(/^[“‘"'([«‹]+|[”’"')\]»›.,:;!?]+$/gu, ''))

const isOpener = (word: string): boolean => openers.has(word.toLowerCase().split(/[’']/u, 1)[0] ?? '')

/** The number of a list item, alone: `1.`, `(2)`, `iv.`, `b)`. */
const isEnumerator = (text: string): boolean => /^\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]$/u.test(text)

const withoutPairs = (text: string): string => text.replaceAll(/\([^()]*\)/gu, '')

const hasOpenBracket = (text: string, from: number, at: number): boolean =>
  /\([^()]*$/u.test(withoutPairs(text.slice(Math.max(from, at - bracketReach), at))) &&
  /^[^()]*\)/u.test(withoutPairs(text.slice(at, at + bracketReach)))

/** Whether the sentence goes on after an abbreviation at the end of `before`; undefined if there is no abbreviation. */
const abbreviationGoesOn = (before: string, text: string, at: number): boolean | undefined => {
  const word = wordWithStop.exec(before)?.[1]
  if (word === undefined) return undefined
  const key = word.toLowerCase()
  const [next = ''] = nextWords(text, at, 1)
  if (neverFinal.has(key)) return true
  if (maybeFinal.has(key)) return !isOpener(next)
  if (beforeNumber.has(key) && /^(?:\d|[IVX]+\b)/u.test(next)) return true
  // `J.` or `J.R.`
  if (!/^(?:\p{Lu}\.-?)*\p{Lu}$/u.test(word)) return undefined
  return !isOpener(next)
}

/** Whether the sentence that began at `from` goes on after `at`, where the segmenter would end it. */
const goesOn = (text: string, from: number, at: number): boolean => {
  const before = text.slice(Math.max(from, at - reach), at).trimEnd()
  if (at - from < reach && isEnumerator(before)) return true
  const after = text.slice(at, at + reach)
  if (opensInLowerCase.test(after) || /^[–—─,;:…-]/u.test(after)) return true
  if (hasOpenBracket(text, from, at)) return true
  return abbreviationGoesOn(before, text, at) === true
}

/**
 * The sentences of one paragraph, in order; together they contain every character of it except the white space between
 * them. The boundaries are those of `Intl.Segmenter`, without those inside a sentence of printed English: after titles,
 * initials and abbreviations, inside brackets, after a quoted question.
 */
export const splitSentences = (paragraph: string): Sentence[] => {
  const ends = [...segmenter().segment(paragraph)].flatMap(({ index, segment }) => [
    // The segmenter misses these.
    ...[...segment.matchAll(ellipsisEnd)].map((found) => index + found.index + found[0].length),
    index + segment.length,
  ])
  const sentences: Sentence[] = []
  let from = 0
  for (const at of ends) {
    if (at < paragraph.length && goesOn(paragraph, from, at)) continue
    const raw = paragraph.slice(from, at)
    const text = raw.trim()
    const start = from + raw.indexOf(text)
    if (text !== '') sentences.push({ text, start, end: start + text.length })
    from = at
  }
  return sentences
}
