import type { TaggedWord } from '../text/grammar.ts'
import { countWords, stemsOf } from '../text/words.ts'
import { addsToOthers } from './connective.ts'
import { irregularPasts, isPastForm } from './cue-words.ts'

/** “The government must …”, “reconsider the current approach”: of which state, and to what, nothing says. */
const undetermined =
  /^the (?:government|authorities|administration|country|state|president|minister|ministry|party|court|army|military|offender|schools?)(?! (?:of|in|for)(?![\p{L}]))(?![\p{L}])|(?<![\p{L}])the (?:current|present|existing) (?:approach|policy|system|plan|strategy|situation|arrangement)(?! (?:of|to|in|for|on|towards?)(?![\p{L}]))(?![\p{L}])/iu

/** “There are a number of areas in which …”: what follows says which. */
const counts =
  /^(?:there (?:are|is|remain|exist) )?(?:an? (?:number|range|variety|series) of|several|various|multiple|many|some|two|three|four|five|six) /iu

/** Words that add to what was said before, wherever they stand; “not only … but also” adds to its own sentence. */
const adds =
  /(?<![\p{L}])(?:(?<!but )also|too(?=[.,;]|$)|the same(?! as| time| way)|another|likewise|similarly)(?![\p{L}])/iu

const subordinate = /^(?:when|while|if|unless|as|although|though|despite|since|because|after|before|by|in|at|on|with)$/u
/** Behind these a verb belongs to another clause, or is none. */
const notMain = /^(?:that|which|who|whom|whose|to)$/u

/** Whether the word at `at` is a verb of its clause. “Hallam, with Osk, ensured …”: a second comma ends an aside. */
const isMainVerb = (words: readonly TaggedWord[], at: number): boolean => {
  const [word, before] = [words[at], words[at - 1]]
  if (word === undefined || !/^(?:VERB|AUX)$/u.test(word.tag) || word.lower.endsWith('ing')) return false
  if (before?.isMark === true) return words.slice(0, at - 1).some(({ raw }) => raw === before.raw)
  // “Its military might”: behind these stands a noun, whatever the tagger takes it for.
  return before === undefined || !(notMain.test(before.lower) || /^(?:DET|ADP|ADJ)$/u.test(before.tag))
}

/**
 * Whether the main clause tells what happened: its first verb is a past form. A form in “-ed” may be a participle, “the forces
 * unleashed threaten …”: it is one where a verb of the present follows in its clause.
 */
const isNarration = (words: readonly TaggedWord[]): boolean => {
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

/** The stems that tell what a text is about: of its title, and those that come up most often. */
export type Topic = { readonly title: ReadonlySet<string>; readonly common: ReadonlySet<string> }

const commonStems = 10

/** `sentences`: the stems of each sentence of the body. */
export const topicOf = (title: string, sentences: readonly (readonly string[])[]): Topic => {
  const counts = [...Map.groupBy(sentences.flat(), (stem) => stem)].toSorted(([, a], [, b]) => b.length - a.length)
  return { title: new Set(stemsOf(title)), common: new Set(counts.slice(0, commonStems).map(([stem]) => stem)) }
}

/** How many different stems of the sets a sentence has. */
const shared = (stems: readonly string[], ...sets: readonly ReadonlySet<string>[]): number =>
  new Set(stems.filter((stem) => sets.some((set) => set.has(stem)))).size

/** How much of the topic a sentence speaks of, in stems. */
export const topicality = (stems: readonly string[], { title, common }: Topic): number => shared(stems, title, common)

/** Shorter quotes say too little to open a post, in words. */
const shortLead = 14
/** A text closes with so many sentences. */
const closing = 3
/** From so many common stems on, a sentence is as close to the topic as it can be. */
const fullTopic = 5

/** A quote with what is known of its sentence. `fromEnd`: sentences of the body behind it. */
export type LeadInput = {
  /** The sentence with the leading connective of the quote. */
  readonly sentence: string
  readonly quote: string
  readonly words: readonly TaggedWord[]
  readonly stems: readonly string[]
  readonly fromEnd: number
}

/**
 * What speaks for and against a quote as the first claim, which is read by itself, in grades on top of its score: for it, that
 * the text closes with it and that it speaks of the topic; against it, that it adds to others, tells only what happened,
 * announces what follows, or speaks of something that a reader of the title cannot know.
 */
export const leadWorth = ({ sentence, quote, words, stems, fromEnd }: LeadInput, topic: Topic): number =>
  (fromEnd < closing ? 0.5 : 0) +
  (0.4 * Math.min(fullTopic, shared(stems, topic.common))) / fullTopic -
  (shared(stems, topic.title) === 0 ? 0.3 : 0) -
  (countWords(quote) < shortLead ? 0.4 : 0) -
  (addsToOthers(sentence) ? 1.5 : adds.test(quote) ? 0.3 : 0) -
  (isNarration(words) ? 1.5 : 0) -
  (undetermined.test(quote) ? 1 : 0) -
  (counts.test(quote) ? 0.5 : 0)
