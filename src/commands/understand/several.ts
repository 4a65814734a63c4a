import type { CommandDefinition } from '../command.ts'
import { isReference } from '../find-commentary.ts'
import { definitionOf, splitVerb } from './command-line.ts'
import { isPronoun } from './list-words.ts'
import { readSentence } from './sentence.ts'
import type { Meaning } from './meaning.ts'
import { readWish } from './wishes/index.ts'

/** Between two things that are asked for in one line; what narrows the first is none. */
const joints =
  /(?:[,;.] (?:and |then |also |but )*|,? (?:and|but) (?:then |also )?|,? then | & )(?!only |just |not? |without |except |skip |keep )/giu
const mostJoints = 4

/** What only ever stands between two wishes, be the first a search. */
const nextWish = /\bthen\b/iu

/** The verb of the command that a line is, or that it is asked about; undefined where it is none. */
const verbOf = (line: string, meaning: Meaning, definitions: readonly CommandDefinition[]): string | undefined => {
  switch (meaning.kind) {
    case 'run':
      return meaning.definition.verb
    case 'rows':
      return definitionOf(definitions, splitVerb(line).verb)?.verb
    case 'ask':
      return splitVerb(meaning.choices[0]?.command ?? '').verb
    case 'adjust':
      return 'digest'
    case 'text':
      return meaning.documents.find(({ name, rows }) => isPronoun(name) || rows !== undefined || isReference(name))
        ?.verb
    case 'refuse':
    case 'card':
    case 'names':
    case 'undo':
    case 'turn':
    case 'several':
    default:
      return undefined
  }
}

/** Whether all words are those of one command or one wish: when and what of a subscription, or what to look for. */
const isOneThing = (text: string, definitions: readonly CommandDefinition[]): boolean => {
  const { verb, rest } = splitVerb(text)
  const named = definitionOf(definitions, verb)
  if (named === undefined) return readWish(readSentence(text)) !== undefined
  if (named.isManaging === undefined) {
    return named.options.some(({ writing, completes }) => writing === 'words' && completes === undefined)
  }
  // What takes any words, as a watch does, may have taken those of another wish.
  return named.reads !== undefined && named.madeSure === undefined && named.reads(rest, verb)
}

/**
 * A line of two wishes, such as `mute till monday and then daily at 8`; undefined where one part alone is one, or both
 * together are one: when and what of a subscription, what to read and what not.
 */
export const severalIn = (
  text: string,
  definitions: readonly CommandDefinition[],
  read: (line: string) => Meaning,
): Meaning | undefined => {
  const between = [...text.matchAll(joints)].slice(0, mostJoints)
  if (between.length === 0) return undefined
  const isOne = isOneThing(text, definitions)
  if (isOne && definitionOf(definitions, splitVerb(text).verb)?.isManaging !== undefined) return undefined
  for (const { 0: joint, index } of between) {
    if (isOne && !nextWish.test(joint)) continue
    const lines = [text.slice(0, index), text.slice(index + joint.length)]
    const [first, second] = lines.map((line) => verbOf(line, read(line), definitions))
    if (first !== undefined && second !== undefined && first !== second) return { kind: 'several', lines }
  }
  return undefined
}
