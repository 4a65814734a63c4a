import { distance } from 'fastest-levenshtein'
import { z } from 'zod'
import type { Model } from './briefing/model.ts'
import { ConfigError } from './errors.ts'
import { isCron } from './schedule/cron.ts'

/** What the environment says, parsed; see `.env.example` for every name. */
export type Config = {
  /** Undefined: the RSIS source chain. */
  readonly feedUrls: readonly string[] | undefined
  readonly pollCron: string
  /** Path of the SQLite file. */
  readonly databasePath: string
  readonly host: string
  readonly port: number
  readonly allowPrivateFeeds: boolean
  /** Undefined: the extractive engine writes every briefing. */
  readonly model: Model | undefined
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
  DISCORD_SHARDS: variable((text) => (text === 'auto' ? text : wholeNumber(1, 10_000, 2)(text))),
  HOST: variable((text) =>
    /^[\w.:-]{1,253}$/u.test(text) ? text : problem('is no host name or address; e.g. 127.0.0.1'),
  ),
  PORT: variable(wholeNumber(0, 65_535, 3000)),
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

const notInThisVersion: Readonly<Record<string, string>> = {
  SLACK_BOT_TOKEN: 'this version has no Slack adapter yet: posts go to the web channel only',
  DISCORD_TOKEN: 'this version has no Discord adapter yet: posts go to the web channel only',
}

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

/**
 * The configuration from the environment; every name is optional.
 * @throws ConfigError with one line per wrong value: the name, what is wrong, how to mend it.
 */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Config => {
  const parsed = environment.safeParse(env)
  const problems = misspeltNames(env)
  if (!parsed.success) problems.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`))
  else problems.push(...modelProblems(parsed.data))
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems)
  const values = parsed.data
  const warnings = [
    ...Object.entries(notInThisVersion).flatMap(([name, text]) =>
      env[name] === undefined ? [] : [`${name} is set, but ${text}`],
    ),
    ...modelWarnings(values),
  ]
  return {
    feedUrls: values.FEED_URLS,
    pollCron: values.POLL_CRON ?? '*/30 * * * *',
    databasePath: values.DATABASE_URL ?? './data/rsis.db',
    host: values.HOST ?? '127.0.0.1',
    port: values.PORT ?? 3000,
    allowPrivateFeeds: values.ALLOW_PRIVATE_FEEDS === 'true',
    model: modelOf(values),
    logLevel: values.LOG_LEVEL ?? 'info',
    warnings,
  }
}
