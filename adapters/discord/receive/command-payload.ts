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

/** What a person may choose as another channel: what messages can be posted to, threads left out. */
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

/** Discord wants what is required first. */
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

/** Where the commands are: in servers and with the bot; for people who installed the app for themselves, everywhere. */
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

/** The commands as Discord registers them. Rights differ by subcommand, which Discord cannot say: they are checked at each use. */
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
    description: 'Look after the bot: what is held, what failed, who hears of trouble',
    // A command takes 25 of them.
    options: specs.filter(({ isUpkeep }) => isUpkeep === true).map(commandPayload),
    ...contextsOf(false),
  },
  { type: ApplicationCommandType.Message, name: findOnRsis, ...contextsOf(isForPeople) },
]
