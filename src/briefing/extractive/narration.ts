import type { TaggedWord } from '../text/grammar.ts'
import { wordSet } from '../text/word-set.ts'

/** Past forms without a regular ending. */
const irregularPasts =
  wordSet(`was were had did went came took made gave said told found held kept led left lost met paid put ran saw sent set sold spent stood
  told thought brought bought built caught chose cut drew drove fell felt fought flew forgot froze got grew heard hid hit knew laid lay
  lent let lit meant rose sank sat shook shot shrank shut sang slept spoke spread struck stuck stole swore swept swam taught tore threw
  understood withdrew won wore wrote became began broke burnt learnt dealt arose bore bound dug fled`)

/** Whether a word has the form of a past tense or participle. Lower case. */
const isPastForm = (word: string): boolean => irregularPasts.has(word) || (word.length > 4 && word.endsWith('ed'))

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
