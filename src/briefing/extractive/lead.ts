import type { TaggedWord } from '../text/grammar.ts'
import { countWords } from '../text/words.ts'
import { addsToOthers } from './connective.ts'
import { isNarration } from './narration.ts'
import { takesStand } from '../kind.ts'
import { shared, topicality, type Topic } from './topic.ts'

/** “The government must …”, “reconsider the current approach”: it is not said which government, or what approach. */
const undetermined =
  /^the (?:government|authorities|administration|country|state|president|minister|ministry|party|court|army|military|offender|schools?)(?! (?:of|in|for)(?![\p{L}]))(?![\p{L}])|(?<![\p{L}])the (?:current|present|existing) (?:approach|policy|system|plan|strategy|situation|arrangement)(?! (?:of|to|in|for|on|towards?)(?![\p{L}]))(?![\p{L}])/iu

/** “It remains to be seen whether …”, “there is interest in who …”: an open question. */
const asks =
  /(?<![\p{L}])(?:(?:remains?|yet) to be seen|too early to|(?:not (?:yet )?(?:clear|obvious|certain)|unclear|question|interest|decide) (?:is |as to |of |on |in )?(?:how|if|what|whether|who|why))(?![\p{L}])/iu

/** “Should he succeed, …”, “if the vote fails, …”: one case among several. */
const supposes = /^(?:if(?! anything)|in case|should|were) /iu

/** Shorter quotes say too little to open a post, in words. */
const shortLead = 14
/** The conclusion of a text: its last sentences. */
const closing = 3
/** From this many shared stems on, a sentence is as close to the topic as it can be. */
const fullTopic = 5

/** A quote and facts about its sentence. `fromEnd`: the number of sentences of the body after it. */
export type LeadInput = {
  /** The sentence, including the connective that the quote leaves out. */
  readonly sentence: string
  readonly quote: string
  readonly words: readonly TaggedWord[]
  readonly stems: readonly string[]
  readonly fromEnd: number
}

/**
 * What makes a quote better or worse as the first claim, which is read alone; in grades, added to its score. For it: it
 * is in the conclusion, and about the topic. Against it: it adds to others, only says what happened or is so, is
 * hypothetical, asks, announces what follows, or mentions something that a reader of the title cannot know.
 */
export const leadWorth = ({ sentence, quote, words, stems, fromEnd }: LeadInput, topic: Topic): number =>
  (fromEnd < closing ? 0.5 : 0) +
  (0.4 * Math.min(fullTopic, shared(stems, topic.common))) / fullTopic -
  (shared(stems, topic.title) === 0 ? 0.3 : 0) -
  (countWords(quote) < shortLead ? 0.4 : 0) -
  (addsToOthers(sentence) ? 1.5 : 0) -
  (isNarration(words) ? 1.5 : 0) -
  (asks.test(quote) ? 1 : 0) -
  (supposes.test(quote) ? 0.6 : 0) -
  (takesStand(quote) ? 0 : 0.6) -
  (undetermined.test(quote) ? 1 : 0)

/**
 * Whether a quote depends on nothing else: it is about the topic, is a complete sentence, adds to nothing, and names
 * its subject.
 */
export const isClearLead = ({ sentence, quote, stems }: LeadInput, topic: Topic): boolean =>
  /[.!…][”’"')\]]*$/u.test(quote) &&
  topicality(stems, topic) > 0 &&
  !addsToOthers(sentence) &&
  !undetermined.test(quote)
