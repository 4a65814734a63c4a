import { meaningForms, oppositeForms } from './word-forms.ts'
import { lineOf } from './wordnet-file.ts'

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

const listed = (list = ''): string[] => (list === '' ? [] : list.split(' '))

const signed = /^([+-]~?)(.+)$/u

const column = (forms: readonly string[], at: number): string[] =>
  forms.flatMap((form) => listed(lineOf(form)?.split('|')[at]))

const readEntry = (word: string): Entry => {
  const forms = meaningForms(word)
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
