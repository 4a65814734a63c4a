import type { TaggedWord } from '../text/grammar.ts'
import { countWords } from '../text/words.ts'
import { addsToOthers } from './connective.ts'
import { hasVerb, isNarration } from './narration.ts'
import { takesStand } from './kind.ts'
import { shared, topicality, type Topic } from './topic.ts'

/** “The government must …”, “reconsider the current approach”: of which state, and to what, nothing says. */
const undetermined =
  /^the (?:government|authorities|administration|country|state|president|minister|ministry|party|court|army|military|offender|schools?)(?! (?:of|in|for)(?![\p{L}]))(?![\p{L}])|(?<![\p{L}])the (?:current|present|existing) (?:approach|policy|system|plan|strategy|situation|arrangement)(?! (?:of|to|in|for|on|towards?)(?![\p{L}]))(?![\p{L}])/iu

/** “There are a number of areas in which …”: what follows says which. */
const counts =
  /^(?:there (?:are|is|remain|exist) )?(?:an? (?:number|range|variety|series) of|several|various|multiple|many|some|two|three|four|five|six) /iu

/** “It remains to be seen whether …”, “there is interest in who …”: a question is left open. */
const asks =
  /(?<![\p{L}])(?:(?:remains?|yet) to be seen|too early to|(?:not (?:yet )?(?:clear|obvious|certain)|unclear|question|interest|decide) (?:is |as to |of |on |in )?(?:how|if|what|whether|who|why))(?![\p{L}])/iu

/** “Should he succeed, …”, “if the vote fails, …”: one case of several. */
const supposes = /^(?:if(?! anything)|in case|should|were) /iu

/** Words that add to what was said before, wherever they stand; “not only … but also” adds to its own sentence. */
const adds =
  /(?<![\p{L}])(?:(?<!but )also|too(?=[.,;]|$)|the same(?! as| time| way)|another|likewise|similarly)(?![\p{L}])/iu

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
 * the text closes with it and that it speaks of the topic; against it, that it adds to others, tells only what happened
 * or is so, supposes a case, asks, announces what follows, or speaks of something that a reader of the title cannot know.
 */
export const leadWorth = ({ sentence, quote, words, stems, fromEnd }: LeadInput, topic: Topic): number =>
  (fromEnd < closing ? 0.5 : 0) +
  (0.4 * Math.min(fullTopic, shared(stems, topic.common))) / fullTopic -
  (shared(stems, topic.title) === 0 ? 0.3 : 0) -
  (countWords(quote) < shortLead ? 0.4 : 0) -
  (addsToOthers(sentence) ? 1.5 : adds.test(quote) ? 0.3 : 0) -
  (isNarration(words) ? 1.5 : 0) -
  (hasVerb(words) ? 0 : 1) -
  (asks.test(quote) ? 1 : 0) -
  (supposes.test(quote) ? 0.6 : 0) -
  (takesStand(quote) ? 0 : 0.6) -
  (undetermined.test(quote) ? 1 : 0) -
  (counts.test(quote) ? 0.5 : 0)

/**
 * Whether nothing in a quote ties it to others: it speaks of the topic, is a whole sentence, adds to nothing, and names what
 * it speaks of.
 */
export const isClearLead = ({ sentence, quote, stems }: LeadInput, topic: Topic): boolean =>
  /[.!…][”’"')\]]*$/u.test(quote) &&
  topicality(stems, topic) > 0 &&
  !addsToOthers(sentence) &&
  !adds.test(quote) &&
  !undetermined.test(quote)
