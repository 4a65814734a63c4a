import type { CommandDefinition } from '../command.ts'
import { isReference } from '../find-commentary.ts'
import { definitionOf, isSearching, splitVerb, takesCommentary } from './command-line.ts'
import { isPronoun } from './list-words.ts'
import { readSentence } from './sentence.ts'
import { standsFor } from './tokens.ts'
import type { Meaning } from './meaning.ts'
import { readRequest } from './requests/index.ts'

/** A conjunction between two requests in one line; words that narrow the first request are not a second one. */
const joints =
  /(?:[,;.] (?:and |then |also |but )*|,? (?:and|but) (?:then |also )?|,? then | & )(?!only |just |not? |without |except |skip |keep )/giu
const mostJoints = 4

/** Conjunctions that only occur between two requests, even if the first is a search. */
const nextRequest = /\bthen\b/iu

/**
 * Whether a line is certainly a command, by its first word and words after it that no subject would have: `cite 2`,
 * `mute 3d`.
 */
const isSurely = (line: string, meaning: Meaning, definitions: readonly CommandDefinition[]): boolean => {
  const { verb, rest } = splitVerb(line)
  const definition = definitionOf(definitions, verb)
  if (definition === undefined || rest === '' || definition.reads === undefined) return false
  if (meaning.kind === 'rows') return true
  const isClosed = definition.isManaging !== undefined && definition.madeSure === undefined
  return (
    meaning.kind === 'run' &&
    meaning.definition === definition &&
    (isClosed || (takesCommentary(definition) && definition.verb !== 'export'))
  )
}

/** The verb of the command in a line, or of the command that it asks about; undefined if there is none. */
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

/** Whether all words belong to one command or one request: schedule and filter of a subscription, or words of a search. */
const isOneThing = (text: string, definitions: readonly CommandDefinition[]): boolean => {
  const { verb, rest } = splitVerb(text)
  const named = definitionOf(definitions, verb)
  if (named === undefined) return readRequest(readSentence(text)) !== undefined
  if (named.isManaging === undefined) return isSearching(named)
  // A command that reads any words, such as a watch, may have read those of another request.
  return named.reads !== undefined && named.madeSure === undefined && named.reads(rest, verb)
}

/**
 * The two requests of a line such as `mute till monday and then daily at 8`; undefined if only one part is a request, or if both
 * parts belong together, as the schedule and the filter of a subscription, or what to read and what not.
 */
export const severalIn = (
  text: string,
  definitions: readonly CommandDefinition[],
  read: (line: string) => Meaning,
): Meaning | undefined => {
  const between = [...text.matchAll(joints)].slice(0, mostJoints)
  // `not the digest, the instant posts` corrects what was said.
  if (between.length === 0 || /^not? /iu.test(text)) return undefined
  const isOne = isOneThing(text, definitions)
  if (isOne && definitionOf(definitions, splitVerb(text).verb)?.isManaging !== undefined) return undefined
  for (const { 0: joint, index } of between) {
    const lines = [text.slice(0, index), text.slice(index + joint.length)]
    const [before, after] = lines.map((line) => ({ line, meaning: read(line) }))
    if (before === undefined || after === undefined) continue
    if (isOne && !nextRequest.test(joint) && !isSurely(after.line, after.meaning, definitions)) continue
    const [first, second] = [before, after].map(({ line, meaning }) => verbOf(line, meaning, definitions))
    const isOther = first !== second || standsFor(readSentence(after.line).tokens[0], 'stop', 'add', 'start', 'leaving')
    if (first !== undefined && second !== undefined && isOther) return { kind: 'several', lines }
  }
  return undefined
}
