import { ApplicationCommandOptionType, InteractionResponseType } from 'discord.js'
import { describeError } from '../../../src/errors.ts'
import { optionsAt } from '../../../src/commands/port.ts'
import type { GivenOption, Of } from './payloads.ts'
import type { Reply } from './reply.ts'
import { clip, visibleLine } from '../../../src/card/text.ts'
import type { AskerOf, Context } from './context.ts'

/** Source: Discord, Application Commands. */
const mostChoices = 25
const longest = 100

const { Subcommand, SubcommandGroup } = ApplicationCommandOptionType
const withOptions: readonly number[] = [Subcommand, SubcommandGroup]

/** The path of subcommands, and the options at its end. */
export const unfold = (
  options: readonly GivenOption[] | undefined,
): { path: string[]; options: readonly GivenOption[] } => {
  const [first] = options ?? []
  if (first === undefined || !withOptions.includes(first.type)) return { path: [], options: options ?? [] }
  const inner = unfold(first.options)
  return { path: [first.name, ...inner.path], options: inner.options }
}

/** Completes what a person types. Discord waits for the answer, so it is never deferred; an empty list is allowed. */
export const complete = async (
  interaction: Of<4>,
  { handler, log }: Context,
  askerOf: AskerOf,
  reply: Reply,
): Promise<void> => {
  const { path, options } = unfold(interaction.data.options)
  const typed = options.find(({ focused }) => focused === true)
  const option = optionsAt(await handler.grammar(), path).find(({ name }) => name === typed?.name)
  const suggestions =
    option?.completes === undefined
      ? []
      : await handler.suggest(option.completes, String(typed?.value ?? ''), askerOf(interaction))
  const choices = suggestions
    .filter(({ value, label }) => value !== '' && value.length <= longest && visibleLine(label) !== '')
    .slice(0, mostChoices)
    .map(({ label, value }) => ({ name: clip(visibleLine(label), longest), value }))
  await reply
    .callback({ type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } })
    // The person has typed more meanwhile, and Discord has already sent the next request.
    .catch((error: unknown) => log.debug({ error: describeError(error) }, 'a completion came too late'))
}
