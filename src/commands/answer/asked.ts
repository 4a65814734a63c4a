import type { Card } from '../../card/card.ts'
import { UserError } from '../../errors.ts'
import { writeAudit } from '../../subscriptions/store-audit.ts'
import type { CommandContext, CommandDefinition } from '../command.ts'
import type { Command } from '../port.ts'
import { definitionOf, splitVerb } from '../understand/command-line.ts'

/** The refusal for a person who may not change what a place gets. */
export const notAllowed = (): UserError =>
  new UserError(
    'Permission',
    'only those who manage this channel may change what it gets',
    'ask one of them; searching and reading is for everybody',
  )

/** What an answer is made of: the commands there are, and who asks for one. */
export type Asked = {
  readonly definitions: readonly CommandDefinition[]
  readonly context: CommandContext
  readonly command: Command
}

/** Whether the words behind a command change something. */
export const isChange = ({ isManaging, isChanging }: CommandDefinition, text: string): boolean =>
  isManaging?.(text) === true || isChanging?.(text) === true

/** Runs a command; what changes something only for those who may, and it is kept who did. */
export const runDefinition = async (
  definition: CommandDefinition,
  text: string,
  { context, command }: Asked,
): Promise<Card> => {
  if (definition.isManaging?.(text) !== true) {
    const card = await definition.run(text, context, command)
    return isChange(definition, text) ? { ...card, isShareable: false } : card
  }
  const { place, person } = command
  if (!(await person.mayManage())) throw notAllowed()
  const card = await definition.run(text, context, command)
  await writeAudit(context.db, { place, person, command: `${definition.verb} ${text}`.trim() }, context.now())
  return { ...card, isShareable: false }
}

/** Runs a line that is a command. */
export const runLine = async (line: string, asked: Asked): Promise<Card> => {
  const { verb, rest } = splitVerb(line)
  const definition = definitionOf(asked.definitions, verb)
  if (definition === undefined) throw new Error(`“${line}” is no command`)
  return runDefinition(definition, rest, asked)
}
