import { Routes } from 'discord.js'
import { z } from 'zod'
import { describeError, RetryableError } from '../../../src/errors.ts'
import type { Check } from '../../../src/platform/adapter.ts'
import { inviteUrl } from './bot-permissions.ts'
import { unauthorized } from './fault.ts'
import type { DiscordOptions } from '../options.ts'
import { createRequests } from './requests.ts'

const applicationSchema = z.object({ id: z.string(), name: z.string() })

/** Checks the token and the connection, and gives the address that invites the bot. Changes nothing. */
export const checkDiscord = async (
  options: Pick<DiscordOptions, 'token' | 'apiUrl' | 'log' | 'now' | 'requestMs'>,
): Promise<Check> => {
  const { send } = createRequests({ ...options, longestMs: options.requestMs })
  try {
    const { id, name } = applicationSchema.parse(await send('get', Routes.currentApplication()))
    return { state: 'good', detail: `${name}; invite it with ${inviteUrl(id)}` }
  } catch (error) {
    if (error instanceof RetryableError && error.code === unauthorized.code) {
      return { state: 'bad', detail: unauthorized.problem, fix: unauthorized.fix }
    }
    return {
      state: 'bad',
      detail: `Discord cannot be reached: ${describeError(error).slice(0, 200)}`,
      fix: 'check the network, a proxy or a firewall of this machine, and DISCORD_API_URL',
    }
  }
}
