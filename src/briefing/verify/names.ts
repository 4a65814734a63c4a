import { doubt, fault } from './check.ts'
import type { Check, CheckInput, Finding } from './check.ts'
import { months, weekdays } from './lexicon/measures.ts'
import { anaphors, frameWords, smallWords } from './lexicon/small-words.ts'
import { genericSpeakers, reportVerbs } from './lexicon/reporting.ts'
import { readTerms } from './terms.ts'
import type { Term } from './terms.ts'
import type { Reading } from './reading.ts'

const isAcronym = (raw: string): boolean => /^\p{Lu}[\p{Lu}\d]+s?$/u.test(raw)

const isDate = (lower: string): boolean => (months.has(lower) && lower !== 'may') || weekdays.has(lower)

const namesOf = (text: string): Set<string> =>
  new Set(readTerms(text).flatMap((term) => (term.isCapital && term.isContent ? [term.key] : [])))

const lowerWordsOf = (text: string): Set<string> =>
  new Set(readTerms(text).flatMap((term) => (term.isCapital ? [] : [term.key])))

/** Acronyms that a text sets in brackets after the words that they stand for, checked by initials: `UNCLOS` for what it shortens. */
const acronymsOf = (text: string): Map<string, string[]> => {
  const found = new Map<string, string[]>()
  const pattern = /\((\p{Lu}[\p{L}\d]{1,9})\)/gu
  for (const match of text.matchAll(pattern)) {
    const acronym = match[1] ?? ''
    const before = readTerms(text.slice(Math.max(0, match.index - 120), match.index)).slice(-10)
    const capitals = before.filter((term) => term.isCapital)
    const initials = capitals.map((term) => term.lower.charAt(0)).join('')
    const wanted = acronym.toLowerCase()
    const isShort = initials.endsWith(wanted) || isSubsequence(wanted, capitals.map((term) => term.lower).join(''))
    if (isShort)
      found.set(
        wanted,
        capitals.slice(-Math.max(2, wanted.length)).map((term) => term.key),
      )
  }
  return found
}

const isSubsequence = (short: string, long: string): boolean => {
  let at = 0
  for (const char of long) if (char === short.charAt(at)) at += 1
  return at === short.length
}

/** The commentary's names and the shorter forms that its own brackets give them. */
const widen = (names: Set<string>, acronyms: ReadonlyMap<string, readonly string[]>): Set<string> => {
  const wide = new Set(names)
  for (const [acronym, words] of acronyms) {
    if (names.has(acronym)) for (const word of words) wide.add(word)
    if (words.filter((word) => names.has(word)).length >= Math.min(2, words.length)) wide.add(acronym)
  }
  return wide
}

/** Whether a capital at the start of a sentence may be grammar: the word is an ordinary one of the text or looks like it. */
const isPlainStart = (term: Term, terms: readonly Term[], index: number, plain: ReadonlySet<string>): boolean => {
  if (index !== 0) return false
  if (
    smallWords.has(term.lower) ||
    plain.has(term.key) ||
    reportVerbs.has(term.lower) ||
    genericSpeakers.has(term.lower) ||
    frameWords.has(term.lower)
  )
    return true
  const next = terms[1]
  if (isAcronym(term.word.raw)) return false
  if (next?.isCapital === true && next.isContent && !isDate(next.lower)) return false
  return true
}

/** An unknown word at the start that is nearly a name of the text, or that acts as persons do, is a name. */
const startLooksLikeName = (term: Term, terms: readonly Term[], known: ReadonlySet<string>): boolean => {
  const next = terms[1]?.lower ?? ''
  const isNear = [...known].some(
    (name) =>
      name.length > 4 &&
      term.lower.length > 4 &&
      name.charAt(0) === term.lower.charAt(0) &&
      Math.abs(name.length - term.lower.length) <= 1 &&
      isOneEditApart(name, term.lower),
  )
  const isActor = reportVerbs.has(next) && !/(?:s|ing|ed|ly|ion|ty|ment|ness|ism|ance|ence)$/u.test(term.lower)
  return isNear || isActor
}

const isOneEditApart = (a: string, b: string): boolean => {
  if (a === b) return false
  let from = 0
  while (from < a.length && from < b.length && a.charAt(from) === b.charAt(from)) from += 1
  let tail = 0
  while (
    tail < a.length - from &&
    tail < b.length - from &&
    a.charAt(a.length - 1 - tail) === b.charAt(b.length - 1 - tail)
  )
    tail += 1
  return Math.max(a.length, b.length) - from - tail <= 1
}

const hasAnaphor = (host: Reading): boolean =>
  host.terms.some((term) => anaphors.has(term.lower)) || /\bthe\b/iu.test(host.text)

/** Whether the name stands in the claim where the sentence has another name that the claim leaves out. */
const takesPlaceOf = (
  { claim, evidence, alignment }: CheckInput,
  index: number,
  own: ReadonlySet<string>,
): Term | undefined => {
  const host = evidence.host
  const lost = host.terms.flatMap((term, at) =>
    term.isCapital && term.isContent && at > 0 && !alignment.toClaim.has(at) && !own.has(term.key) ? [at] : [],
  )
  const before = [...alignment.toEvidence].filter(([left]) => left < index).at(-1)?.[1]
  const after = [...alignment.toEvidence].filter(([left]) => left > index).sort((a, b) => a[0] - b[0])[0]?.[1]
  const at = lost.find(
    (one) =>
      (before !== undefined && one > before && one - before <= 4) ||
      (after !== undefined && after > one && after - one <= 4),
  )
  return at === undefined ? undefined : host.terms[at]
}

const authorKeys = (authors: readonly string[]): Set<string> =>
  new Set(authors.flatMap((author) => readTerms(author).map((term) => term.key)))

const judge = (
  input: CheckInput,
  term: Term,
  index: number,
  known: { host: Set<string>; near: Set<string>; all: Set<string> },
): Finding[] => {
  const { claim, evidence } = input
  const claimNames = new Set(claim.terms.filter((one) => one.isCapital).map((one) => one.key))
  const replaced = takesPlaceOf(input, index, claimNames)
  if (known.near.has(term.key)) {
    if (replaced !== undefined)
      return [fault('NAME_SWAPPED', `says “${term.word.raw}” where ${evidence.label} says “${replaced.word.raw}”`)]
    if (hasAnaphor(evidence.host)) return []
    return [doubt('NAME_CONTEXT', `names “${term.word.raw}”, whom ${evidence.label} does not name`)]
  }
  if (known.all.has(term.key))
    return [
      fault(
        'NAME_ELSEWHERE',
        `names “${term.word.raw}”, which stands elsewhere in the text but not near ${evidence.label}`,
      ),
    ]
  return [fault('NAME_UNKNOWN', `names “${term.word.raw}”, which the text never does`)]
}

/**
 * Every name of a claim stands in its sentence, or near enough to be what the sentence's pronouns mean; through aliases of
 * states and acronyms that the text itself explains. An author may be named as the one who argues.
 */
export const checkNames: Check = (input) => {
  const { claim, evidence } = input
  const { numbered } = evidence
  const ownNames = namesOf(evidence.host.text)
  const hostWords = new Set(evidence.host.terms.map((term) => term.key))
  const isName = (term: Term): boolean =>
    term.isCapital &&
    term.isContent &&
    !isDate(term.lower) &&
    !term.key.startsWith('#') &&
    !/^(?:RM|US)?\d/u.test(term.word.raw)
  if (!claim.terms.some((term) => isName(term) && !ownNames.has(term.key) && !hostWords.has(term.key))) return []
  const acronyms = acronymsOf(numbered.text)
  const host = widen(ownNames, acronyms)
  const near = widen(namesOf(`${evidence.host.text} ${evidence.context}`), acronyms)
  const all = widen(namesOf(`${numbered.title}. ${numbered.text}`), acronyms)
  const plain = lowerWordsOf(numbered.text)
  const contextWords = lowerWordsOf(evidence.context)
  const authors = authorKeys(numbered.authors)
  return claim.terms.flatMap((term, index) => {
    if (!isName(term)) return []
    if (host.has(term.key) || hostWords.has(term.key) || (!isAcronym(term.word.raw) && contextWords.has(term.key)))
      return []
    if (authors.has(term.key)) return []
    const before = claim.text.slice(Math.max(0, term.word.start - 2), term.word.start)
    const isStart = index === 0 || /[:.“"‘]\s?$/u.test(before)
    if (
      isStart &&
      isPlainStart(term, claim.terms.slice(index), 0, plain) &&
      !startLooksLikeName(term, claim.terms.slice(index), all)
    ) {
      return near.has(term.key) || !all.has(term.key) || plain.has(term.key)
        ? []
        : judge(input, term, index, { host, near, all })
    }
    return judge(input, term, index, { host, near, all })
  })
}
