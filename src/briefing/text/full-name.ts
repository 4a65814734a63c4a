import type { BodySentence } from './body.ts'
import { openers } from './abbreviations.ts'
import { personOf } from './subjects.ts'
import { bodyNouns, titles } from './speech-words.ts'

/** In words: a longer sentence does not introduce a name. */
const longestSentence = 200

const runPattern = /\p{Lu}[\p{L}.’'-]*(?: (?:(?:of|the|for|and|de|van|von|bin|al) ){0,2}\p{Lu}[\p{L}’'-]*){1,8}/gu

/**
 * The names of two or more words in a text, as printed, without titles and without a first word that is not part of the
 * name.
 */
const namesIn = (text: string): string[] =>
  [...text.matchAll(runPattern)].map(([run]) => {
    const words = run.split(' ')
    const from = words.findIndex((word) => !isLead(word.toLowerCase().replace(/\.$/u, '')))
    return personOf(words.slice(Math.max(0, from))).join(' ')
  })

const isLead = (word: string): boolean => titles.has(word) || openers.has(word)

const indexOfWords = (whole: readonly string[], part: readonly string[]): number =>
  whole.findIndex((_, at) => part.every((word, offset) => whole[at + offset] === word))

/**
 * Returns a function that finds the full name for a short form in a later mention (“the Centre”, “Aranda-Cruz”): the name
 * with which the text introduces it; the short form itself if the text has no longer one, or if several names would fit.
 */
export const createFullName = (sentences: readonly BodySentence[]): ((name: string) => string) => {
  const text = sentences
    .filter((sentence) => sentence.length <= longestSentence)
    .map((sentence) => sentence.text)
    .join('\n')
  const names = [...new Set(namesIn(text))].map((name) => ({ name, words: name.split(' ') }))
  return (short) => {
    const words = short.split(' ')
    const firstMention = text.indexOf(short)
    const fits = names.filter(({ name, words: whole }) => {
      const at = indexOfWords(whole, words)
      if (at === -1 || whole.length <= words.length) return false
      const offset = whole.slice(0, at).join(' ').length + (at === 0 ? 0 : 1)
      if (text.indexOf(name) + offset !== firstMention) return false
      const isBody = whole.some((word) => bodyNouns.has(word.toLowerCase()))
      if (isBody) return words.length > 1 || bodyNouns.has(short.toLowerCase())
      return at + words.length === whole.length && whole.length <= 4 && !/ (?:of|the|for|and) /u.test(name)
    })
    return fits.length === 1 ? (fits[0]?.name ?? short) : short
  }
}
