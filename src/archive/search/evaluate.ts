import { type Clause, type Term, termsOf } from '../query/tree.ts'
import { plainToken, stemOf } from '../query/words.ts'
import type { CurrentIndex } from './index-of.ts'
import { addPhrase, phrasePlaces, type Place } from './phrases.ts'
import { addWeights, type Weights } from './postings.ts'
import { authorMark, feedMark, topicMark } from './read-words.ts'
import { type IndexWord, wordsBeginning, wordsWithStems } from './vocabulary.ts'

/** Looks up terms and clauses in the index, each once. */
export type Evaluator = {
  /** How often each commentary uses the clause: for alternatives the sum, for several together the least. */
  readonly weights: (clause: Clause) => Weights
  /** How often each commentary uses a word of the index, in its title alone or anywhere. */
  readonly wordWeights: (word: number, inTitle: boolean) => Weights
  /** Where the term begins in the commentaries for which `isWanted` is not 0. */
  readonly places: (term: Term, isWanted: Uint8Array) => ReadonlyMap<number, readonly number[]>
  /** The words of the index that have the stem of this token. */
  readonly words: (token: string) => readonly IndexWord[]
}

/** All ways to write a term, as tokens, each once. */
export const waysOf = ({ tokens, otherNames }: Term): (readonly string[])[] => [
  ...new Map([tokens, ...otherNames].map((way) => [way.map(stemOf).join(' '), way])).values(),
]

const marks = { any: '', title: '', author: authorMark, topic: topicMark, feed: feedMark } as const

/** The index key of a token of the term. */
const keyOf = ({ field }: Term, token: string): string => `${marks[field]}${stemOf(token)}`

/** An evaluator for these clauses. */
export const createEvaluator = (index: CurrentIndex, clauses: readonly Clause[]): Evaluator => {
  const terms = clauses.flatMap(termsOf)
  const byStem = wordsWithStems(
    index,
    terms.flatMap((term) =>
      waysOf(term)
        .flat()
        .map((token) => keyOf(term, token)),
    ),
  )
  const idsOf = (key: string): Place => (byStem.get(key) ?? []).map(({ id }) => id)

  /** The places of each way to write the term; empty if one of its words is in no commentary. */
  const formsOf = (term: Term): (readonly Place[])[] => {
    const { field, tokens, isPrefix } = term
    const inOrder = (way: readonly string[]): Place[] => way.map((token) => idsOf(keyOf(term, token)))
    const forms = isPrefix
      ? [[...inOrder(tokens.slice(0, -1)), wordsBeginning(index, `${marks[field]}${plainToken(tokens.at(-1) ?? '')}`)]]
      : waysOf(term).map(inOrder)
    return forms.filter((form) => form.every((place) => place.length > 0))
  }

  const empty = (): Weights => new Uint16Array(index.lengths.length)
  const knownWords = new Map<string, Weights>()
  const wordWeights = (word: number, inTitle: boolean): Weights => {
    const key = `${word} ${inTitle}`
    const known = knownWords.get(key)
    if (known !== undefined) return known
    const weights = empty()
    addWeights(index, word, weights, inTitle)
    knownWords.set(key, weights)
    return weights
  }
  const addForm = (form: readonly Place[], weights: Weights, inTitle: boolean): void => {
    const [only, more] = form
    if (only === undefined || more !== undefined) addPhrase(index, form, weights, inTitle)
    else for (const word of only) addWeights(index, word, weights, inTitle)
  }
  /** The words of a name may be in any order, and between others. */
  const authorWeights = ([form]: readonly (readonly Place[])[]): Weights =>
    form === undefined
      ? empty()
      : least(
          form.map((place) => {
            const weights = empty()
            for (const word of place) addWeights(index, word, weights, false)
            return weights
          }),
        )
  const termWeights = (term: Term): Weights => {
    const forms = formsOf(term)
    if (term.field === 'author') return authorWeights(forms)
    const inTitle = term.field === 'title'
    const [word, ...others] = forms.flat(2)
    if (word !== undefined && others.length === 0) return wordWeights(word, inTitle)
    const weights = empty()
    for (const form of forms) addForm(form, weights, inTitle)
    return weights
  }
  const known = new Map<Clause, Weights>()
  const weights = (clause: Clause): Weights => {
    const found =
      known.get(clause) ??
      (clause.kind === 'term'
        ? termWeights(clause)
        : (clause.kind === 'any' ? sum : least)(clause.clauses.map(weights)))
    known.set(clause, found)
    return found
  }
  const places: Evaluator['places'] = (term, isWanted) => {
    const found = new Map<number, readonly number[]>()
    for (const form of formsOf(term)) {
      for (const [number, own] of phrasePlaces(index, form, isWanted)) {
        const known = found.get(number)
        found.set(number, known === undefined ? own : [...known, ...own].sort((a, b) => a - b))
      }
    }
    return found
  }
  return { weights, wordWeights, places, words: (token) => byStem.get(stemOf(token)) ?? [] }
}

const combined =
  (choose: (one: number, other: number) => number) =>
  ([first = new Uint16Array(), ...rest]: readonly Weights[]): Weights => {
    const result = rest.length === 0 ? first : first.slice()
    for (const other of rest) {
      for (let number = 0; number < result.length; number += 1) {
        result[number] = choose(result[number] ?? 0, other[number] ?? 0)
      }
    }
    return result
  }
const least = combined(Math.min)
const sum = combined((one, other) => one + other)
