import { doubt } from './check.ts'
import type { Check, CheckInput } from './check.ts'
import { isInRun, lengthOf } from './edits.ts'
import { readFigures } from './figures.ts'
import { lightWords } from './lexicon/small-words.ts'
import { isRound, wordsToSupport } from './support-words.ts'
import type { Term } from './terms.ts'
import { isDescriptive, relationOf } from './wordnet.ts'

/** Words of so many letters are the root of one that holds them: `debt`, `indebted`. */
const leastRoot = 4

/** Words that share so many letters are taken for forms of one: `dependable`, `depend`. */
const sharedLetters = 5

const isLike = (one: Term, other: Term): boolean =>
  (other.lower.length >= leastRoot && one.lower.includes(other.lower)) ||
  one.key === other.key ||
  one.lower.slice(0, sharedLetters) === other.lower.slice(0, sharedLetters) ||
  relationOf(one.lower, other.lower) !== undefined

/** Adjectives and adverbs by ending and by WordNet, which knows many a noun for one as well (`course`). */
const isQuality = (word: string): boolean =>
  isDescriptive(word) && /(?:ly|ous|ful|less|able|ible|ive|ic|al|ed|ant|ent|er|est)$/u.test(word)

/** Whether the claim has the word for one other in its place: the wording is looked at for itself. */
const isExchanged = ({ alignment }: CheckInput, index: number): boolean =>
  alignment.wording.edits.some(
    (edit) => edit.isLocal && isInRun(edit.claim, index) && lengthOf(edit.claim) === 1 && lengthOf(edit.host) === 1,
  )

/** Whether nothing in the sentence is, or is like, this word of the claim. */
const isNew = (input: CheckInput, index: number): boolean => {
  const term = input.claim.terms[index]
  return (
    term !== undefined &&
    // Names have a check of their own.
    (!term.isCapital || index === 0) &&
    !lightWords.has(term.lower) &&
    !input.alignment.toEvidence.has(index) &&
    !isExchanged(input, index) &&
    !input.evidence.host.terms.some((other) => isLike(term, other)) &&
    // The paragraph gives the nouns that a pronoun means, not what is said of them.
    (isQuality(term.lower) || !isRound(input, index))
  )
}

/**
 * A word for which neither the sentence nor its paragraph has a like may change what is said, and may only tell it in other
 * words: of that a judge has to be asked.
 */
export const checkNewWords: Check = (input) => {
  const { figures } = readFigures(input.claim.text)
  // “half”, “a dozen”: numbers have a check of their own.
  const isNumber = (index: number): boolean => {
    const { start } = input.claim.terms[index]?.word ?? { start: -1 }
    return figures.some((figure) => start >= figure.start && start < figure.end)
  }
  const added = wordsToSupport(input).filter((index) => !isNumber(index) && isNew(input, index))
  const [first] = added
  if (first === undefined) return []
  const words = added.map((index) => `“${input.claim.terms[index]?.word.raw ?? ''}”`).join(', ')
  return [doubt('WORD_NEW', `says ${words}, for which ${input.evidence.label} has no word`)]
}
