import type { Card } from '../../card/card.ts'
import { UserError } from '../../errors.ts'
import { subscriptionsOf } from '../../subscriptions/store.ts'
import { writeAudit } from '../../subscriptions/store-audit.ts'
import { postsTheSame } from '../../subscriptions/subscription.ts'
import type { CommandContext, CommandDefinition } from '../command.ts'
import { emptyArchive } from '../empty-archive.ts'
import type { Command } from '../port.ts'
import { definitionOf, splitVerb } from '../understand/command-line.ts'

/** The refusal for a person who may not change what a place gets. */
export const notAllowed = (): UserError =>
  new UserError(
    'Permission',
    'only those who manage this channel may change what it gets',
    'ask one of them; searching and reading is for everybody',
  )

/** What every answer needs: the commands, and the asker. */
export type Asked = {
  readonly definitions: readonly CommandDefinition[]
  readonly context: CommandContext
  readonly command: Command
}

/** Whether the words after a command change something. */
export const isChange = ({ isManaging, isChanging }: CommandDefinition, text: string): boolean =>
  isManaging?.(text) === true || isChanging?.(text) === true

/**
 * Makes a change in the place of the command, and records who made it and which subscriptions it changed; records nothing if the
 * answer says that it changed nothing.
 */
export const audited = async (
  line: string,
  { context: { db, now }, command: { place, person } }: Pick<Asked, 'context' | 'command'>,
  change: () => Promise<Card>,
): Promise<Card> => {
  const before = new Map((await subscriptionsOf(db, place)).map((one) => [one.id, one]))
  const card = await change()
  const changed = (await subscriptionsOf(db, place)).filter((one) => {
    const was = before.get(one.id)
    return was === undefined || !postsTheSame(was, one)
  })
  if (card.isUnchanged !== true) {
    await writeAudit(db, { place, person, command: line, changed: changed.map(({ id }) => id) }, now())
  }
  return { ...card, isShareable: false }
}

/**
 * Runs a command; one that changes something runs only for those who may, and it is recorded who did. One that posts does not run
 * where the bot may not post.
 */
export const runDefinition = async (
  definition: CommandDefinition,
  text: string,
  { context, command }: Asked,
): Promise<Card> => {
  const empty = async (): Promise<Card | undefined> =>
    definition.isOfArchive === true ? emptyArchive(context, command) : undefined
  if (definition.isManaging?.(text) !== true) {
    const card = (await empty()) ?? (await definition.run(text, context, command))
    return isChange(definition, text) ? { ...card, isShareable: false } : card
  }
  if (!(await command.person.mayManage())) throw notAllowed()
  const problem = definition.isPosting?.(text) === true ? command.postingProblem?.() : undefined
  if (problem !== undefined) return problem
  return (
    (await empty()) ??
    audited(`${definition.verb} ${text}`.trim(), { context, command }, async () =>
      definition.run(text, context, command),
    )
  )
}

/** Runs a line that is a command. */
export const runLine = async (line: string, asked: Asked): Promise<Card> => {
  const { verb, rest } = splitVerb(line)
  const definition = definitionOf(asked.definitions, verb)
  if (definition === undefined) throw new Error(`“${line}” is no command`)
  return runDefinition(definition, rest, asked)
}
