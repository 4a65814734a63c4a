import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandGroupOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType as OptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord.js'
import type { CommandOption, CommandSpec } from '../../../src/commands/port.ts'

/** The types of channels that a person may choose: those that accept messages, except threads. */
const channelTypes = [ChannelType.GuildText, ChannelType.GuildAnnouncement, ChannelType.GuildForum] as const

const optionPayload = (option: CommandOption): APIApplicationCommandBasicOption => {
  const { name, description, writing, range, choices, completes } = option
  const common = { name, description, ...(option.isRequired ? { required: true } : {}) }
  if (writing === 'channel') return { ...common, type: OptionType.Channel, channel_types: [...channelTypes] }
  if (writing === 'flag') return { ...common, type: OptionType.Boolean }
  if (range !== undefined) return { ...common, type: OptionType.Integer, min_value: range[0], max_value: range[1] }
  if (choices !== undefined) {
    return { ...common, type: OptionType.String, choices: choices.map(({ label, value }) => ({ name: label, value })) }
  }
  return { ...common, type: OptionType.String, ...(completes === undefined ? {} : { autocomplete: true }) }
}

/** Required options first, as Discord demands. */
const requiredFirst = (options: readonly CommandOption[]): CommandOption[] =>
  options.toSorted((one, other) => Number(other.isRequired === true) - Number(one.isRequired === true))

const subcommandPayload = ({
  verb,
  summary,
  options,
}: Omit<CommandSpec, 'actions'>): APIApplicationCommandSubcommandOption => ({
  type: OptionType.Subcommand,
  name: verb,
  description: summary,
  ...(options.length === 0 ? {} : { options: requiredFirst(options).map(optionPayload) }),
})

const commandPayload = (
  spec: CommandSpec,
): APIApplicationCommandSubcommandOption | APIApplicationCommandSubcommandGroupOption =>
  spec.actions === undefined
    ? subcommandPayload(spec)
    : {
        type: OptionType.SubcommandGroup,
        name: spec.verb,
        description: spec.summary,
        options: spec.actions.map(subcommandPayload),
      }

/** The name of the entry in a message's Apps menu. */
export const findOnRsis = 'Find on RSIS'

/** Where the commands are available: in servers and direct messages with the bot; everywhere for people who installed the app for themselves. */
const contextsOf = (isForPeople: boolean) => ({
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    ...(isForPeople ? [InteractionContextType.PrivateChannel] : []),
  ],
  integration_types: [
    ApplicationIntegrationType.GuildInstall,
    ...(isForPeople ? [ApplicationIntegrationType.UserInstall] : []),
  ],
})

/** The commands as Discord registers them. Permissions depend on the subcommand, which Discord cannot express; they are checked at each use. */
export const commandPayloads = (
  specs: readonly CommandSpec[],
  isForPeople = false,
): RESTPutAPIApplicationCommandsJSONBody => [
  {
    type: ApplicationCommandType.ChatInput,
    name: 'rsis',
    description: 'Search, read and subscribe to RSIS commentaries',
    options: specs.filter(({ isUpkeep }) => isUpkeep === undefined).map(commandPayload),
    ...contextsOf(isForPeople),
  },
  {
    type: ApplicationCommandType.ChatInput,
    name: 'rsis-admin',
    description: 'Maintain the bot: held entries, failed posts, alerts',
    // Separate, because a command can have only 25 subcommands.
    options: specs.filter(({ isUpkeep }) => isUpkeep === true).map(commandPayload),
    ...contextsOf(false),
  },
  { type: ApplicationCommandType.Message, name: findOnRsis, ...contextsOf(isForPeople) },
]
