import { betweenSubjectAndVerb, notYetSaid, passiveVerbs } from './lexicon/reporting.ts'
import { isDash, phraseAfter, phraseBefore } from './phrases.ts'
import type { Phrase } from './phrases.ts'
import type { Word } from './words.ts'

/** A subject, and whether a comma parts it from what stands before it: “…, she believes, …”. */
export type Subject = Phrase & { readonly isInline: boolean }

/** Where the apposition that ends before `at` begins; undefined where none ends there. */
const appositionStart = (words: readonly Word[], at: number): number | undefined => {
  const last = words[at - 1]
  if (last?.raw === ')') return words.slice(0, at - 1).findLastIndex((word) => word.raw === '(')
  if (last?.raw === ',') return words.slice(0, at - 1).findLastIndex((word) => word.raw === ',')
  if (!isDash(words, at - 1)) return undefined
  return words.findLastIndex((_, index) => index < at - 1 && isDash(words, index))
}

const longestApposition = 20

/** The subject of a verb that `and` joins to an earlier one: “X heard me out and said”. */
const sharedSubject = (words: readonly Word[], verb: number): Subject => {
  const stop = words.slice(0, verb).findLastIndex((word) => ';:'.includes(word.raw))
  const found = phraseAfter(words, stop + 1)
  return { ...found, isInline: false }
}

/** The subject left of the verb at `verb`, across adverbs and one apposition. */
export const subjectBefore = (words: readonly Word[], verb: number): Subject | undefined => {
  let at = verb
  const isBetween = (word: Word | undefined): boolean =>
    word !== undefined && (betweenSubjectAndVerb.has(word.lower) || /^\p{Ll}{3,}ly$/u.test(word.raw))
  while (isBetween(words[at - 1])) at -= 1
  // “Is widely expected”: nobody is said to expect it.
  if (words.slice(at - 1, verb).some((word) => passiveVerbs.has(word.lower))) return undefined
  if (notYetSaid.has(words[at - 1]?.lower ?? '')) return undefined
  if (words[at - 1]?.lower === 'and') return sharedSubject(words, verb)
  if (['who', 'which'].includes(words[at - 1]?.lower ?? '')) at -= words[at - 2]?.raw === ',' ? 2 : 1
  const open = appositionStart(words, at)
  if (open !== undefined)
    return open < 1 || at - open > longestApposition ? undefined : { ...phraseBefore(words, open), isInline: false }
  const found = phraseBefore(words, at)
  if (words[found.from - 1]?.lower === 'what') return undefined
  const before = words[found.from - 1]
  return { ...found, isInline: before?.isMark === true && !'"”;:'.includes(before.raw) }
}
