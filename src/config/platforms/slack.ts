import type { Mistake } from '../../errors.ts'
import type { General } from '../general.ts'
import { group, type ValuesOf } from '../group.ts'
import { isProblem, setting, wrong } from '../setting.ts'
import { cutOff, token } from '../secrets.ts'
import { longSecret, makeKey, makeSecret, webAddress } from '../values.ts'

const slackToken = (prefix: string, other: string, where: string) => (text: string) => {
  if (text.startsWith(other)) return wrong(`begins with ${other}, so it looks like the other Slack token`, 'swap them')
  const read = token(text)
  return isProblem(read) || text.startsWith(prefix)
    ? read
    : wrong(`does not begin with ${prefix}`, `copy it from ${where}`)
}

const variables = {
  botToken: setting('SLACK_BOT_TOKEN', slackToken('xoxb-', 'xapp-', 'OAuth & Permissions')),
  appToken: setting('SLACK_APP_TOKEN', slackToken('xapp-', 'xoxb-', 'Basic Information, App-Level Tokens')),
  signingSecret: setting('SLACK_SIGNING_SECRET', token),
  clientId: setting('SLACK_CLIENT_ID', token),
  clientSecret: setting('SLACK_CLIENT_SECRET', token),
  stateSecret: setting('SLACK_STATE_SECRET', longSecret),
  /** Ends in `/api/`. Undefined for Slack's own API. */
  apiUrl: setting('SLACK_API_URL', webAddress('https://slack.com/api/')),
}

type Values = ValuesOf<typeof variables> & Pick<General, 'publicUrl' | 'encryptionKey'>

type Key = Exclude<keyof Values, 'apiUrl'>

const socketKeys = ['botToken', 'appToken'] as const
const ownHttpKeys = ['signingSecret', 'clientId', 'clientSecret', 'stateSecret'] as const
const httpKeys = [...ownHttpKeys, 'encryptionKey', 'publicUrl'] as const

type Whole<One extends Key> = { readonly [Name in One]: string }

/** The connection to Slack: one workspace over a WebSocket, or many over signed HTTP requests, installed by OAuth. */
export type SlackSettings = (
  | ({ readonly mode: 'socket' } & Whole<(typeof socketKeys)[number]>)
  | ({ readonly mode: 'http' } & Whole<(typeof httpKeys)[number]>)
) &
  Partial<Pick<Values, 'apiUrl'>>

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

/** Slack's own are longer: tokens have 50 characters or more, the two secrets 32; the client ID is two numbers. */
const fewestCharacters: Partial<Readonly<Record<Key, number>>> = {
  botToken: 30,
  appToken: 30,
  signingSecret: 32,
  clientId: 12,
  clientSecret: 32,
}

const allCutOff = (settings: Values): Mistake[] =>
  settings.apiUrl === undefined
    ? [...socketKeys, ...ownHttpKeys].flatMap((key) =>
        cutOff(whereToFind[key][0], settings[key], fewestCharacters[key] ?? 0, whereToFind[key][1]),
      )
    : []

const missing = (settings: Values, keys: readonly Key[]): Mistake[] =>
  keys
    .filter((key) => settings[key] === undefined)
    .map((key) => {
      const [field, fix] = whereToFind[key]
      return { field, problem: 'is missing, although other Slack settings are set', fix }
    })

/** Each of the two connections needs all of its settings. */
const mistakesIn = (settings: Values): Mistake[] => {
  const hasSocket = socketKeys.some((key) => settings[key] !== undefined)
  const hasHttp = ownHttpKeys.some((key) => settings[key] !== undefined)
  if (hasSocket && hasHttp) {
    return [
      {
        field: 'SLACK_BOT_TOKEN',
        problem: 'is for one workspace over Socket Mode, SLACK_SIGNING_SECRET for many over HTTP',
        fix: 'keep one of the two',
      },
    ]
  }
  if (hasSocket) return missing(settings, socketKeys)
  return hasHttp ? missing(settings, httpKeys) : []
}

/** The settings with these keys; undefined unless all of them are set. */
const whole = <One extends Key>(settings: Values, keys: readonly One[]): Whole<One> | undefined =>
  keys.every((key) => settings[key] !== undefined)
    ? (Object.fromEntries(keys.map((key) => [key, settings[key]])) as Whole<One>)
    : undefined

const valueOf = (settings: Values): SlackSettings | undefined => {
  const { apiUrl } = settings
  const [socket, http] = [whole(settings, socketKeys), whole(settings, httpKeys)]
  if (socket !== undefined) return { mode: 'socket', ...socket, apiUrl }
  return http && { mode: 'http', ...http, apiUrl }
}

/** Slack's settings for one of its two connections; undefined if neither is configured. */
export const slack = group(variables, (own, { publicUrl, encryptionKey }: General) => {
  const values = { ...own, publicUrl, encryptionKey }
  return { value: valueOf(values), mistakes: [...allCutOff(values), ...mistakesIn(values)] }
})
