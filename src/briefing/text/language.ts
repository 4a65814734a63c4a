import { onlyWords, readWords } from './words.ts'
import { wordSet } from './word-set.ts'

/** Very common English words that few other languages have. */
const telltale = wordSet(
  'the of and to is that it was for on are with as be by this from have or which not but they their has its were will would should',
)
/** In English prose about every third word is one of them; in other languages hardly any. */
const leastShare = 0.15
const sampleWords = 600

/** Whether a text is in English, by its most common words; the rules for views and claims only work for English. */
export const isEnglish = (text: string): boolean => {
  const words = onlyWords(readWords(text.slice(0, sampleWords * 12))).slice(0, sampleWords)
  return words.length > 0 && words.filter(({ lower }) => telltale.has(lower)).length / words.length >= leastShare
}
