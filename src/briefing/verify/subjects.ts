import { betweenSubjectAndVerb, notYetSaid, passiveVerbs } from './lexicon/reporting.ts'
import { isCapital, isDash, phraseAfter, phraseBefore } from './phrases.ts'
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

const articles = new Set('the a an any no its his her their this these'.split(' '))

const longestApposition = 20

/** The subject of a verb that `and` joins to an earlier one: “X heard me out and said”. */
const sharedSubject = (words: readonly Word[], verb: number): Subject => {
  const stop = words.slice(0, verb).findLastIndex((word) => ';:'.includes(word.raw))
  const found = phraseAfter(words, stop + 1)
  return { ...found, isInline: false }
}

/** A phrase without what stands before its name: “belongs to Dr. Oduya”. */
const fromName = (words: readonly Word[], whole: Phrase): Phrase => {
  const name = whole.words.findIndex((word, index) => isCapital(word) && index > 0)
  const from = name === -1 || isCapital(whole.words[0]) ? whole.from : words.indexOf(whole.words[name] as Word)
  return from === whole.from ? whole : { from, to: whole.to, words: whole.words.slice(name) }
}

/** “A retired director, Gen. Okonjo, told me”: the apposition that has the name of a subject without one. */
const withApposition = (words: readonly Word[], head: Phrase, open: number, at: number): Phrase => {
  const inside = words.slice(open + 1, at - 1).filter((word) => !word.isMark)
  return head.words.some(isCapital) || !inside.some(isCapital) ? head : { ...head, words: [...head.words, ...inside] }
}

/** Whom `who` or `which` at `pronoun` means: “X, a banker, who says”, “those who regard …, and who say”. */
const relativeSubject = (words: readonly Word[], pronoun: number): Subject => {
  const earlier = words.slice(0, pronoun - 1).findLastIndex((word) => word.lower === words[pronoun]?.lower)
  const first = words[pronoun - 1]?.lower === 'and' && earlier !== -1 ? earlier : pronoun
  const end = words[first - 1]?.raw === ',' ? first - 1 : first
  const nearest = phraseBefore(words, end)
  const isApposition = words[nearest.from - 1]?.raw === ',' && isCapital(words[nearest.from - 2])
  const whole = isApposition ? phraseBefore(words, nearest.from - 1) : nearest
  return { ...fromName(words, whole), isInline: false }
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
  // “Any later project”: a noun.
  if (at < verb && articles.has(words[at - 1]?.lower ?? '')) return undefined
  if (words[at - 1]?.lower === 'and') return sharedSubject(words, verb)
  if (['who', 'which'].includes(words[at - 1]?.lower ?? '')) return relativeSubject(words, at - 1)
  const open = appositionStart(words, at)
  if (open !== undefined && (open < 1 || at - open > longestApposition)) return undefined
  const found =
    open === undefined ? phraseBefore(words, at) : withApposition(words, phraseBefore(words, open), open, at)
  const before = words[found.from - 1]
  if (before?.lower === 'what') return undefined
  return { ...found, isInline: before?.isMark === true && !'"”;:'.includes(before.raw) }
}
