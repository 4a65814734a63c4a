import { UserError } from '../errors.ts'
import { parseQuery } from '../archive/query.ts'
import { search as searchArchive } from '../archive/search.ts'
import type { Card } from '../card/card.ts'
import { cite } from './cite.ts'
import type { CommandContext, CommandDefinition } from './command.ts'
import { createHelp } from './help.ts'
import { latest } from './latest.ts'
import { nearestVerb } from './nearest-verb.ts'
import type { Command } from './port.ts'
import { search } from './search.ts'
import { show } from './show.ts'
import { status } from './status.ts'

const withoutHelp = [search, latest, show, cite, status]
const help = createHelp(withoutHelp)

/** Every command, in the order of `help`. */
export const definitions: readonly CommandDefinition[] = [...withoutHelp, help]

const problemCard = (text: string, suggestion?: { label: string; command: string }): Card => ({
  tone: 'problem',
  blocks: [{ type: 'text', text: [text] }],
  actions: [...(suggestion === undefined ? [] : [suggestion]), { label: 'Help', command: '/rsis help' }],
})

/** Whether the archive holds the very word, and not only one of its stem, so that it is a search and no mistyped command. */
const isKnownWord = async (word: string, context: CommandContext): Promise<boolean> => {
  const { hits } = await searchArchive(context.db, parseQuery(word), { limit: 5, offset: 0 })
  return hits.some(({ snippet }) => snippet.parts.some(({ text, isMatch }) => isMatch && text.toLowerCase() === word))
}

/** The text behind `/rsis`, tidied: chat clients send non-breaking spaces, and people paste the whole command. */
const commandText = (text: string): string =>
  text
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replace(/^\/?rsis\b ?/iu, '')

const answer = async (text: string, context: CommandContext): Promise<Card> => {
  const [word = '', ...others] = text.split(' ')
  const rest = others.join(' ')
  const verb = word.toLowerCase()
  if (verb === '') return help.run('', context)
  const definition = definitions.find((candidate) => candidate.verb === verb || candidate.synonyms.includes(verb))
  if (definition !== undefined) return definition.run(rest, context)
  const near = nearestVerb(verb, definitions)
  if (near === undefined || (await isKnownWord(verb, context))) return search.run(text, context)
  const command = `/rsis ${near} ${rest}`.trim()
  return problemCard(`“${word}” is no command. Did you mean “${near}”?`, { label: command, command })
}

/**
 * Answers commands. A person's mistake is answered by its sentence; a fault of ours by a plain apology, with the fault
 * given to `onFault`. Never rejects.
 */
export const createCommands =
  (context: CommandContext, onFault: (error: unknown) => void) =>
  async (command: Command): Promise<Card> => {
    try {
      return await answer(commandText(command.text), context)
    } catch (error) {
      if (error instanceof UserError) return problemCard(`${error.field}: ${error.problem}; ${error.fix}.`)
      onFault(error)
      return problemCard('Something went wrong on our side; it is recorded. Please try again in a minute.')
    }
  }
