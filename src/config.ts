import { distance } from 'fastest-levenshtein'
import { z } from 'zod'
import {
  modelOf,
  modelProblems,
  modelWarnings,
  pageWarnings,
  type SlackConfig,
  slackOf,
  slackProblems,
} from './config/groups.ts'
import * as read from './config/values.ts'
import { setting } from './config/values.ts'
import type { Model } from './briefing/model.ts'
import { ConfigError } from './errors.ts'

/** Of which OAI-PMH server old commentaries are asked where no setting names one. */
export const defaultRepository = 'https://dr.ntu.edu.sg/server/oai/request'

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']

/** One line per setting: its variable, its type and its default. `.env.example` explains each. */
const general = {
  feedUrls: setting('FEED_URLS', read.feedUrls),
  pollCron: setting('POLL_CRON', read.cron, '*/30 * * * *'),
  allowPrivateFeeds: setting('ALLOW_PRIVATE_FEEDS', read.flag, false),
  oaiUrl: setting('OAI_URL', read.webAddress(defaultRepository), defaultRepository),
  oaiSet: setting('OAI_SET', read.anyText),
  capturesUrl: setting('CAPTURES_URL', read.webAddress('https://index.commoncrawl.org/CC-MAIN-2021-04-index')),
  captureFilesUrl: setting(
    'CAPTURE_FILES_URL',
    read.webAddress('https://data.commoncrawl.org/'),
    'https://data.commoncrawl.org/',
  ),
  linkAndSynopsisOnly: setting('LINK_AND_SYNOPSIS_ONLY', read.flag, false),
  databasePath: setting('DATABASE_URL', read.databasePath, './data/rsis.db'),
  searchFolder: setting('SEARCH_FOLDER', read.anyText, './data'),
  keyvUrl: setting('KEYV_URL', read.cacheAddress),
  host: setting('HOST', read.hostName, '127.0.0.1'),
  port: setting('PORT', read.wholeNumber(0, 65_535, 3000), 3000),
  webPassword: setting('WEB_PASSWORD', read.longSecret),
  publicUrl: setting('PUBLIC_URL', read.webAddress('https://briefing.example.org')),
  encryptionKey: setting('ENCRYPTION_KEY', read.encryptionKeys),
  traces: setting('OTEL_EXPORTER_OTLP_ENDPOINT', read.webAddress('http://127.0.0.1:4318')),
  logLevel: setting('LOG_LEVEL', read.oneOf(logLevels, 'info'), 'info'),
}

/** These are also read in lower case, as other programs do. */
const proxies = {
  https: setting('HTTPS_PROXY', read.proxy),
  http: setting('HTTP_PROXY', read.proxy),
  except: setting('NO_PROXY', read.anyText),
}

const model = {
  name: setting('OPENAI_MODEL', read.anyText),
  apiKey: setting('OPENAI_API_KEY', read.anyText),
  baseUrl: setting('OPENAI_BASE_URL', read.modelServer),
  judge: setting('OPENAI_JUDGE_MODEL', read.anyText),
  dailyTokens: setting('OPENAI_DAILY_TOKENS', read.wholeNumber(0, 1e12, 200_000), 200_000),
  timeoutSeconds: setting('OPENAI_TIMEOUT_SECONDS', read.wholeNumber(1, 600, 30), 30),
  retries: setting('OPENAI_MAX_RETRIES', read.wholeNumber(0, 5, 2), 2),
}

const slack = {
  botToken: setting('SLACK_BOT_TOKEN', read.slackToken('xoxb-', 'xapp-', 'OAuth & Permissions')),
  appToken: setting('SLACK_APP_TOKEN', read.slackToken('xapp-', 'xoxb-', 'Basic Information, App-Level Tokens')),
  signingSecret: setting('SLACK_SIGNING_SECRET', read.anyText),
  clientId: setting('SLACK_CLIENT_ID', read.anyText),
  clientSecret: setting('SLACK_CLIENT_SECRET', read.anyText),
  stateSecret: setting('SLACK_STATE_SECRET', read.longSecret),
  apiUrl: setting('SLACK_API_URL', read.webAddress('https://slack.com/api/')),
}

const discord = {
  token: setting('DISCORD_TOKEN', read.discordToken),
  apiUrl: setting('DISCORD_API_URL', read.webAddress('https://discord.com/api')),
  shards: setting('DISCORD_SHARDS', read.shards),
}

type Group = Readonly<Record<string, read.Setting<unknown>>>
type ValueOf<One> = One extends read.Setting<infer Value> ? Value : never
type ValuesOf<One extends Group> = { readonly [Key in keyof One]: ValueOf<One[Key]> }

const groups = { general, proxies, model, slack, discord }
const allSettings: readonly read.Setting<unknown>[] = Object.values(groups).flatMap((group) => Object.values(group))

/** The parsed environment; undefined means not set. */
export type Config = ValuesOf<typeof general> & {
  /** The proxies for HTTP and HTTPS. */
  readonly proxies: ValuesOf<typeof proxies>
  /** Undefined: the extractive engine writes every briefing. */
  readonly model: Model | undefined
  /** Undefined: this adapter is not used. */
  readonly slack: SlackConfig | undefined
  readonly discord: (Omit<ValuesOf<typeof discord>, 'token'> & { readonly token: string }) | undefined
  /** Warnings for the operator about values that work but should be changed. */
  readonly warnings: readonly string[]
}

/** The names of all settings. */
export const environmentNames: readonly string[] = allSettings.map(({ name }) => name)

type Environment = Readonly<Record<string, string | undefined>>

/** Names of other programs' settings that look like ours. */
const otherNames = new Set(['FTP_PROXY'])

/** Misspelt names of our settings: one or two letters differ, and they are long enough that this is no coincidence. */
const misspeltNames = (env: Environment): string[] =>
  Object.keys(env).flatMap((name) => {
    if (name.length < 8 || environmentNames.includes(name) || otherNames.has(name)) return []
    const meant = environmentNames.find((known) => distance(name, known) <= 2)
    return meant === undefined ? [] : [`${name}: unknown name; did you mean ${meant}?`]
  })

/** Reads the variables of a group; adds a line to `problems` for each wrong one. */
const readGroup = <One extends Group>(group: One, env: Environment, problems: string[]): ValuesOf<One> | undefined => {
  // Compose files and shells pass an unset variable as an empty string.
  const isGiven = (text: string | undefined): boolean => text !== undefined && text.trim() !== ''
  const given = Object.entries(group).map(([key, { name }]) => [
    key,
    [env[name], name.endsWith('_PROXY') ? env[name.toLowerCase()] : undefined].find(isGiven),
  ])
  const schema = z.object(Object.fromEntries(Object.entries(group).map(([key, one]) => [key, one.schema])))
  const parsed = schema.safeParse(Object.fromEntries(given))
  if (parsed.success) return parsed.data as ValuesOf<One>
  problems.push(...parsed.error.issues.map(({ path, message }) => `${group[String(path[0])]?.name}: ${message}`))
  return undefined
}

/**
 * The configuration from the environment; every setting is optional, and an empty value counts as unset.
 * @throws ConfigError with one line per wrong value: the name, what is wrong, what to do.
 */
export const readConfig = (env: Environment): Config => {
  const problems = misspeltNames(env)
  const values = readGroup(general, env, problems)
  const proxyValues = readGroup(proxies, env, problems)
  const modelValues = readGroup(model, env, problems)
  const slackValues = readGroup(slack, env, problems)
  const discordValues = readGroup(discord, env, problems)
  const isRead = values && proxyValues && modelValues && slackValues && discordValues
  if (!isRead) throw new ConfigError(problems)
  const { publicUrl, encryptionKey } = values
  const slackSettings = { ...slackValues, publicUrl, encryptionKey }
  problems.push(...modelProblems(modelValues), ...slackProblems(slackSettings))
  if (problems.length > 0) throw new ConfigError(problems)
  const { token } = discordValues
  return {
    ...values,
    proxies: proxyValues,
    model: modelOf(modelValues),
    slack: slackOf(slackSettings),
    discord: token === undefined ? undefined : { ...discordValues, token },
    warnings: [...modelWarnings(modelValues), ...pageWarnings(values)],
  }
}
