import { openers } from './abbreviations.ts'
import { type Sentence, splitSentences } from './sentences.ts'
import { bodyNouns, titles } from './speech-words.ts'

/** Words that are in lower case in a subhead. */
const small = /^(?:a|an|and|as|at|by|for|from|in|into|its?|of|on|or|over|the|to|vs|with|[&–—-])$/u
const isCapital = (word: string): boolean => /^[“‘"']?\p{Lu}/u.test(word)
/** `“Panama’s` → `panama`. */
const bare = (word: string): string =>
  word
    .toLowerCase()
    .replace(/^[^\p{L}]+/u, '')
    .replace(/(?:[’']s?)?[^\p{L}]*$/u, '')

/** “Notably, …”: only a first word. */
const isAdverb = (word: string): boolean => /^\p{Lu}\p{Ll}+ly,$/u.test(word)
/** A typical first word of a sentence. */
const opens = (word: string): boolean =>
  isAdverb(word) || openers.has(bare(word)) || /^(?:Apart|Based|Having|Notwithstanding|Owing)$/u.test(word)

/** A run with fewer capitals is as often a name: “Human Rights Watch”. */
const fewestCapitals = 2

/** How many words at the beginning of `words` are capitalised, small words between them included. */
const runLength = (words: readonly string[]): number => {
  const end = words.findIndex((word) => !isCapital(word) && !small.test(word))
  return words.slice(0, end === -1 ? 0 : end).findLastIndex(isCapital) + 1
}

/** A word that is part of a name or title wherever it occurs. */
const isOfName = (word: string): boolean =>
  titles.has(bare(word)) || bodyNouns.has(bare(word)) || bare(word) === 'deputy'

/**
 * The length, in words, of a subhead that ran into a sentence; `isSure` if it cannot be a name that the sentence begins
 * with.
 */
type RunIn = { readonly words: number; readonly isSure: boolean }

/** The words that a text writes in lower case, and the pairs of capitalised words that it uses more than once, as in names. */
type Usage = { readonly words: ReadonlySet<string>; readonly pairs: ReadonlySet<string> }

export const usageOf = (text: string): Usage => {
  const [seen, pairs] = [new Set<string>(), new Set<string>()]
  for (const [, pair = ''] of text.matchAll(/(?<!\S)(?=(\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+)(?![\p{L}]))/gu))
    (seen.has(pair) ? pairs : seen).add(pair)
  return { words: new Set(text.match(/(?<![\p{L}])\p{Ll}{3,}/gu)), pairs }
}

/**
 * The subhead that ran into a sentence at its beginning: “Finding a Better Balance Ruzena has …”. It ends with an
 * ordinary word (in `everyday`, because the text also writes it in lower case) before another capital. It is certain if
 * that next word is a name, is a typical first word of a sentence, or repeats a word of the subhead; only likely if
 * half of its capitalised words are ordinary words.
 */
const runInOf = (sentence: string, usage: Usage): RunIn | undefined => {
  const words = sentence.split(' ')
  const run = runLength(words)
  // “The Smart Harbours Network (SHN) is”: a name with its abbreviation.
  if (words[run]?.startsWith('(') === true || isAdverb(words[0] ?? '')) return undefined
  const isEveryday = (word: string): boolean => usage.words.has(bare(word)) && !openers.has(bare(word))
  const endsAt = (at: number): RunIn[] => {
    const [before = '', first = ''] = words.slice(at - 1)
    const head = words.slice(0, at)
    const capitals = head.filter((word) => isCapital(word) && !openers.has(bare(word)))
    if (!isCapital(first) || /[,;.]$/u.test(before) || capitals.length < fewestCapitals) return []
    if (isAdverb(first)) return [{ words: at, isSure: true }]
    if (usage.pairs.has(`${before} ${first}`)) return []
    const isAgain = capitals.some((word) => bare(word) === bare(first))
    if (isOfName(before) || !isEveryday(before) || !/^\p{Lu}\P{Lu}/u.test(before))
      return isAgain ? [{ words: at, isSure: false }] : []
    const isName =
      titles.has(bare(first)) || (at === run - 1 && !usage.words.has(bare(first)) && !bodyNouns.has(bare(first)))
    const isList = capitals.length > 2 && /[,:] /u.test(head.join(' ')) && capitals.every(isEveryday)
    const isSure = opens(first) || isAgain || isList || (isName && !openers.has(bare(words[0] ?? '')))
    const isLikely = !head.some(isOfName) && capitals.filter(isEveryday).length * 2 >= capitals.length
    return isSure || isLikely ? [{ words: at, isSure }] : []
  }
  const found = Array.from({ length: Math.max(0, run - 1) }, (_, step) => endsAt(run - 1 - step)).flat()
  return found.find(({ isSure }) => isSure) ?? found[0]
}

/** “A Paper Tiger?”: a subhead in the form of a question, every word capitalised. */
const isTitle = (sentence: string): boolean => {
  const words = sentence.split(' ')
  return (
    sentence.endsWith('?') &&
    words.filter(isCapital).length > fewestCapitals &&
    !/[“"]/u.test(sentence) &&
    words.every((word) => isCapital(word) || small.test(word) || /^\d/u.test(word))
  )
}

/**
 * A sentence, and the subhead before it in the same paragraph; `text` is undefined if nobody can tell where the subhead
 * ends.
 */
export type ProseSentence = Sentence & { readonly heading: { readonly text: string | undefined } | undefined }

/**
 * The sentences of a paragraph of a body, with the subheads that ran into them, as in many PDFs. A sentence does not
 * include its subhead.
 */
export const splitProse = (paragraph: string, usage: Usage): ProseSentence[] =>
  splitSentences(paragraph).map((sentence) => {
    const { text, start, end } = sentence
    if (isTitle(text)) return { ...sentence, heading: { text } }
    const runIn = runInOf(text, usage)
    if (runIn === undefined) return { ...sentence, heading: undefined }
    if (!runIn.isSure) return { ...sentence, heading: { text: undefined } }
    const heading = text.split(' ').slice(0, runIn.words).join(' ')
    const from = heading.length + 1
    return { text: text.slice(from), start: start + from, end, heading: { text: heading } }
  })
