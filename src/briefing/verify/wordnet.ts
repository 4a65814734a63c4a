import { readFileSync } from 'node:fs'
import { irregularForms } from './lexicon/irregular.ts'
import { wordList } from './lexicon/list.ts'

/** What WordNet knows of a word in all its forms: numbers of meanings, and its side in pairs of opposites. */
type Entry = {
  readonly own: ReadonlySet<string>
  /** Meanings of words that are derived from it or that it is derived from, and of the adjective that it is like. */
  readonly kin: ReadonlySet<string>
  readonly wider: ReadonlySet<string>
  /** `+` or `-` for each pair; with `~` where the word is only like the one that WordNet opposes. */
  readonly sides: ReadonlyMap<string, string>
  /** Whether it may be an adjective or an adverb. */
  readonly isDescriptive: boolean
}

let text = ''

/** The lines of `lexicon/wordnet.txt`, sorted by word: word|own|kin|wider|sides|a where it may be an adjective or adverb. */
const lines = (): string => (text ||= readFileSync(new URL('lexicon/wordnet.txt', import.meta.url), 'latin1'))

/** The line of a word, found by halving the file: nothing is parsed that is not asked for. */
const lineOf = (word: string): string | undefined => {
  const all = lines()
  let [low, high] = [0, all.length]
  while (low < high) {
    const start = all.lastIndexOf('\n', ((low + high) >> 1) - 1) + 1
    const found = all.slice(start, all.indexOf('|', start))
    if (found === word) return all.slice(start, all.indexOf('\n', start))
    if (found < word) low = all.indexOf('\n', start) + 1
    else high = start
  }
  return undefined
}

export const isKnown = (word: string): boolean => lineOf(word) !== undefined

type Ending = readonly [ending: string, by: string]

const verbEndings: readonly Ending[] = [
  ['ing', ''],
  ['ing', 'e'],
  ['ed', ''],
  ['ed', 'e'],
  ['ied', 'y'],
]
const plurals: readonly Ending[] = [
  ['s', ''],
  ['es', ''],
  ['ies', 'y'],
]
const degrees: readonly Ending[] = [
  ['er', ''],
  ['er', 'e'],
  ['ier', 'y'],
  ['est', ''],
  ['est', 'e'],
  ['iest', 'y'],
]
const doubled = /([bdgklmnprtz])\1(?:ing|ed|er|est)$/u

const cut = (word: string, endings: readonly Ending[]): string[] =>
  endings.flatMap(([ending, by]) => (word.endsWith(ending) ? [word.slice(0, -ending.length) + by] : []))

/** Adjectives and adverbs are marked at the end of their line. */
const isMarked = (word: string): boolean => lineOf(word)?.endsWith('|a') === true

/** Words that end like a comparative of another, and are none. */
const noDegrees = wordList('number offer layer litter matter')

const degreesOf = (word: string): string[] =>
  noDegrees.has(word)
    ? []
    : [...cut(word, degrees), ...(doubled.test(word) ? [word.replace(doubled, '$1')] : [])].filter(isMarked)

/** The forms under which a word may be listed; those of `rest` are got by other endings than those of a verb. */
const formsOf = (word: string, rest: readonly string[]): string[] => {
  const irregular = irregularForms.get(word)
  const single = /ing$|ed$/u.test(word) && doubled.test(word) ? [word.replace(doubled, '$1')] : []
  return [word, ...(irregular === undefined ? [] : [irregular]), ...cut(word, verbEndings), ...single, ...rest]
}

/** The forms under which the opposite of a word may be listed: `higher` has that of `high`, `news` not that of `new`. */
export const oppositeForms = (word: string): string[] =>
  formsOf(word, [...degreesOf(word), ...(isKnown(word) ? [] : cut(word, plurals))])

const listed = (list = ''): string[] => (list === '' ? [] : list.split(' '))

const signed = /^([+-]~?)(.+)$/u

const column = (forms: readonly string[], at: number): string[] =>
  forms.flatMap((form) => listed(lineOf(form)?.split('|')[at]))

const readEntry = (word: string): Entry => {
  const forms = formsOf(word, [...cut(word, plurals), ...(isKnown(word) ? [] : degreesOf(word))])
  const sides = new Map<string, string>()
  for (const item of column(oppositeForms(word), 4)) {
    const [, sign = '', pair = ''] = signed.exec(item) ?? []
    if (!sides.has(pair) || sign.length === 1) sides.set(pair, sign)
  }
  return {
    own: new Set(column(forms, 1)),
    kin: new Set(column(forms, 2)),
    wider: new Set(column(forms, 3)),
    sides,
    isDescriptive: column([...forms, ...oppositeForms(word)], 5).length > 0,
  }
}

/** Texts hold few words and drafts may hold any: so many are remembered and no more. */
const mostRemembered = 10_000
const remembered = new Map<string, Entry>()

const entryOf = (word: string): Entry => {
  const known = remembered.get(word)
  if (known !== undefined) return known
  const entry = readEntry(word)
  if (remembered.size >= mostRemembered) remembered.clear()
  remembered.set(word, entry)
  return entry
}

/**
 * How two words say the opposite of each other by WordNet: `direct` where it opposes them or the words that they are derived
 * from, `indirect` where one of them is only like such a word. Lower case, any inflection.
 */
export const oppositionOf = (a: string, b: string): 'direct' | 'indirect' | undefined => {
  const [one, other] = [entryOf(a).sides, entryOf(b).sides]
  let isIndirect = false
  for (const [pair, sign] of one) {
    const met = other.get(pair)
    if (met === undefined || met.charAt(0) === sign.charAt(0)) continue
    if (met.length + sign.length === 2) return 'direct'
    isIndirect ||= met.length + sign.length === 3
  }
  return isIndirect ? 'indirect' : undefined
}

const meet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => {
  for (const number of a) if (b.has(number)) return true
  return false
}

/**
 * How two words may stand for one another by WordNet, the closest first: they share a meaning (`purchase`, `buy`), one is
 * derived from the other or from its like (`decide`, `decision`), one is the class of the other (`frigate`, `ship`).
 * Opposites are never related. Lower case, any inflection.
 */
export const relationOf = (a: string, b: string): 'synonym' | 'derivation' | 'class' | undefined => {
  const [one, other] = [entryOf(a), entryOf(b)]
  const relation = meet(one.own, other.own)
    ? 'synonym'
    : meet(one.own, other.kin) || meet(one.kin, other.own) || meet(one.kin, other.kin)
      ? 'derivation'
      : meet(one.own, other.wider) || meet(one.wider, other.own)
        ? 'class'
        : undefined
  return relation !== undefined && oppositionOf(a, b) !== undefined ? undefined : relation
}

/** Whether a word may be an adjective or an adverb by WordNet. Lower case, any inflection. */
export const isDescriptive = (word: string): boolean => entryOf(word).isDescriptive
