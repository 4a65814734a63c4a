import { countWords } from '../text/words.ts'
import { addsToOthers } from './connective.ts'
import { isNarration } from './narration.ts'
import type { ReadQuote } from './reading.ts'
import { shared, type Topic } from './topic.ts'
import { type Heads, stumblesIn } from './unclear.ts'

/** “The government must …”, “reconsider the current approach”: of which state, and to what, nothing says. */
const undetermined =
  /^the (?:government|authorities|administration|country|state|president|minister|ministry|party|court|army|military|offender|schools?)(?! (?:of|in|for)(?![\p{L}]))(?![\p{L}])|(?<![\p{L}])the (?:current|present|existing) (?:approach|policy|system|plan|strategy|situation|arrangement)(?! (?:of|to|in|for|on|towards?)(?![\p{L}]))(?![\p{L}])/iu

/** “There are a number of areas in which …”: what follows says which. */
const counts =
  /^(?:there (?:are|is|remain|exist) )?(?:an? (?:number|range|variety|series) of|several|various|multiple|many|some|two|three|four|five|six) /iu

/** Shorter quotes say too little to open a post, in words. */
const shortLead = 14
/** Longer ones are hard to take in at first sight. */
const longLead = 32
/** What each stumble costs, in grades, up to so many. */
const stumble = 0.2
const mostStumbles = 3
/** A text closes with so many sentences. */
const closing = 3
/** From so many common stems on, a sentence is as close to the topic as it can be. */
const fullTopic = 5

/** A quote with what is known of its sentence. `fromEnd`: sentences of the body behind it. */
export type LeadInput = {
  readonly read: ReadQuote
  /** The sentence with the leading connective of the quote. */
  readonly sentence: string
  readonly stems: readonly string[]
  readonly fromEnd: number
  readonly heads: Heads
}

/**
 * What speaks for and against a quote as the first claim, which is read by itself, in grades on top of its score: for it, that
 * the text closes with it and that it speaks of the topic; against it, that it adds to others, tells only what happened,
 * announces what follows, or that a reader of the title stumbles over its words.
 */
export const leadWorth = ({ read, sentence, stems, fromEnd, heads }: LeadInput, topic: Topic): number => {
  const { text } = read.quote
  const length = countWords(text)
  return (
    (fromEnd < closing ? 0.5 : 0) +
    (0.4 * Math.min(fullTopic, shared(stems, topic.common))) / fullTopic -
    (shared(stems, topic.title) === 0 ? 0.3 : 0) -
    (length < shortLead ? 0.4 : 0) -
    (addsToOthers(sentence) ? 1.5 : 0) -
    stumble * Math.min(mostStumbles, stumblesIn(read, heads)) -
    (length > longLead ? 0.15 : 0) -
    (isNarration(read.words) ? 1.5 : 0) -
    (undetermined.test(text) ? 1 : 0) -
    (counts.test(text) ? 0.5 : 0)
  )
}
