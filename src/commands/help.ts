import { shown } from '../archive/query/text.ts'
import type { Block, Card } from '../card/card.ts'
import { UserError } from '../errors.ts'
import type { CommandDefinition } from './command.ts'
import { ownExamples } from './examples.ts'
import { typedOptions, usage } from './options.ts'
import { nearestVerb } from './nearest-verb.ts'

const exampleBlocks = (examples: readonly string[]): Block[] =>
  examples.length > 0
    ? examples.map((example) => ({ type: 'copy', text: example }))
    : [
        {
          type: 'text',
          text: [{ text: 'Examples come with the first commentaries: the archive is empty.', style: 'quiet' }],
        },
      ]

const firstExamples = ['/rsis search nickel', '/rsis latest', '/rsis show CO20210']

const overview = (definitions: readonly CommandDefinition[], examples: readonly string[]): Card => ({
  title: { text: 'Search and read RSIS commentaries' },
  blocks: [
    ...exampleBlocks(examples),
    {
      type: 'fields',
      fields: definitions.map((one) => ({ label: `/rsis ${usage(one)}`, value: [one.summary] })),
    },
    {
      type: 'text',
      text: [{ text: '/rsis followed by any other words is a search. Only you see the answer.', style: 'quiet' }],
    },
  ],
})

/** The options as a person types them; the options of an action follow its word. */
const optionFields = (definition: CommandDefinition): Block[] => {
  const actions = (definition.actions ?? []).flatMap((action) => [
    { label: action.verb, value: [action.summary] },
    ...typedOptions(action).map(([name, description]) => ({ label: `${action.verb} ${name}`, value: [description] })),
  ])
  const own = typedOptions(definition).map(([name, description]) => ({ label: name, value: [description] }))
  const fields = [...actions, ...own]
  return fields.length === 0 ? [] : [{ type: 'fields', fields }]
}

const detail = (definition: CommandDefinition, examples: readonly string[]): Card => ({
  title: { text: `/rsis ${usage(definition)}` },
  blocks: [
    { type: 'text', text: [`${definition.summary}.`] },
    ...exampleBlocks(examples),
    ...optionFields(definition),
    ...(definition.synonyms.length > 0
      ? [{ type: 'text', text: [{ text: `Also: ${definition.synonyms.join(', ')}`, style: 'quiet' }] } as const]
      : []),
  ],
})

const subjectOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/^(?:with|for|on|about|me(?: with)?|please)(?: |$)/u, '')
    .replaceAll(/[.!?]+$/gu, '')

/** The command that a text is about; `digest set` is about digest. */
const definitionNamed = (text: string, definitions: readonly CommandDefinition[]): CommandDefinition | undefined => {
  const [first = ''] = subjectOf(text).split(' ')
  return definitions.find(({ verb, synonyms }) => verb === first || synonyms.includes(first))
}

/** The help command; it explains all commands of the registry, itself included. */
export const createHelp = (others: readonly CommandDefinition[]): CommandDefinition => {
  const help: CommandDefinition = {
    verb: 'help',
    synonyms: ['?'],
    summary: 'This overview, or one command with examples',
    options: [{ name: 'command', description: 'The command', writing: 'words', completes: 'command' }],
    examples: ['/rsis help', '/rsis help search'],
    reads: (text) =>
      text === '' ||
      (!/^(?:me|us) (?:to )?\p{L}/iu.test(text) && definitionNamed(text, [...others, help]) !== undefined),
    async run(text, context) {
      const definitions = [...others, help]
      const wanted = subjectOf(text)
      if (wanted === '') return overview(definitions, await ownExamples(firstExamples, context, () => false))
      const definition = definitionNamed(text, definitions)
      if (definition === undefined) {
        const near = nearestVerb(
          wanted,
          definitions.map(({ verb }) => verb),
        )
        throw new UserError(
          'Command',
          `there is no “${shown(text)}”`,
          near === undefined ? 'see /rsis help' : `did you mean “${near.verb}”?`,
        )
      }
      const isManaging = (line: string): boolean =>
        definition.isManaging?.(line.replace(`/rsis ${definition.verb}`, '').trim()) === true
      return detail(definition, await ownExamples(definition.examples, context, isManaging))
    },
  }
  return help
}
