import { once } from '../../once.ts'
import { beforeNumber, maybeFinal, neverFinal, openers, speechVerbs } from './abbreviations.ts'

/** A sentence of a paragraph: `text === paragraph.slice(start, end)`, without white space around it; UTF-16 offsets. */
export type Sentence = { readonly text: string; readonly start: number; readonly end: number }

const segmenter = once(() => new Intl.Segmenter('en', { granularity: 'sentence' }))

/** The longest text in round brackets; a bracket that closes later, or not at all, was left open by mistake. */
const bracketReach = 600

/** How many characters before a boundary are examined: enough for any abbreviation, and limited for hostile text. */
const lookBehind = 80

const closingMarks = '”’"\')]»›'
const openingMarks = '“‘"\'([«‹'

const isLowerCase = (char: string): boolean => /^\p{Ll}$/u.test(char)

const skip = (text: string, from: number, marks: string): number => {
  let at = from
  while (at < text.length && marks.includes(text.charAt(at))) at += 1
  return at
}

const skipBack = (text: string, from: number, marks: string): number => {
  let at = from
  while (at > 0 && marks.includes(text.charAt(at - 1))) at -= 1
  return at
}

/** The last word of a text: after the last white space, without opening brackets and quotation marks. */
const lastWord = (text: string): string => {
  let from = text.length
  while (from > 0 && !/\s/u.test(text.charAt(from - 1))) from -= 1
  return text.slice(skip(text, from, openingMarks))
}

/** The next `count` words of a text, without opening marks and closing punctuation. */
const nextWords = (text: string, from: number, count: number): string[] =>
  text
    .slice(from, from + 160)
    .trimStart()
    .split(/\s+/u, count)
    .map((word) => word.replaceAll(/^[“‘"'([«‹]+|[”’"')\]»›.,:;!?]+$/gu, ''))

const isOpener = (word: string): boolean => openers.has(word.toLowerCase().split(/[’']/u, 1)[0] ?? '')

/** `J.` or `J.R.`: capital letters, each with a full stop. */
const isInitials = (word: string): boolean => /^(?:\p{Lu}\.-?)+$/u.test(word)

/** The number of a list item, alone: `1.`, `(2)`, `iv.`, `b)`. */
const isEnumerator = (text: string): boolean => /^\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]$/u.test(text)

const hasOpenBracket = (text: string, from: number, at: number): boolean => {
  let depth = 0
  for (let index = Math.max(from, at - bracketReach); index < at; index += 1) {
    const char = text.charAt(index)
    if (char === '(') depth += 1
    else if (char === ')' && depth > 0) depth -= 1
  }
  if (depth === 0) return false
  for (let index = at; index < Math.min(text.length, at + bracketReach); index += 1) {
    const char = text.charAt(index)
    if (char === '(') depth += 1
    else if (char === ')') depth -= 1
    if (depth === 0) return true
  }
  return false
}

/** “Why now?” Mr. Santoso asked: the name of the speaker, then the verb. */
const isSpeakerTag = (text: string, at: number): boolean => {
  const words = nextWords(text, at, 5)
  const verb = words.findIndex((word) => speechVerbs.has(word))
  if (verb < 1) return false
  const subject = words.slice(0, verb)
  const isPronoun = subject.length === 1 && /^(?:He|She|They|I|We)$/u.test(subject[0] ?? '')
  return (
    isPronoun ||
    subject.every((word) => /^\p{Lu}/u.test(word) && !isOpener(word)) ||
    /^(?:Mr|Mrs|Ms|Dr|Prof)$/u.test(subject[0] ?? '')
  )
}

/** Whether the sentence goes on after an abbreviation at the end of `before`; undefined if there is no abbreviation. */
const abbreviationGoesOn = (before: string, text: string, at: number): boolean | undefined => {
  const end = skipBack(before, before.length, closingMarks)
  if (before.charAt(end - 1) !== '.') return undefined
  const word = lastWord(before.slice(0, end))
  const key = word.slice(0, -1).toLowerCase()
  const [next = ''] = nextWords(text, at, 1)
  if (neverFinal.has(key)) return true
  if (maybeFinal.has(key)) return !isOpener(next)
  if (beforeNumber.has(key)) {
    if (/^(?:\d|[IVX]+\b)/u.test(next)) return true
    if (word.length > 2) return undefined
  }
  if (!isInitials(word)) return undefined
  if (word === 'I.' && /\b(?:War|Part|Phase|Chapter|and) I\.$/u.test(before)) return undefined
  return !isOpener(next)
}

/** Whether the sentence that began at `from` goes on after `at`, where the segmenter would end it. */
const goesOn = (text: string, from: number, at: number): boolean => {
  const before = text.slice(Math.max(from, at - lookBehind), at).trimEnd()
  if (at - from < lookBehind && isEnumerator(before)) return true
  const next = skip(text, at, openingMarks)
  if (isLowerCase(text.charAt(next)) || '–—─-,;:…'.includes(text.charAt(at))) return true
  if (hasOpenBracket(text, from, at)) return true
  // After a space, an ellipsis marks omitted words; directly after a word, it ends the sentence.
  if (/\s(?:…|\.\.\.|\. \. \.)$/u.test(before) || before.endsWith('[…]') || before.endsWith('[...]')) return true
  const goesOnAfterAbbreviation = abbreviationGoesOn(before, text, at)
  if (goesOnAfterAbbreviation !== undefined) return goesOnAfterAbbreviation
  return /[?!…][”’"']$/u.test(before) && isSpeakerTag(text, at)
}

/** Sentence ends that the segmenter misses: after an ellipsis directly after a word, before a capital letter. */
const addEllipsisEnds = (text: string, from: number, to: number): number[] => {
  const ends: number[] = []
  for (let at = text.indexOf('…', from); at !== -1 && at < to; at = text.indexOf('…', at + 1)) {
    const after = skip(text, at + 1, closingMarks)
    const next = skip(text, after + 1, openingMarks)
    const hangsOnWord = at > from && /[\p{L}\d]/u.test(text.charAt(at - 1))
    if (hangsOnWord && text.charAt(after) === ' ' && next < to && /\p{Lu}/u.test(text.charAt(next)))
      ends.push(after + 1)
  }
  return ends
}

/**
 * The sentences of one paragraph, in order; together they contain every character of it except the white space between
 * them. The boundaries are those of `Intl.Segmenter`, without those inside a sentence of printed English: after titles,
 * initials and abbreviations, inside brackets, after a quoted question.
 */
export const splitSentences = (paragraph: string): Sentence[] => {
  const ends = [...segmenter().segment(paragraph)].flatMap(({ index, segment }) => {
    const end = index + segment.length
    return [...addEllipsisEnds(paragraph, index, end), end]
  })
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
