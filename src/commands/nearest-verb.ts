import { distance } from 'fastest-levenshtein'
import type { CommandDefinition } from './command.ts'

const isSwap = (a: string, b: string): boolean => {
  const first = a.split('').findIndex((letter, index) => letter !== b[index])
  return a.length === b.length && `${a.slice(0, first)}${a[first + 1]}${a[first]}${a.slice(first + 2)}` === b
}

/** The verb that a mistyped word was meant to be: one letter off, or two neighbours swapped; undefined when none is near. */
export const nearestVerb = (word: string, definitions: readonly CommandDefinition[]): string | undefined => {
  if (word.length < 3) return undefined
  const verbs = definitions.map(({ verb }) => verb)
  return verbs.find((verb) => distance(word, verb) === 1 || isSwap(word, verb))
}
