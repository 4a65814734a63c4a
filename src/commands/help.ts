import { shown } from '../archive/query/text.ts'
import type { Block, Card } from '../card/card.ts'
import { UserError } from '../errors.ts'
import type { CommandDefinition } from './command.ts'
import { typedOptions, usage } from './options.ts'
import { nearestVerb } from './nearest-verb.ts'

const exampleBlocks = (examples: readonly string[]): Block[] =>
  examples.map((example) => ({ type: 'copy', text: example }))

const overview = (definitions: readonly CommandDefinition[]): Card => ({
  title: { text: 'Search and read RSIS commentaries' },
  blocks: [
    ...exampleBlocks(['/rsis search nord stream', '/rsis latest', '/rsis show CO20210']),
    {
      type: 'fields',
      fields: definitions.map((one) => ({ label: `/rsis ${usage(one)}`, value: [one.summary] })),
    },
    {
      type: 'text',
      text: [{ text: '/rsis and any words is a search, too. Only you see the answer.', style: 'quiet' }],
    },
  ],
})

/** The options as a person types them, those of an action behind its word. */
const optionFields = (definition: CommandDefinition): Block[] => {
  const actions = (definition.actions ?? []).flatMap((action) => [
    { label: action.verb, value: [action.summary] },
    ...typedOptions(action).map(([name, description]) => ({ label: `${action.verb} ${name}`, value: [description] })),
  ])
  const own = typedOptions(definition).map(([name, description]) => ({ label: name, value: [description] }))
  const fields = [...actions, ...own]
  return fields.length === 0 ? [] : [{ type: 'fields', fields }]
}

const detail = (definition: CommandDefinition): Card => ({
  title: { text: `/rsis ${usage(definition)}` },
  blocks: [
    { type: 'text', text: [`${definition.summary}.`] },
    ...exampleBlocks(definition.examples),
    ...optionFields(definition),
    ...(definition.synonyms.length > 0
      ? [{ type: 'text', text: [{ text: `Also: ${definition.synonyms.join(', ')}`, style: 'quiet' }] } as const]
      : []),
  ],
})

/** The help command over the registry that it explains, itself included. */
export const createHelp = (others: readonly CommandDefinition[]): CommandDefinition => {
  const help: CommandDefinition = {
    verb: 'help',
    synonyms: ['?'],
    summary: 'This overview, or one command with examples',
    options: [{ name: 'command', description: 'The command', writing: 'words', completes: 'command' }],
    examples: ['/rsis help', '/rsis help search'],
    async run(text) {
      const definitions = [...others, help]
      const wanted = text
        .toLowerCase()
        .replace(/^(?:with|for|on|about|me(?: with)?|please)(?: |$)/u, '')
        .replaceAll(/[.!?]+$/gu, '')
      if (wanted === '') return overview(definitions)
      // `help digest set` is about digest.
      const [first = ''] = wanted.split(' ')
      const definition = definitions.find(({ verb, synonyms }) => verb === first || synonyms.includes(first))
      if (definition === undefined) {
        const near = nearestVerb(wanted, definitions)
        throw new UserError(
          'Command',
          `there is no “${shown(text)}”`,
          near === undefined ? 'see /rsis help' : `did you mean “${near}”?`,
        )
      }
      return detail(definition)
    },
  }
  return help
}
