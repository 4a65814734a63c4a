export type { DiscordSettings } from './platforms/discord.ts'
export type { SlackSettings } from './platforms/slack.ts'
