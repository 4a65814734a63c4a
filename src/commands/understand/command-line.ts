import type { CommandDefinition } from '../command.ts'
import { isReference } from '../find-commentary.ts'
import { inStyle, styleIn } from './documents.ts'
import { rowNumbers } from './list-words.ts'
import type { Meaning } from './meaning.ts'
import { channelIn, elsewhere } from './requests/index.ts'

/** A verb without the punctuation that people put around a word. */
const verbOf = (word: string): string => word.toLowerCase().replaceAll(/^[/"“‘']+|[.,!?:"”’']+$/gu, '')

/** The verb in lower case, and the words after it. */
export const splitVerb = (line: string): { readonly word: string; readonly verb: string; readonly rest: string } => {
  const [word = '', ...others] = line.replace(/^\/rsis ?/iu, '').split(' ')
  return { word, verb: word === '?' ? word : verbOf(word), rest: others.join(' ') }
}

export const definitionOf = (definitions: readonly CommandDefinition[], verb: string): CommandDefinition | undefined =>
  definitions.find((candidate) => candidate.verb === verb || candidate.synonyms.includes(verb))

/** Whether a command is about a commentary that its words name. */
export const takesCommentary = ({ verb, options }: CommandDefinition): boolean =>
  verb === 'export' || options.some(({ completes }) => completes === 'commentary')

/** Whether any words after the verb are a search, and nothing is changed. */
export const isSearching = ({ isManaging, options }: CommandDefinition): boolean =>
  isManaging === undefined && options.some(({ writing, completes }) => writing === 'words' && completes === undefined)

/** Whether a person asks how a command works: `digest help`, `search --help`, `watch ?`. */
export const asksForHelp = (verb: string, rest: string): boolean =>
  /^(?:[-\u2010-\u2015]{1,2}h(?:elp)?|\?)$/iu.test(rest) || (verb !== 'search' && /^help$/iu.test(rest))

/** A complete line that is a command. */
export const runLine = (line: string, definitions: readonly CommandDefinition[]): Meaning | undefined => {
  const { verb, rest } = splitVerb(line)
  const definition = definitionOf(definitions, verb)
  return definition && { kind: 'run', definition, rest }
}

/** The line as a command, word for word; undefined if the command cannot read its words. */
export const asCommand = (line: string, definitions: readonly CommandDefinition[]): Meaning | undefined => {
  const { verb, rest: words } = splitVerb(line)
  const definition = definitionOf(definitions, verb)
  const meant = definition?.meant?.[verb]
  const rest = meant === undefined ? words : `${meant} ${words}`.trim()
  if (definition === undefined) return undefined
  if (asksForHelp(verb, rest)) return runLine(`help ${definition.verb}`, definitions)
  const rows = takesCommentary(definition) ? rowNumbers(rest.replace(inStyle, '')) : undefined
  if (rows !== undefined) return { kind: 'rows', verb: definition.verb, rows, options: styleIn(definition.verb, rest) }
  if (definition.verb === 'search' && isReference(rest)) return runLine(`show ${rest}`, definitions)
  const channel = definition.isManaging?.(rest) === true ? channelIn(rest) : undefined
  if (channel !== undefined) return { ...elsewhere(channel), typed: line }
  return definition.reads?.(rest, verb) === false ? undefined : { kind: 'run', definition, rest }
}
