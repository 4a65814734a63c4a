import type { TaggedWord } from '../text/grammar.ts'
import { irregularPasts, isPastForm } from './cue-words.ts'

const subordinate = /^(?:when|while|if|unless|as|although|though|despite|since|because|after|before|by|in|at|on|with)$/u
/** After these words a verb belongs to another clause, or is an infinitive. */
const notMain = /^(?:that|which|who|whom|whose|to)$/u

/** Whether the word at `at` is a verb of its clause. “Hallam, with Osk, ensured …”: a second comma ends an aside. */
const isMainVerb = (words: readonly TaggedWord[], at: number): boolean => {
  const [word, before] = [words[at], words[at - 1]]
  if (word === undefined || !/^(?:VERB|AUX)$/u.test(word.tag) || word.lower.endsWith('ing')) return false
  if (before?.isMark === true) return words.slice(0, at - 1).some(({ raw }) => raw === before.raw)
  // “Its military might”: after these parts of speech the word is a noun, whatever its tag.
  return before === undefined || !(notMain.test(before.lower) || /^(?:DET|ADP|ADJ)$/u.test(before.tag))
}

/**
 * Whether the main clause says what happened: its first verb is a past form. A form in “-ed” may be a participle, as in
 * “the forces unleashed threaten …”: it is one if a verb in the present follows in its clause.
 */
export const isNarration = (words: readonly TaggedWord[]): boolean => {
  const comma = words.findIndex(({ raw }) => raw === ',')
  const main = words.slice(subordinate.test(words[0]?.lower ?? '') ? comma + 1 : 0)
  const at = main.findIndex((_, index) => isMainVerb(main, index))
  const verb = main[at]
  if (verb === undefined || !isPastForm(verb.lower)) return false
  const that = main.findIndex(({ lower }, index) => index > at && lower === 'that')
  const clause = main.slice(0, that === -1 ? main.length : that)
  const isPresent = clause.some((word, index) => index > at && isMainVerb(clause, index) && !isPastForm(word.lower))
  return irregularPasts.has(verb.lower) || !isPresent
}

/** Whether a quote has a main verb: “Best to wait and see.” has none. */
export const hasVerb = (words: readonly TaggedWord[]): boolean => words.some((_, at) => isMainVerb(words, at))
