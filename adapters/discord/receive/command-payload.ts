import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType as OptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord.js'
import { findOnRsis, groups, type Option, type Subcommand, subcommands } from './command-table.ts'

/** What a person may choose as another channel: what messages can be posted to, threads left out. */
const channelTypes = [ChannelType.GuildText, ChannelType.GuildAnnouncement, ChannelType.GuildForum] as const

const optionPayload = (option: Option): APIApplicationCommandBasicOption => {
  const { name, description, writing, range, choices, completes } = option
  const common = { name, description, ...(option.isRequired ? { required: true } : {}) }
  if (writing === 'channel') return { ...common, type: OptionType.Channel, channel_types: [...channelTypes] }
  if (writing === 'flag') return { ...common, type: OptionType.Boolean }
  if (range !== undefined) return { ...common, type: OptionType.Integer, min_value: range[0], max_value: range[1] }
  if (choices !== undefined) {
    return { ...common, type: OptionType.String, choices: choices.map(([label, value]) => ({ name: label, value })) }
  }
  return { ...common, type: OptionType.String, ...(completes === undefined ? {} : { autocomplete: true }) }
}

const subcommandPayload = ({ name, description, options }: Subcommand): APIApplicationCommandSubcommandOption => ({
  type: OptionType.Subcommand,
  name,
  description,
  ...(options.length === 0 ? {} : { options: options.map(optionPayload) }),
})

const everywhere = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  integration_types: [ApplicationIntegrationType.GuildInstall],
}

/** The commands as Discord registers them. Rights differ by subcommand, which Discord cannot say: they are checked at each use. */
export const commandPayloads: RESTPutAPIApplicationCommandsJSONBody = [
  {
    type: ApplicationCommandType.ChatInput,
    name: 'rsis',
    description: 'Search, read and subscribe to RSIS commentaries',
    options: [
      ...subcommands.map(subcommandPayload),
      ...groups.map(({ name, description, subcommands: inside }) => ({
        type: OptionType.SubcommandGroup as const,
        name,
        description,
        options: inside.map(subcommandPayload),
      })),
    ],
    ...everywhere,
  },
  { type: ApplicationCommandType.Message, name: findOnRsis, ...everywhere },
]
