import { distance } from 'fastest-levenshtein'
import { z } from 'zod'
import type { Model } from './briefing/model.ts'
import { ConfigError } from './errors.ts'
import { isCron } from './schedule/cron.ts'

/** How Slack is spoken to: one workspace over a WebSocket, or many over signed HTTP requests, installed with OAuth. */
export type SlackConfig = (
  | { readonly mode: 'socket'; readonly botToken: string; readonly appToken: string }
  | {
      readonly mode: 'http'
      readonly signingSecret: string
      readonly clientId: string
      readonly clientSecret: string
      readonly stateSecret: string
      readonly publicUrl: string
      readonly encryptionKey: string
    }
) & { readonly apiUrl: string | undefined }

export type DiscordConfig = {
  readonly token: string
  readonly apiUrl: string | undefined
  readonly shards: number | 'auto' | undefined
}

/** What the environment says, parsed; see `.env.example` for every name. */
export type Config = {
  /** Undefined: the RSIS source chain. */
  readonly feedUrls: readonly string[] | undefined
  readonly pollCron: string
  /** Path of the SQLite file. */
  readonly databasePath: string
  readonly host: string
  readonly port: number
  /** Undefined: the page answers on this machine alone. */
  readonly webPassword: string | undefined
  /** Where people reach this server. */
  readonly publicUrl: string | undefined
  readonly allowPrivateFeeds: boolean
  /** Undefined: the extractive engine writes every briefing. */
  readonly model: Model | undefined
  /** Undefined: there is no such adapter. */
  readonly slack: SlackConfig | undefined
  readonly discord: DiscordConfig | undefined
  readonly logLevel: string
  /** Sentences for the operator about values that work but are better changed. */
  readonly warnings: readonly string[]
}

type Problem = { readonly problem: string }

const problem = (text: string): Problem => ({ problem: text })

/** A variable read by `parse`, which gives the value or what is wrong and how to mend it. */
const variable = <Value>(parse: (text: string) => Value | Problem) =>
  z
    .string()
    .optional()
    .transform((text, context): Value | undefined => {
      if (text === undefined) return undefined
      const value = text !== text.trim() ? problem('has white space around it; take it away') : parse(text)
      if (typeof value === 'object' && value !== null && 'problem' in value) {
        context.addIssue({ code: 'custom', message: value.problem })
        return z.NEVER
      }
      return value
    })

const isWebAddress = (text: string): boolean => {
  const url = URL.parse(text)
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:')
}

const webAddress = (example: string) => (text: string) =>
  isWebAddress(text) ? text : problem(`is no http(s) address; e.g. ${example}`)

const feedUrls = (text: string): readonly string[] | Problem => {
  const urls = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  if (urls.length === 0) return problem('has no address in it; unset it for the RSIS commentaries')
  for (const [index, url] of urls.entries()) {
    const which = urls.length === 1 ? '' : `address ${index + 1} of ${urls.length} `
    if (!isWebAddress(url)) {
      return problem(`${which}is no http(s) address; e.g. https://www.aspistrategist.org.au/feed/`)
    }
    const { username, password } = new URL(url)
    if (username !== '' || password !== '') return problem(`${which}holds a user name; leave user and password out`)
  }
  return urls
}

const cron = (text: string): string | Problem =>
  isCron(text)
    ? text
    : problem(`“${text}” is no cron expression; minute hour day month weekday, e.g. */10 * * * * for every ten minutes`)

const databasePath = (text: string): string | Problem => {
  if (/^postgres(?:ql)?:/u.test(text)) {
    return problem('PostgreSQL is not supported by this version; use a file, e.g. file:./data/rsis.db')
  }
  const path = text.startsWith('file:') ? text.slice('file:'.length).replace(/^\/\/(?=\/)/u, '') : ''
  return path === '' || path.startsWith('//')
    ? problem('is no file: address; e.g. file:./data/rsis.db')
    : decodeURIComponent(path)
}

const wholeNumber = (low: number, high: number, example: number) => (text: string) => {
  const value = /^\d{1,15}$/u.test(text) ? Number(text) : Number.NaN
  return value >= low && value <= high
    ? value
    : problem(`“${text}” is not a number from ${low} to ${high}; e.g. ${example}`)
}

const oneOf = (values: readonly string[], example: string) => (text: string) =>
  values.includes(text) ? text : problem(`“${text}” is not one of ${values.join(', ')}; e.g. ${example}`)

const token = (prefix: string, other: string, where: string) => (text: string) => {
  if (text.startsWith(other)) return problem(`begins with ${other}, so it looks like the other Slack token; swap them`)
  return text.startsWith(prefix) ? text : problem(`does not begin with ${prefix}; copy it from ${where}`)
}

const discordToken = (text: string) => {
  if (/^bot /iu.test(text)) return problem('begins with “Bot”; leave that word out')
  return text.split('.').length === 3
    ? text
    : problem('is not three parts with dots between; copy the bot token (not the client secret) from the Bot page')
}

const encryptionKey = (text: string) =>
  Buffer.from(text, 'base64').length === 32 && /^[\w+/-]{42,43}=?$/u.test(text)
    ? text
    : problem('is not 32 bytes in base64; make one with: openssl rand -base64 32')

const isLoopback = (hostname: string): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/u.test(hostname)

const modelServer = (text: string): string | Problem => {
  if (!isWebAddress(text)) return problem('is no http(s) address; e.g. http://127.0.0.1:11434/v1')
  const { username, password } = new URL(text)
  return username === '' && password === ''
    ? text
    : problem('holds a user name or password; leave them out and set OPENAI_API_KEY')
}

const anyText = (text: string) => (text === '' ? problem('is empty; give a value or take the line away') : text)

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']

const environment = z.object({
  FEED_URLS: variable(feedUrls),
  POLL_CRON: variable(cron),
  DATABASE_URL: variable(databasePath),
  KEYV_URL: variable(() => problem('a cache of its own is not supported by this version; unset it')),
  SLACK_BOT_TOKEN: variable(token('xoxb-', 'xapp-', 'OAuth & Permissions')),
  SLACK_APP_TOKEN: variable(token('xapp-', 'xoxb-', 'Basic Information, App-Level Tokens')),
  SLACK_SIGNING_SECRET: variable(anyText),
  SLACK_CLIENT_ID: variable(anyText),
  SLACK_CLIENT_SECRET: variable(anyText),
  SLACK_STATE_SECRET: variable(anyText),
  SLACK_API_URL: variable(webAddress('https://slack.com/api/')),
  DISCORD_TOKEN: variable(discordToken),
  DISCORD_API_URL: variable(webAddress('https://discord.com/api')),
  OPENAI_API_KEY: variable(anyText),
  OPENAI_BASE_URL: variable(modelServer),
  OPENAI_MODEL: variable(anyText),
  OPENAI_JUDGE_MODEL: variable(anyText),
  OPENAI_DAILY_TOKENS: variable(wholeNumber(0, 1e12, 200_000)),
  OPENAI_TIMEOUT_SECONDS: variable(wholeNumber(1, 600, 30)),
  OPENAI_MAX_RETRIES: variable(wholeNumber(0, 5, 2)),
  PUBLIC_URL: variable(webAddress('https://briefing.example.org')),
  DISCORD_SHARDS: variable((text) => (text === 'auto' ? ('auto' as const) : wholeNumber(1, 10_000, 2)(text))),
  HOST: variable((text) =>
    /^[\w.:-]{1,253}$/u.test(text) ? text : problem('is no host name or address; e.g. 127.0.0.1'),
  ),
  PORT: variable(wholeNumber(0, 65_535, 3000)),
  WEB_PASSWORD: variable(anyText),
  ALLOW_PRIVATE_FEEDS: variable(oneOf(['true', 'false'], 'true')),
  ENCRYPTION_KEY: variable(encryptionKey),
  LOG_LEVEL: variable(oneOf(logLevels, 'info')),
})

/** Every name of the environment contract. */
export const environmentNames: readonly string[] = Object.keys(environment.shape)

/** Names that were meant to be ours: one or two letters off, and long enough that this is no chance. */
const misspeltNames = (env: Readonly<Record<string, string | undefined>>): string[] =>
  Object.keys(env).flatMap((name) => {
    if (name.length < 8 || environmentNames.includes(name)) return []
    const meant = environmentNames.find((known) => distance(name, known) <= 2)
    return meant === undefined ? [] : [`${name}: unknown name; did you mean ${meant}?`]
  })

type Values = z.infer<typeof environment>

/** What is wrong with the model's settings taken together. */
const modelProblems = ({ OPENAI_MODEL, OPENAI_API_KEY, OPENAI_BASE_URL }: Values): string[] => {
  if (OPENAI_MODEL !== undefined && OPENAI_API_KEY === undefined && OPENAI_BASE_URL === undefined) {
    return [
      'OPENAI_MODEL: names a model, but no server; set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own',
    ]
  }
  const server = OPENAI_BASE_URL === undefined ? undefined : new URL(OPENAI_BASE_URL)
  const isOpen = server?.protocol === 'http:' && !isLoopback(server.hostname)
  return isOpen && OPENAI_API_KEY !== undefined
    ? ['OPENAI_BASE_URL: would send OPENAI_API_KEY over the network unencrypted; use https, or leave the key out']
    : []
}

const modelOf = (values: Values): Model | undefined =>
  values.OPENAI_MODEL === undefined
    ? undefined
    : {
        name: values.OPENAI_MODEL,
        apiKey: values.OPENAI_API_KEY,
        baseUrl: values.OPENAI_BASE_URL,
        judge: values.OPENAI_JUDGE_MODEL,
        dailyTokens: values.OPENAI_DAILY_TOKENS ?? 200_000,
        timeoutMs: (values.OPENAI_TIMEOUT_SECONDS ?? 30) * 1000,
        retries: values.OPENAI_MAX_RETRIES ?? 2,
      }

/** What works, but not as it was surely meant. */
const modelWarnings = ({ OPENAI_MODEL, OPENAI_API_KEY, OPENAI_BASE_URL }: Values): string[] =>
  OPENAI_MODEL === undefined && (OPENAI_API_KEY !== undefined || OPENAI_BASE_URL !== undefined)
    ? ['OPENAI_MODEL is not set: the extractive engine writes every briefing; name the model that should']
    : []

const pageNeedsPassword =
  'until WEB_PASSWORD is set, only /slack/, /healthz and /readyz answer; set WEB_PASSWORD to use the page'

/** Others can reach the server, and the page would be open to all of them. */
const pageWarnings = ({ HOST = '127.0.0.1', PUBLIC_URL, WEB_PASSWORD }: Values): string[] => {
  if (WEB_PASSWORD !== undefined) return []
  if (!isLoopback(HOST) && HOST !== '::1') return [`HOST=${HOST} lets others reach this server: ${pageNeedsPassword}`]
  return PUBLIC_URL === undefined || isLoopback(new URL(PUBLIC_URL).hostname)
    ? []
    : [`PUBLIC_URL lets others reach this server: ${pageNeedsPassword}`]
}

const socketNames = ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'] as const
const httpNames = ['SLACK_SIGNING_SECRET', 'SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'] as const
const whereToFind: Readonly<Record<string, string>> = {
  SLACK_BOT_TOKEN: 'OAuth & Permissions, Bot User OAuth Token',
  SLACK_APP_TOKEN: 'Basic Information, App-Level Tokens, with connections:write',
  SLACK_SIGNING_SECRET: 'Basic Information, App Credentials',
  SLACK_CLIENT_ID: 'Basic Information, App Credentials',
  SLACK_CLIENT_SECRET: 'Basic Information, App Credentials',
  SLACK_STATE_SECRET: 'any long random text, e.g. from: openssl rand -base64 32',
  ENCRYPTION_KEY: 'make one with: openssl rand -base64 32',
  PUBLIC_URL: 'where people reach this server, e.g. https://briefing.example.org',
}

const missing = (values: Values, names: readonly (keyof Values)[]): string[] =>
  names
    .filter((name) => values[name] === undefined)
    .map((name) => `${name}: is missing beside the other Slack settings; ${whereToFind[name] ?? ''}`)

/** What is wrong with Slack's settings taken together: each of the two ways needs all of its own. */
const slackProblems = (values: Values): string[] => {
  const hasSocket = socketNames.some((name) => values[name] !== undefined)
  const hasHttp = httpNames.some((name) => values[name] !== undefined)
  if (hasSocket && hasHttp) {
    return [
      'SLACK_BOT_TOKEN: is for one workspace over Socket Mode, SLACK_SIGNING_SECRET for many over HTTP; keep one of the two',
    ]
  }
  if (hasSocket) return missing(values, socketNames)
  return hasHttp ? missing(values, [...httpNames, 'ENCRYPTION_KEY', 'PUBLIC_URL']) : []
}

const slackOf = (values: Values): SlackConfig | undefined => {
  const apiUrl = values.SLACK_API_URL
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken } = values
  if (botToken !== undefined && appToken !== undefined) return { mode: 'socket', botToken, appToken, apiUrl }
  const { SLACK_SIGNING_SECRET: signingSecret, SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret } = values
  const { SLACK_STATE_SECRET: stateSecret, PUBLIC_URL: publicUrl, ENCRYPTION_KEY: encryptionKey } = values
  const isWhole =
    signingSecret !== undefined &&
    clientId !== undefined &&
    clientSecret !== undefined &&
    stateSecret !== undefined &&
    publicUrl !== undefined &&
    encryptionKey !== undefined
  return isWhole
    ? { mode: 'http', signingSecret, clientId, clientSecret, stateSecret, publicUrl, encryptionKey, apiUrl }
    : undefined
}

const discordOf = (values: Values): DiscordConfig | undefined =>
  values.DISCORD_TOKEN === undefined
    ? undefined
    : { token: values.DISCORD_TOKEN, apiUrl: values.DISCORD_API_URL, shards: values.DISCORD_SHARDS }

/**
 * The configuration from the environment; every name is optional.
 * @throws ConfigError with one line per wrong value: the name, what is wrong, how to mend it.
 */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Config => {
  const parsed = environment.safeParse(env)
  const problems = misspeltNames(env)
  if (!parsed.success) problems.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`))
  else problems.push(...modelProblems(parsed.data), ...slackProblems(parsed.data))
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems)
  const values = parsed.data
  const warnings = [...modelWarnings(values), ...pageWarnings(values)]
  return {
    feedUrls: values.FEED_URLS,
    pollCron: values.POLL_CRON ?? '*/30 * * * *',
    databasePath: values.DATABASE_URL ?? './data/rsis.db',
    host: values.HOST ?? '127.0.0.1',
    port: values.PORT ?? 3000,
    webPassword: values.WEB_PASSWORD,
    publicUrl: values.PUBLIC_URL,
    allowPrivateFeeds: values.ALLOW_PRIVATE_FEEDS === 'true',
    model: modelOf(values),
    slack: slackOf(values),
    discord: discordOf(values),
    logLevel: values.LOG_LEVEL ?? 'info',
    warnings,
  }
}
