import type { Model } from '../briefing/model.ts'
import { makeKey, makeSecret } from './values.ts'

/** Checks of settings that depend on each other: one line per problem, `NAME: what is wrong; the fix`. */
export type Problems = readonly string[]

export const isLoopback = (hostname: string): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/u.test(hostname)

type ModelSettings = {
  readonly name: string | undefined
  readonly apiKey: string | undefined
  readonly baseUrl: string | undefined
  readonly judge: string | undefined
  readonly dailyTokens: number
  readonly timeoutSeconds: number
  readonly retries: number
}

export const modelProblems = ({ name, apiKey, baseUrl }: ModelSettings): Problems => {
  if (name !== undefined && apiKey === undefined && baseUrl === undefined) {
    return [
      'OPENAI_MODEL: names a model, but no server; set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own',
    ]
  }
  const server = baseUrl === undefined ? undefined : new URL(baseUrl)
  const isOpen = server?.protocol === 'http:' && !isLoopback(server.hostname)
  return isOpen && apiKey !== undefined
    ? ['OPENAI_BASE_URL: would send OPENAI_API_KEY over the network unencrypted; use https, or leave the key out']
    : []
}

export const modelOf = ({ name, timeoutSeconds, ...settings }: ModelSettings): Model | undefined =>
  name === undefined ? undefined : { name, ...settings, timeoutMs: timeoutSeconds * 1000 }

/** Settings that work, but probably not as intended. */
export const modelWarnings = ({ name, apiKey, baseUrl }: ModelSettings): Problems =>
  name === undefined && (apiKey !== undefined || baseUrl !== undefined)
    ? ['OPENAI_MODEL is not set: the extractive engine writes every briefing; name the model that should']
    : []

type PageSettings = {
  readonly host: string
  readonly publicUrl: string | undefined
  readonly webPassword: string | undefined
}

const pageNeedsPassword =
  'until WEB_PASSWORD is set, only /slack/, /healthz and /readyz answer; set WEB_PASSWORD to use the page'

/** Other machines can reach the server, and the page would be open to all of them. */
export const pageWarnings = ({ host, publicUrl, webPassword }: PageSettings): Problems => {
  if (webPassword !== undefined) return []
  if (!isLoopback(host)) return [`HOST=${host} lets others reach this server: ${pageNeedsPassword}`]
  return publicUrl === undefined || isLoopback(new URL(publicUrl).hostname)
    ? []
    : [`PUBLIC_URL lets others reach this server: ${pageNeedsPassword}`]
}

/** The connection to Slack: one workspace over a WebSocket, or many over signed HTTP requests, installed by OAuth. */
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

type SlackSettings = {
  readonly botToken: string | undefined
  readonly appToken: string | undefined
  readonly signingSecret: string | undefined
  readonly clientId: string | undefined
  readonly clientSecret: string | undefined
  readonly stateSecret: string | undefined
  readonly publicUrl: string | undefined
  readonly encryptionKey: string | undefined
  readonly apiUrl: string | undefined
}

const whereToFind: Readonly<Record<SlackKey, readonly [name: string, where: string]>> = {
  botToken: ['SLACK_BOT_TOKEN', 'OAuth & Permissions, Bot User OAuth Token'],
  appToken: ['SLACK_APP_TOKEN', 'Basic Information, App-Level Tokens, with connections:write'],
  signingSecret: ['SLACK_SIGNING_SECRET', 'Basic Information, App Credentials'],
  clientId: ['SLACK_CLIENT_ID', 'Basic Information, App Credentials'],
  clientSecret: ['SLACK_CLIENT_SECRET', 'Basic Information, App Credentials'],
  stateSecret: ['SLACK_STATE_SECRET', makeSecret],
  encryptionKey: ['ENCRYPTION_KEY', makeKey],
  publicUrl: ['PUBLIC_URL', 'where people reach this server, e.g. https://briefing.example.org'],
}

type SlackKey = Exclude<keyof SlackSettings, 'apiUrl'>

const socketKeys: readonly SlackKey[] = ['botToken', 'appToken']
const httpKeys: readonly SlackKey[] = ['signingSecret', 'clientId', 'clientSecret', 'stateSecret']

const missing = (settings: SlackSettings, keys: readonly SlackKey[]): Problems =>
  keys
    .filter((key) => settings[key] === undefined)
    .map((key) => `${whereToFind[key][0]}: is missing beside the other Slack settings; ${whereToFind[key][1]}`)

/** Problems of Slack's settings: each of the two connections needs all of its settings. */
export const slackProblems = (settings: SlackSettings): Problems => {
  const hasSocket = socketKeys.some((key) => settings[key] !== undefined)
  const hasHttp = httpKeys.some((key) => settings[key] !== undefined)
  if (hasSocket && hasHttp) {
    return [
      'SLACK_BOT_TOKEN: is for one workspace over Socket Mode, SLACK_SIGNING_SECRET for many over HTTP; keep one of the two',
    ]
  }
  if (hasSocket) return missing(settings, socketKeys)
  return hasHttp ? missing(settings, [...httpKeys, 'encryptionKey', 'publicUrl']) : []
}

/** Undefined if there are no settings for Slack. */
export const slackOf = (settings: SlackSettings): SlackConfig | undefined => {
  const { apiUrl, botToken, appToken, signingSecret, clientId, clientSecret, stateSecret } = settings
  if (botToken !== undefined && appToken !== undefined) return { mode: 'socket', botToken, appToken, apiUrl }
  const { publicUrl, encryptionKey } = settings
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
