import type { Problem } from '../../errors.ts'
import type { General } from '../general.ts'
import { group, type ValuesOf } from '../group.ts'
import { isProblem, setting, wrong } from '../setting.ts'
import { cutOff, token } from '../secrets.ts'
import { webAddress, wholeNumber } from '../values.ts'

const discordToken = (text: string): string | Problem => {
  if (/^bot /iu.test(text)) return wrong('begins with “Bot”', 'leave that word out')
  const read = token(text)
  return isProblem(read) || /^[^.]+\.[^.]+\.[^.]+$/u.test(text)
    ? read
    : wrong('is not three parts with dots between', 'copy the bot token (not the client secret) from the Bot page')
}

const shards = (text: string): number | 'auto' | Problem => (text === 'auto' ? text : wholeNumber(1, 10_000, 2)(text))

const variables = {
  token: setting('DISCORD_TOKEN', discordToken),
  /** Ends in `/api`. Undefined for Discord's own API. */
  apiUrl: setting('DISCORD_API_URL', webAddress('https://discord.com/api')),
  /** How many connections to Discord; `auto`: as many as Discord recommends. Undefined: one. */
  shards: setting('DISCORD_SHARDS', shards),
}

/** The connection to Discord. */
export type DiscordSettings = Partial<ValuesOf<typeof variables>> & { readonly token: string }

/** Discord's tokens have 59 characters or more. */
const fewestCharacters = 50

/** Discord's settings; undefined without a token. */
export const discord = group(variables, (values, _shared: General) => ({
  value: values.token === undefined ? undefined : { ...values, token: values.token },
  mistakes: values.apiUrl === undefined ? cutOff('DISCORD_TOKEN', values.token, fewestCharacters, 'the Bot page') : [],
}))
