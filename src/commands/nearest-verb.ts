import { editDistance } from '../archive/search/edit-distance.ts'
import type { CommandDefinition } from './command.ts'

/** The verb that a mistyped word was meant to be: one letter off, or two neighbours swapped; undefined when none is near. */
export const nearestVerb = (word: string, definitions: readonly CommandDefinition[]): string | undefined =>
  word.length < 3 ? undefined : definitions.map(({ verb }) => verb).find((verb) => editDistance(word, verb, 1) === 1)
