import type { General } from '../general.ts'
import { group } from '../group.ts'
import { isProblem, problem, type Problem, setting } from '../setting.ts'
import { cutOff, token } from '../secrets.ts'
import { webAddress, wholeNumber } from '../values.ts'

const discordToken = (text: string): string | Problem => {
  if (/^bot /iu.test(text)) return problem('begins with “Bot”; leave that word out')
  const read = token(text)
  return isProblem(read) || /^[^.]+\.[^.]+\.[^.]+$/u.test(text)
    ? read
    : problem('is not three parts with dots between; copy the bot token (not the client secret) from the Bot page')
}

const shards = (text: string): number | 'auto' | Problem => (text === 'auto' ? text : wholeNumber(1, 10_000, 2)(text))

const variables = {
  token: setting('DISCORD_TOKEN', discordToken),
  apiUrl: setting('DISCORD_API_URL', webAddress('https://discord.com/api')),
  shards: setting('DISCORD_SHARDS', shards),
}

/** Those of Discord have 59 characters or more. */
const fewestCharacters = 50

export const discord = group(variables, (values, _shared: General) => ({
  value: values.token === undefined ? undefined : { ...values, token: values.token },
  problems: values.apiUrl === undefined ? cutOff('DISCORD_TOKEN', values.token, fewestCharacters, 'the Bot page') : [],
}))
