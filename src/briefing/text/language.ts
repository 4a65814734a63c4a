import { onlyWords, readWords } from './words.ts'
import { wordSet } from './word-set.ts'

/** The commonest words of English that few other languages share. */
const telltale = wordSet(
  'the of and to is that it was for on are with as be by this from have or which not but they their has its were will would should',
)
/** In English prose about every third word is one of them; elsewhere hardly any. */
const leastShare = 0.15
const sampleWords = 600

/** Whether a text is in English, as far as its commonest words tell; the rules for views and claims know no other language. */
export const isEnglish = (text: string): boolean => {
  const words = onlyWords(readWords(text.slice(0, sampleWords * 12))).slice(0, sampleWords)
  return words.length > 0 && words.filter(({ lower }) => telltale.has(lower)).length / words.length >= leastShare
}
