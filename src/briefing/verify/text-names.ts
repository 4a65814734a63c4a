import type { NumberedText } from './number-sentences.ts'
import { readTerms } from './terms.ts'
import type { Term } from './terms.ts'

/** The names of a commentary, read once. */
export type TextNames = {
  /** The terms of each sentence, in order. */
  readonly terms: readonly (readonly Term[])[]
  /** Their keys. */
  readonly keys: readonly ReadonlySet<string>[]
  /** Every capitalised content word of text and title, and the short forms that the text gives them. */
  readonly all: ReadonlySet<string>
  /** The ones that stand within a sentence, where a capital is no grammar. */
  readonly sure: ReadonlySet<string>
  /** The ones that the commentary is about: in its title, or in several sentences. */
  readonly leading: ReadonlySet<string>
  /** What the text writes in lower case. */
  readonly plain: ReadonlySet<string>
  readonly acronyms: ReadonlyMap<string, readonly string[]>
  /** All words of the text in lower case, a space round each: where full names are looked up. */
  readonly words: string
}

/** A name in this many sentences is what the commentary is about. */
const leadingCount = 4

const cache = new WeakMap<NumberedText, TextNames>()

export const nameKeysOf = (terms: readonly Term[]): string[] =>
  terms.flatMap((term) => (term.isCapital && term.isContent ? [term.key] : []))

const isSubsequence = (short: string, long: string): boolean => {
  let at = 0
  for (const char of long) if (char === short.charAt(at)) at += 1
  return at === short.length
}

/** How far before its bracket the words may stand that an acronym shortens, in characters. */
const acronymReach = 120

/** Acronyms that a text sets in brackets after the words that they stand for, checked by initials. */
const acronymsOf = (text: string): Map<string, string[]> => {
  const found = new Map<string, string[]>()
  for (const { index, 1: acronym = '' } of text.matchAll(/\((\p{Lu}[\p{L}\d]{1,9})\)/gu)) {
    const capitals = readTerms(text.slice(Math.max(0, index - acronymReach), index))
      .slice(-10)
      .filter((term) => term.isCapital)
    const initials = capitals.map((term) => term.lower.charAt(0)).join('')
    const wanted = acronym.toLowerCase()
    if (initials.endsWith(wanted) || isSubsequence(wanted, capitals.map((term) => term.lower).join('')))
      found.set(
        wanted,
        capitals.slice(-Math.max(2, wanted.length)).map((term) => term.key),
      )
  }
  return found
}

/** Names with the acronyms of them, and acronyms with the names that they shorten. */
export const withAcronyms = (
  names: Iterable<string>,
  acronyms: ReadonlyMap<string, readonly string[]>,
): Set<string> => {
  const wide = new Set(names)
  const given = new Set(wide)
  for (const [acronym, words] of acronyms) {
    if (given.has(acronym)) for (const word of words) wide.add(word)
    if (words.filter((word) => given.has(word)).length >= Math.min(2, words.length)) wide.add(acronym)
  }
  return wide
}

const readNames = ({ text, title, sentences, words }: NumberedText): TextNames => {
  const terms = sentences.map((sentence) => (sentence.isEligible ? readTerms(sentence.text) : []))
  const acronyms = acronymsOf(text.slice(0, 200_000))
  const titled = nameKeysOf(readTerms(title))
  const counts = new Map<string, number>()
  for (const own of terms) for (const key of new Set(nameKeysOf(own))) counts.set(key, (counts.get(key) ?? 0) + 1)
  return {
    terms,
    keys: terms.map((own) => new Set(own.map((term) => term.key))),
    acronyms,
    all: withAcronyms([...titled, ...counts.keys()], acronyms),
    sure: new Set(terms.flatMap((own) => nameKeysOf(own.slice(1)))),
    leading: new Set([...titled, ...[...counts].flatMap(([key, count]) => (count >= leadingCount ? [key] : []))]),
    plain: new Set(terms.flatMap((own) => own.flatMap((term) => (term.isCapital ? [] : [term.key])))),
    words: ` ${words.map((word) => word.lower).join(' ')} `,
  }
}

/** The names of a commentary. */
export const namesOf = (numbered: NumberedText): TextNames => {
  const known = cache.get(numbered) ?? readNames(numbered)
  cache.set(numbered, known)
  return known
}
