import { createRequire } from 'node:module'
import type Model from 'wink-eng-lite-web-model'
import type WinkNlp from 'wink-nlp'
import type { ItsFunction, PartOfSpeech } from 'wink-nlp'
import { once } from '../../once.ts'
import { readWords, type Word } from './words.ts'

/**
 * A word with its part of speech (universal tag set, https://universaldependencies.org/u/pos/) and its lemma in lower
 * case, American spelling: `criticised` is `criticize`.
 */
export type TaggedWord = Word & {
  readonly tag: PartOfSpeech
  readonly lemma: string
  /** `Asia’s`: the word owns what follows. */
  readonly isPossessive: boolean
  readonly isCapital: boolean
  /** A hyphen joins it to the word before. */
  readonly isTied: boolean
}

/** Replaces a long quotation if the words around it are what matters. */
export const quotationWord = 'Quotation'

/** The model takes 45 MB and 0.3 s, so it is loaded with the first sentence. */
const tagger = once(() => {
  const require = createRequire(import.meta.url)
  const winkNlp = require('wink-nlp') as typeof WinkNlp
  const made = winkNlp(require('wink-eng-lite-web-model') as typeof Model, ['pos'])
  // The package declares these as methods, one of them with a parameter too few; they are plain functions.
  const its = made.its as unknown as { readonly pos: ItsFunction<PartOfSpeech>; readonly lemma: ItsFunction<string> }
  return { read: (text: string) => made.readDoc(text).tokens(), its }
})

/** A token of the tagger; it begins and ends at these offsets. */
type Tag = { readonly start: number; readonly end: number; readonly tag: PartOfSpeech; readonly lemma: string }

/**
 * A sentence has about 200 characters. The tagger's time grows with the square of a run of punctuation, so only the
 * beginning of a longer text is tagged.
 */
const longestTagged = 2_000

/**
 * The tagger's tokens with their end offsets, which it does not report: each token is searched for after the end of the
 * one before.
 */
export const tagsOf = (text: string): readonly Tag[] => {
  const { read, its } = tagger()
  const tokens = read(text.slice(0, longestTagged))
  const tags = tokens.out(its.pos) as PartOfSpeech[]
  const lemmas = tokens.out(its.lemma)
  let at = 0
  return tokens.out().map((token, index) => {
    const found = text.indexOf(token, at)
    if (found !== -1) at = found + token.length
    return { start: at - token.length, end: at, tag: tags[index] ?? 'X', lemma: lemmas[index] ?? token.toLowerCase() }
  })
}

/** `al-Khatib` and `d’Estaing` are names, too. */
const opensAsName = (raw: string): boolean => /^\p{Lu}/u.test(raw)

/** `advisers’ count`: the word splitter takes the apostrophe for a mark of its own. */
const isPluralPossessive = (text: string, { lower, end }: Word): boolean =>
  lower.endsWith('s') && /^[’'](?=\s)/u.test(text.slice(end, end + 2))

const isHyphen = (text: string, { raw, start, end, isMark }: Word): boolean =>
  isMark && raw === '-' && /\S/u.test(text.charAt(start - 1)) && /\S/u.test(text.charAt(end))

/**
 * The words and marks of one sentence with their parts of speech; hyphens inside compounds are left out. About 60
 * microseconds a sentence. The tagger is right for about 19 words of 20, so no rule may depend on one tag alone.
 */
export const tagWords = (sentence: string): TaggedWord[] => {
  const tags = tagsOf(sentence)
  const words = readWords(sentence)
  return words.flatMap((word, at) => {
    const before = words[at - 1]
    const isAfterOwner = before !== undefined && isPluralPossessive(sentence, before)
    if (isHyphen(sentence, word) || (isAfterOwner && word.isMark)) return []
    const first = tags.findIndex(({ end }) => end > word.start)
    // Both parts of a contraction have the same offsets; the second one has the next tag.
    const { tag = 'X', lemma = word.lower } = tags[before?.start === word.start ? first + 1 : first] ?? {}
    return [
      {
        ...word,
        isTied: before !== undefined && isHyphen(sentence, before),
        tag: word.isMark ? 'PUNCT' : word.lower === 'not' ? 'PART' : tag,
        lemma,
        isPossessive:
          isPluralPossessive(sentence, word) || (/[’']s?$/u.test(sentence.slice(word.start, word.end)) && !word.isMark),
        isCapital: opensAsName(word.raw),
      },
    ]
  })
}
