import { irregularForms } from './lexicon/irregular.ts'
import { wordList } from './lexicon/list.ts'
import { isKnown, isMarked } from './wordnet-file.ts'

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

/** The forms under which the meanings of a word may be listed. */
export const meaningForms = (word: string): string[] =>
  formsOf(word, [...cut(word, plurals), ...(isKnown(word) ? [] : degreesOf(word))])
