import { addsToOthers } from './connective.ts'
import type { Signals } from './signals.ts'

/** Short forms that need no words beside them. */
const everyday = /^(?:US|USA|UK|EU|UN|ASEAN|NATO|WHO|WTO|IMF|COVID|GDP|AI|PM|CEO|RSIS|APEC)$/u
/** “The government must …”, “reconsider the current approach”: of which state, and to what, nothing says. */
const undetermined =
  /^the (?:government|authorities|administration|country|state|president|minister|ministry|party|court|army|military|offender|schools?)(?! (?:of|in|for)(?![\p{L}]))(?![\p{L}])|(?<![\p{L}])the (?:current|present|existing) (?:approach|policy|system|plan|strategy|situation|arrangement)(?! (?:of|to|in|for|on|towards?)(?![\p{L}]))(?![\p{L}])/iu

/** Whether the sentence speaks of a short form that neither it nor the title spells out. */
const opensWithUnknown = (quote: string, title: string): boolean => {
  const form = /^(?:The )?(\p{Lu}{2,6})(?![\p{L}\d-])/u.exec(quote)?.[1]
  return form !== undefined && !everyday.test(form) && !title.includes(form) && !quote.includes(`(${form})`)
}

/**
 * Whether a sentence may open a post. The first claim is read by itself: none that adds to others or goes on with a list, tells
 * only what happened, or speaks of something that a reader of the title cannot know.
 */
export const isForemost = (sentence: string, quote: string, title: string, { past }: Pick<Signals, 'past'>): boolean =>
  past === 0 && !addsToOthers(sentence) && !undetermined.test(quote) && !opensWithUnknown(quote, title)
