import { kindOf } from '../kind.ts'
import { countWords, stemsOf } from '../text/words.ts'
import { addsToOthers } from './connective.ts'
import type { Signals } from './signals.ts'

/** The stems that show what a text is about: those of its title, and the most frequent ones. */
export type Topic = { readonly title: ReadonlySet<string>; readonly common: ReadonlySet<string> }

const commonStems = 10

/** `sentences`: the stems of each sentence of the body. */
export const topicOf = (title: string, sentences: readonly (readonly string[])[]): Topic => {
  const counts = [...Map.groupBy(sentences.flat(), (stem) => stem)].toSorted(([, a], [, b]) => b.length - a.length)
  return { title: new Set(stemsOf(title)), common: new Set(counts.slice(0, commonStems).map(([stem]) => stem)) }
}

/** How many different stems of the sets a sentence contains. */
const shared = (stems: readonly string[], ...sets: readonly ReadonlySet<string>[]): number =>
  new Set(stems.filter((stem) => sets.some((set) => set.has(stem)))).size

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
 * What makes a quote better or worse as the first claim, which should be the thesis and is read alone; in grades, added
 * to its score. For it: it shares words with the title, is a recommendation, is near the end, and is on the topic. Against it:
 * it is short, adds to other points, narrates, or takes no stand.
 */
export const leadWorth = ({ sentence, quote, stems, signals, fromEnd }: LeadInput, topic: Topic): number =>
  (shared(stems, topic.title) > 0 ? 0.3 : 0) +
  (kindOf(quote, { type: 'author' }) === 'recommendation' ? 0.3 : 0) +
  (fromEnd < closing ? 0.4 : 0) +
  (0.4 * Math.min(fullTopic, shared(stems, topic.common))) / fullTopic -
  (countWords(quote) < shortLead ? 0.4 : 0) -
  (addsToOthers(sentence) ? 0.75 : 0) -
  0.6 * signals.narration -
  0.4 * (1 - signals.stand)

/** Whether a quote depends on nothing else: it is about the topic, is a complete sentence, and adds to nothing. */
export const isClearLead = ({ sentence, quote, stems }: LeadInput, topic: Topic): boolean =>
  /[.!…][”’"')\]]*$/u.test(quote) && shared(stems, topic.title, topic.common) > 0 && !addsToOthers(sentence)
