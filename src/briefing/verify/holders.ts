import { locateWords } from './locate.ts'
import { genericSpeakers, titles } from './lexicon/reporting.ts'
import { smallWords } from './lexicon/small-words.ts'
import type { NumberedText } from './number-sentences.ts'
import { namesOf } from './text-names.ts'
import { readTerms } from './terms.ts'
import { readWords, onlyWords } from './words.ts'

/** The names in a phrase, ranks and forms of address left out. */
export const nameKeys = (text: string): Set<string> =>
  new Set(
    readTerms(text)
      .filter((term) => term.isContent && term.isCapital && !titles.has(term.lower))
      .map((term) => term.key),
  )

/** The names in a sentence that may be a person's or a body's: not places, and not a first word that a capital only opens. */
export const personKeys = (text: string): Set<string> => {
  const terms = readTerms(text)
  return new Set(
    terms.flatMap((term, index) =>
      term.isContent &&
      term.isCapital &&
      !term.key.startsWith('@') &&
      !titles.has(term.lower) &&
      (index > 0 || terms[1]?.isCapital === true)
        ? [term.key]
        : [],
    ),
  )
}

const nounKeys = (text: string): Set<string> =>
  new Set(
    readTerms(text)
      .filter((term) => term.isContent && !titles.has(term.lower) && !smallWords.has(term.lower))
      .map((term) => term.key),
  )

export const shares = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => [...a].some((key) => b.has(key))

/** The keys by which a holder is known: names, else nouns. */
export const holderKeys = (holder: string): Set<string> => {
  const names = nameKeys(holder)
  return names.size > 0 ? names : nounKeys(holder)
}

/** A name, or the noun of a kind of people, that both phrases have: `Dr. Oduya` and `Mirjam Oduya`, `officials in Hanoi` and `officials`. */
export const isSameHolder = (a: string, b: string): boolean => {
  const [ownA, ownB] = [nameKeys(a), nameKeys(b)]
  return ownA.size > 0 && ownB.size > 0 ? shares(ownA, ownB) : shares(nounKeys(a), nounKeys(b))
}

export const isAuthor = (holder: string, authors: readonly string[]): boolean => {
  const bare = holder
    .trim()
    .toLowerCase()
    .replace(/^the\s+/u, '')
  if (bare === '' || /^(?:co-?)?authors?$|^writers?$|^commentary$|^article$/u.test(bare)) return true
  const keys = nameKeys(holder)
  const known = new Set(authors.flatMap((author) => [...nameKeys(author)]))
  return keys.size > 0 && [...keys].every((key) => known.has(key))
}

export const isRsis = (text: string): boolean => /\bRSIS\b|Rajaratnam School/u.test(text)

/** Whether all names of a holder stand together in one sentence: a first name of one person with the surname of another do not. */
export const isKnownTo = (numbered: NumberedText, holder: string): boolean => {
  const keys = [...nameKeys(holder)]
  if (keys.length === 0) return true
  const { terms, acronyms } = namesOf(numbered)
  const known = keys.filter((key) => !acronyms.has(key))
  return terms.some((sentence) => {
    const own = new Set(sentence.map((term) => term.key))
    return known.every((key) => own.has(key))
  })
}

/**
 * A holder in the text's own characters: the words as the text has them, ranks that it does not give taken off. Where the
 * words do not stand together in the text they stay as they are.
 */
export const asWritten = (numbered: NumberedText, holder: string): string => {
  let words = onlyWords(readWords(holder))
  while (words.length > 0) {
    const found = locateWords(numbered, words)
    if (found !== undefined) return found
    const first = words[0]?.lower ?? ''
    if (!titles.has(first) && !smallWords.has(first)) return holder
    words = words.slice(1)
  }
  return holder
}

/** Whether a text names people who speak as a kind: officials, critics. */
export const namesKind = (text: string): boolean => readTerms(text).some((term) => genericSpeakers.has(term.lower))
