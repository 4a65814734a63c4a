import { openers } from './abbreviations.ts'
import { type Sentence, splitSentences } from './sentences.ts'
import { bodyNouns, titles } from './speech-words.ts'

/** Words that a subhead writes small. */
const small = /^(?:a|an|and|as|at|by|for|from|in|into|its?|of|on|or|over|the|to|vs|with|[&–—-])$/u
const isCapital = (word: string): boolean => /^[“‘"']?\p{Lu}/u.test(word)
/** `“Panama’s` → `panama`. */
const bare = (word: string): string =>
  word
    .toLowerCase()
    .replace(/^[^\p{L}]+/u, '')
    .replace(/(?:[’']s?)?[^\p{L}]*$/u, '')

/** Fewer capitals are as often a name: “Human Rights Watch”. */
const fewestCapitals = 2

/** How many words at the head of `words` are in capitals, or small words between such. */
const runLength = (words: readonly string[]): number => {
  const end = words.findIndex((word) => !isCapital(word) && !small.test(word))
  return words.slice(0, end === -1 ? 0 : end).findLastIndex(isCapital) + 1
}

/** A word that is part of a name or title wherever it stands. */
const isOfName = (word: string): boolean =>
  titles.has(bare(word)) || bodyNouns.has(bare(word)) || bare(word) === 'deputy'

/**
 * How many words at the head of a sentence are a subhead that ran in: “Finding a Better Balance Ruzena has …”. The capitals
 * in front of the sentence are words of every day (`everyday`, which the text also writes small), and its first word is a
 * name, opens sentences or says a word of the subhead again; 0 where that is not sure.
 */
const headLength = (sentence: string, everyday: ReadonlySet<string>): number => {
  const words = sentence.split(' ')
  const run = runLength(words)
  // “The Smart Harbours Network (SHN) is”: a name with its short form.
  if (words[run]?.startsWith('(') === true) return 0
  const isEveryday = (word: string): boolean => everyday.has(bare(word)) && !openers.has(bare(word))
  const parts = (at: number): boolean => {
    const [before = '', first = ''] = words.slice(at - 1)
    const head = words.slice(0, at)
    const capitals = head.filter((word) => isCapital(word) && !openers.has(bare(word)))
    if (!isCapital(first) || !/^\p{Lu}\P{Lu}.*[^,;.]$/u.test(before) || capitals.length < fewestCapitals) return false
    if (isOfName(before) || !isEveryday(before)) return false
    const isAgain = capitals.some((word) => bare(word) === bare(first))
    const isName =
      titles.has(bare(first)) || (at === run - 1 && !everyday.has(bare(first)) && !bodyNouns.has(bare(first)))
    const isList = capitals.length > 2 && /[,:] /u.test(head.join(' ')) && capitals.every(isEveryday)
    return openers.has(bare(first)) || isAgain || isList || (isName && !openers.has(bare(words[0] ?? '')))
  }
  return Array.from({ length: Math.max(0, run - 1) }, (_, step) => run - 1 - step).find(parts) ?? 0
}

/** A sentence, with the subhead that ran into it. */
export type ProseSentence = Sentence & { readonly heading: string | undefined }

/** The sentences of a paragraph of a body. A subhead that ran into one, as in many a PDF, is none of its words. */
export const splitProse = (paragraph: string): ProseSentence[] => {
  const everyday = new Set(paragraph.match(/(?<![\p{L}])\p{Ll}{3,}/gu))
  return splitSentences(paragraph).map(({ text, start, end }) => {
    const words = headLength(text, everyday)
    const heading = text.split(' ').slice(0, words).join(' ')
    const from = words === 0 ? 0 : heading.length + 1
    return { text: text.slice(from), start: start + from, end, heading: words === 0 ? undefined : heading }
  })
}
