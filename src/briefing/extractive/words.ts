import { stemmer } from 'stemmer'
import { stopWords } from './stop-words.ts'

/** The words of a text in lower case, apostrophes straight and possessives off; numbers and hyphened words are one word. */
export const wordsOf = (text: string): string[] =>
  (
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}\p{M}\d]+(?:['.,-][\p{L}\p{M}\d]+)*/gu) ?? []
  ).map((word) => (word.endsWith("'s") ? word.slice(0, -2) : word))

/** The stems of the words that carry meaning, in order, hyphened words taken apart. */
export const stemsOf = (text: string): string[] =>
  wordsOf(text)
    .flatMap((word) => word.split('-'))
    .filter((word) => word.length > 1 && !stopWords.has(word))
    .map((word) => stemmer(word))
