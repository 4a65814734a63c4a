import type { General } from '../general.ts'
import { group } from '../group.ts'
import { problem, type Problem, setting } from '../setting.ts'
import { webAddress, wholeNumber } from '../values.ts'

const discordToken = (text: string): string | Problem => {
  if (/^bot /iu.test(text)) return problem('begins with “Bot”; leave that word out')
  return text.split('.').length === 3
    ? text
    : problem('is not three parts with dots between; copy the bot token (not the client secret) from the Bot page')
}

const shards = (text: string): number | 'auto' | Problem => (text === 'auto' ? text : wholeNumber(1, 10_000, 2)(text))

const variables = {
  token: setting('DISCORD_TOKEN', discordToken),
  apiUrl: setting('DISCORD_API_URL', webAddress('https://discord.com/api')),
  shards: setting('DISCORD_SHARDS', shards),
}

export const discord = group(variables, ({ token, ...values }, _shared: General) => ({
  value: token === undefined ? undefined : { token, ...values },
}))
