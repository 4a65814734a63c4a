import type { General } from '../general.ts'
import { group, type Problems, type ValuesOf } from '../group.ts'
import { isProblem, problem, setting } from '../setting.ts'
import { cutOff, token } from '../secrets.ts'
import { longSecret, makeKey, makeSecret, webAddress } from '../values.ts'

const slackToken = (prefix: string, other: string, where: string) => (text: string) => {
  if (text.startsWith(other)) return problem(`begins with ${other}, so it looks like the other Slack token; swap them`)
  const read = token(text)
  return isProblem(read) || text.startsWith(prefix)
    ? read
    : problem(`does not begin with ${prefix}; copy it from ${where}`)
}

const variables = {
  botToken: setting('SLACK_BOT_TOKEN', slackToken('xoxb-', 'xapp-', 'OAuth & Permissions')),
  appToken: setting('SLACK_APP_TOKEN', slackToken('xapp-', 'xoxb-', 'Basic Information, App-Level Tokens')),
  signingSecret: setting('SLACK_SIGNING_SECRET', token),
  clientId: setting('SLACK_CLIENT_ID', token),
  clientSecret: setting('SLACK_CLIENT_SECRET', token),
  stateSecret: setting('SLACK_STATE_SECRET', longSecret),
  apiUrl: setting('SLACK_API_URL', webAddress('https://slack.com/api/')),
}

type Values = ValuesOf<typeof variables> & Pick<General, 'publicUrl' | 'encryptionKey'>

/** The connection to Slack: one workspace over a WebSocket, or many over signed HTTP requests, installed by OAuth. */
type SlackConfig = (
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

const whereToFind: Readonly<Record<Key, readonly [name: string, where: string]>> = {
  botToken: ['SLACK_BOT_TOKEN', 'OAuth & Permissions, Bot User OAuth Token'],
  appToken: ['SLACK_APP_TOKEN', 'Basic Information, App-Level Tokens, with connections:write'],
  signingSecret: ['SLACK_SIGNING_SECRET', 'Basic Information, App Credentials'],
  clientId: ['SLACK_CLIENT_ID', 'Basic Information, App Credentials'],
  clientSecret: ['SLACK_CLIENT_SECRET', 'Basic Information, App Credentials'],
  stateSecret: ['SLACK_STATE_SECRET', makeSecret],
  encryptionKey: ['ENCRYPTION_KEY', makeKey],
  publicUrl: ['PUBLIC_URL', 'where people reach this server, e.g. https://briefing.example.org'],
}

type Key = Exclude<keyof Values, 'apiUrl'>

const socketKeys: readonly Key[] = ['botToken', 'appToken']
const httpKeys: readonly Key[] = ['signingSecret', 'clientId', 'clientSecret', 'stateSecret']

/** Slack's own are longer: tokens have 50 characters or more, the two secrets 32, the ID two numbers. */
const fewestCharacters: Partial<Readonly<Record<Key, number>>> = {
  botToken: 30,
  appToken: 30,
  signingSecret: 32,
  clientId: 12,
  clientSecret: 32,
}

const allCutOff = (settings: Values): Problems =>
  settings.apiUrl === undefined
    ? [...socketKeys, ...httpKeys].flatMap((key) =>
        cutOff(whereToFind[key][0], settings[key], fewestCharacters[key] ?? 0, whereToFind[key][1]),
      )
    : []

const missing = (settings: Values, keys: readonly Key[]): Problems =>
  keys
    .filter((key) => settings[key] === undefined)
    .map((key) => `${whereToFind[key][0]}: is missing beside the other Slack settings; ${whereToFind[key][1]}`)

/** Each of the two connections needs all of its settings. */
const problemsOf = (settings: Values): Problems => {
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

const valueOf = (settings: Values): SlackConfig | undefined => {
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

export const slack = group(variables, (own, { publicUrl, encryptionKey }: General) => {
  const values = { ...own, publicUrl, encryptionKey }
  return { value: valueOf(values), problems: [...allCutOff(values), ...problemsOf(values)] }
})
