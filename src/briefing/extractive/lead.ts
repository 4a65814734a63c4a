import { countWords, stemsOf } from '../text/words.ts'
import { addsToOthers } from './connective.ts'
import type { Signals } from './signals.ts'
import { shared, topicality, type Topic } from './topic.ts'

/** “The sketch would …”: which one, if the topic does not tell? */
const bareSubject =
  /^the (\p{Ll}+) (?:also|are|can|cannot|could|has|have|is|may|might|must|needs?|now|should|was|were|will|would)(?![\p{L}])/iu

const isUntold = (quote: string, topic: Topic): boolean => {
  const [, subject] = bareSubject.exec(quote) ?? []
  return subject !== undefined && topicality(stemsOf(subject), topic) === 0
}

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
  readonly stems: readonly string[]
  readonly signals: Pick<Signals, 'narration' | 'stand'>
  readonly fromEnd: number
}

/**
 * What makes a quote better or worse as the first claim, which is read alone; in grades, added to its score. For it: it
 * is in the conclusion, and about the topic. Against it: it is short, adds to others, does not tell what its subject is,
 * tells what happened or is so, or is hypothetical.
 */
export const leadWorth = ({ sentence, quote, stems, signals, fromEnd }: LeadInput, topic: Topic): number =>
  (fromEnd < closing ? 0.4 : 0) +
  (0.4 * Math.min(fullTopic, shared(stems, topic.common))) / fullTopic -
  (countWords(quote) < shortLead ? 0.4 : 0) -
  (addsToOthers(sentence) ? 0.75 : 0) -
  (isUntold(quote, topic) ? 0.6 : 0) -
  0.6 * signals.narration -
  0.4 * (1 - signals.stand) -
  (supposes.test(quote) ? 0.6 : 0)

/** Whether a quote depends on nothing else: it is about the topic, is a complete sentence, and adds to nothing. */
export const isClearLead = ({ sentence, quote, stems }: LeadInput, topic: Topic): boolean =>
  /[.!…][”’"')\]]*$/u.test(quote) && topicality(stems, topic) > 0 && !addsToOthers(sentence)
