import { shown } from '../../archive/query/text.ts'
import type { Action, Block, Card } from '../../card/card.ts'
import { UserError } from '../../errors.ts'
import { lastList } from '../last-list.ts'
import { problemCard } from '../problem-card.ts'
import { type Concern, concerns } from '../understand/concerns.ts'
import { askFirst } from './ask-first.ts'
import type { Asked } from './asked.ts'
import { notUsed } from './refusals.ts'

const help: Action = { label: 'Help', command: '/rsis help' }

const buttons = (commands: readonly string[]): readonly Action[] =>
  commands.map((line) => ({ label: shown(line), command: `/rsis ${line}` }))

const copies = (commands: readonly string[]): readonly Block[] =>
  commands.map((line) => ({ type: 'copy', text: `/rsis ${line}` }))

const quiet = (text: string): Block => ({ type: 'text', text: [{ text, style: 'quiet' }] })

const remark = (left: readonly string[]): readonly Block[] => (left.length === 0 ? [] : [quiet(notUsed(left))])

/** The answer of the program that a model chose, with commands. */
const concernCard = (typed: string, concern: Concern, commands: readonly string[], left: readonly string[]): Card => {
  const lines = [
    ...commands,
    ...concern.commands.flatMap((line) => (/^\/rsis [^{]+$/u.test(line) ? line.slice('/rsis '.length) : [])),
  ].filter((line, at, all) => all.indexOf(line) === at)
  return {
    title: { text: concern.title },
    blocks: [
      quiet(`A language model takes “${shown(typed)}” to be about this; nothing was changed.`),
      ...(concern.answer === '' ? [] : [{ type: 'text', text: [concern.answer] } as const]),
      ...copies(lines),
      ...remark(left),
    ],
    actions: [...buttons(lines), help],
  }
}

/**
 * The answer to a line in somebody's own words, as a model reads it. One command that only reads is run by `run`, everything
 * else is a button. Undefined if no model can be asked: then the rules read the line.
 */
export const byModel = async (
  typed: string,
  asked: Asked,
  { run, changes }: { readonly run: (line: string) => Promise<Card>; readonly changes: (line: string) => boolean },
): Promise<Card | undefined> => {
  const { context, command } = asked
  const read = await context.interpret?.(typed, await lastList(context, command))
  if (read === undefined) return undefined
  const { commands, left } = read
  const concern = concerns().find(({ name }) => name === read.concern)
  const [only, ...others] = commands
  if (only === undefined && concern === undefined)
    return problemCard(`“${shown(typed)}” is not understood; nothing was changed, and nothing was searched for.`, help)
  if (concern !== undefined) {
    return only === undefined && concern.runs !== undefined && left.length === 0
      ? run(concern.runs)
      : concernCard(typed, concern, commands, left)
  }
  if (only !== undefined && others.length === 0 && !changes(only)) {
    const card = await run(only).catch((error: unknown) => {
      if (error instanceof UserError) return problemCard(error.sentence)
      throw error
    })
    return {
      ...card,
      blocks: [quiet('Read by a language model as'), ...copies(commands), ...remark(left), ...card.blocks],
    }
  }
  const choices = commands.map((line) => ({ label: shown(line), command: line }))
  const card = await askFirst({ kind: 'ask', question: 'Is this what you want?', choices, typed }, asked)
  return { ...card, blocks: [...card.blocks, ...remark(left)] }
}
