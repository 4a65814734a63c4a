import { z } from 'zod'
import { type Ask, createLedger } from '../model/ask.ts'
import { createNonce, loadPrompt } from '../model/prompts.ts'
import { createShape, readable, textOf } from '../model/shape.ts'
import type { CommandDefinition } from './command.ts'
import type { Interpret, Seen } from './interpretation.ts'
import { typedOptions, usage } from './options.ts'
import { takesCommentary } from './understand/command-line.ts'
import { concerns } from './understand/concerns.ts'
import type { Meaning } from './understand/meaning.ts'
import { tidy } from './understand/tidy.ts'
import { understand } from './understand/understand.ts'

const [mostCommands, mostLeft, longestCommand, longestLeft] = [3, 5, 500, 200]

const answerSchema = z.object({ commands: z.array(z.string()), answer: z.string(), left: z.array(z.string()) })

const looseAnswer = z.object({
  commands: readable(textOf(longestCommand), mostCommands),
  answer: z.string().catch(''),
  left: readable(textOf(longestLeft), mostLeft).catch([]),
})

const shape = createShape('interpretation', answerSchema, looseAnswer)

/** A command with its actions, options and examples, a line each. */
const grammarOf = (definition: CommandDefinition): readonly string[] => [
  `${usage(definition)}: ${definition.summary}. E.g. ${definition.examples.map((line) => line.replace('/rsis ', '')).join('; ')}`,
  ...(definition.actions ?? []).map(
    (action) =>
      `  ${definition.verb} ${[action.verb, ...typedOptions(action).map(([name]) => name)].join(' ')}: ${action.summary}`,
  ),
  ...[definition, ...(definition.actions ?? [])]
    .flatMap(typedOptions)
    .filter(([name], at, all) => all.findIndex(([other]) => other === name) === at)
    .map(([name, description]) => `  ${name} ${description}`),
]

/** What the person saw last, for a model. */
const seen = ({ command, rows, shown }: Seen): string => {
  const list = command === undefined ? '' : `a list made by \`${command}\`, rows ${Object.keys(rows).join(', ')}`
  const one = shown === undefined ? '' : `commentary ${shown}`
  return [list, one].filter((part) => part !== '').join('; ') || 'nothing'
}

/** A model that takes longer than people wait is not waited for, in milliseconds. */
const longestWaitMs = 10_000

/** Whether a line does one thing, without a question. Words after `cite` may be a title, which the archive knows. */
const isOne = (meaning: Meaning): boolean => {
  if (meaning.kind === 'text') return meaning.command !== undefined && takesCommentary(meaning.command.definition)
  return meaning.kind === 'run' || meaning.kind === 'rows' || meaning.kind === 'turn'
}

const plain = (text: string): string => tidy(text).toLowerCase()

/** Names of commentaries that neither the line nor what the person saw last has: a model made them up. */
const inventsNumber = (command: string, typed: string, { rows, shown = '' }: Seen): boolean =>
  (command.match(/\d{5}/gu) ?? []).some(
    (number) =>
      ![typed, shown, ...Object.values(rows)].some((text) => text.replaceAll(/[^\p{L}\p{N}]/gu, '').includes(number)),
  )

/**
 * Asks this model, with these commands as its grammar.
 * @throws Error if the prompt is missing or malformed.
 */
export const createInterpret = async (
  ask: Ask,
  model: string,
  definitions: readonly CommandDefinition[],
  now: () => Date,
): Promise<Interpret> => {
  const prompt = await loadPrompt('command', ['nonce', 'grammar', 'answers', 'today', 'last', 'line'])
  const grammar = definitions.flatMap(grammarOf).join('\n')
  const answers = concerns()
    .map(({ name, title }) => `${name}: ${title}`)
    .join('\n')
  return async (typed, last) => {
    const messages = prompt.render({
      nonce: createNonce(),
      grammar,
      answers,
      today: now().toISOString().slice(0, 10),
      last: seen(last),
      line: typed,
    })
    const signal = AbortSignal.timeout(longestWaitMs)
    const said = await ask({ step: 'interpret', model, messages, shape }, createLedger(), signal)
    if (said === undefined) return undefined
    const lines = said.commands.map((line) => tidy(line).replace(/^\/?rsis /iu, ''))
    const commands = lines.filter((line) => isOne(understand(line, definitions)) && !inventsNumber(line, typed, last))
    return {
      commands: [...new Set(commands)],
      concern: concerns().some(({ name }) => name === said.answer) ? said.answer : undefined,
      left: said.left.filter((part) => part.trim() !== '' && plain(typed).includes(plain(part))),
    }
  }
}
