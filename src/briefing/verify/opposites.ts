import { antonymPairs } from './lexicon/antonyms.ts'
import { poles } from './lexicon/poles.ts'
import { smallWords } from './lexicon/small-words.ts'
import { rootOf } from './terms.ts'
import { oppositeForms } from './word-forms.ts'
import { isDescriptive, oppositionOf } from './wordnet.ts'
import { isKnown } from './wordnet-file.ts'

/** Opposites by hand, which WordNet does not know: for each word the numbers of its pairs, the sign tells the side. */
const sidesByHand = new Map<string, Set<number>>()

const put = (words: readonly string[], pair: number): void => {
  for (const word of words)
    for (const form of [word, rootOf(word)]) sidesByHand.set(form, (sidesByHand.get(form) ?? new Set()).add(pair))
}
for (const [index, [left, right]] of [
  ...antonymPairs.map(([a = '', b = '']) => [[a], [b]] as const),
  ...poles,
].entries()) {
  put(left, index + 1)
  put(right, -index - 1)
}

const prefixes = ['un', 'in', 'im', 'il', 'ir', 'dis', 'non']

/** These say no before any adjective; what the others do WordNet says of each word itself (`indebted` is not “no debt”). */
const surePrefixes = ['un', 'non']

/** What a word says no to by its prefix: `ratified` for `unratified`. */
const withoutPrefix = (word: string): string[] => {
  const known = isDescriptive(word) ? surePrefixes : []
  return (isKnown(word) ? known : prefixes).flatMap((prefix) =>
    word.startsWith(prefix) && word.length > prefix.length + 3 ? [word.slice(prefix.length)] : [],
  )
}

type Known = {
  readonly forms: readonly string[]
  readonly denied: readonly string[]
  /** Numbers of pairs by hand, negative on the right side. */
  readonly byHand: ReadonlySet<number>
}

const mostRemembered = 10_000
const remembered = new Map<string, Known>()

const knownOf = (word: string): Known => {
  const known = remembered.get(word)
  if (known !== undefined) return known
  const bare = word.replace(/i?ly$/u, (ending) => (ending === 'ily' ? 'y' : ''))
  const forms = [...new Set([...oppositeForms(word), rootOf(word), bare])]
  const entry = {
    forms,
    denied: withoutPrefix(word).flatMap((rest) => [rest, rootOf(rest)]),
    byHand: new Set(forms.flatMap((form) => [...(sidesByHand.get(form) ?? [])])),
  }
  if (remembered.size >= mostRemembered) remembered.clear()
  remembered.set(word, entry)
  return entry
}

/** Whether two words say the opposite of each other: by hand, by a prefix (`lawful`, `unlawful`), or by WordNet. */
export const isOpposite = (a: string, b: string): boolean => {
  const [one, other] = [knownOf(a), knownOf(b)]
  for (const pair of one.byHand) if (other.byHand.has(-pair)) return true
  if (one.denied.some((word) => other.forms.includes(word)) || other.denied.some((word) => one.forms.includes(word)))
    return true
  // Of words of grammar (`some`, `no`) WordNet knows another use.
  return !smallWords.has(a) && !smallWords.has(b) && oppositionOf(a, b) !== undefined
}
