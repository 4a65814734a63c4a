import type { Mistake, Problem } from '../errors.ts'
import type { Model } from '../model/port.ts'
import type { General } from './general.ts'
import { group, type ValuesOf } from './group.ts'
import { token } from './secrets.ts'
import { setting, wrong } from './setting.ts'
import * as read from './values.ts'

const modelServer = (text: string): string | Problem => {
  if (!read.isWebAddress(text)) return wrong('is not an http(s) address', 'e.g. http://127.0.0.1:11434/v1')
  return read.hasLogin(text) ? wrong('contains a user name or password', 'remove them and set OPENAI_API_KEY') : text
}

const variables = {
  name: setting('OPENAI_MODEL', read.anyText),
  apiKey: setting('OPENAI_API_KEY', token),
  baseUrl: setting('OPENAI_BASE_URL', modelServer),
  judge: setting('OPENAI_JUDGE_MODEL', read.anyText),
  dailyTokens: setting('OPENAI_DAILY_TOKENS', read.wholeNumber(0, 1e12, 200_000), 200_000),
  timeoutSeconds: setting('OPENAI_TIMEOUT_SECONDS', read.wholeNumber(1, 600, 30), 30),
  retries: setting('OPENAI_MAX_RETRIES', read.wholeNumber(0, 5, 2), 2),
  readsCommands: setting('OPENAI_READS_COMMANDS', read.flag, false),
}

type Values = ValuesOf<typeof variables>

const mistakesIn = ({ name, apiKey, baseUrl }: Values): Mistake[] => {
  if (name !== undefined && apiKey === undefined && baseUrl === undefined) {
    return [
      {
        field: 'OPENAI_MODEL',
        problem: 'names a model, but no server',
        fix: 'set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own',
      },
    ]
  }
  const server = baseUrl === undefined ? undefined : new URL(baseUrl)
  const isOpen = server?.protocol === 'http:' && !read.isLoopback(server.hostname)
  return isOpen && apiKey !== undefined
    ? [
        {
          field: 'OPENAI_BASE_URL',
          problem: 'would send OPENAI_API_KEY over the network unencrypted',
          fix: 'use https, or leave the key out',
        },
      ]
    : []
}

const warningsOf = ({ name, apiKey, baseUrl }: Values): Mistake[] =>
  name === undefined && (apiKey !== undefined || baseUrl !== undefined)
    ? [
        {
          field: 'OPENAI_MODEL',
          problem: 'is not set, so the extractive engine writes every briefing',
          fix: 'name the model that should',
        },
      ]
    : []

const valueOf = ({ name, timeoutSeconds, ...limits }: Values): Model | undefined =>
  name === undefined ? undefined : { name, ...limits, timeoutMs: timeoutSeconds * 1000 }

/** The model that writes. If it is not set, the extractive engine writes every briefing. */
export const model = group(variables, (values, _shared: General) => ({
  value: valueOf(values),
  mistakes: mistakesIn(values),
  warnings: warningsOf(values),
}))
