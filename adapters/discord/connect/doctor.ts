import { Routes } from 'discord.js'
import { z } from 'zod'
import { RetryableError } from '../../../src/errors.ts'
import type { State } from '../../../src/platform/adapter.ts'
import { unreached } from '../../../src/platform/unreached.ts'
import { inviteUrl } from './bot-permissions.ts'
import { unauthorized } from './fault.ts'
import type { DiscordOptions } from '../options.ts'
import { createRequests, discordServer } from './requests.ts'

const applicationSchema = z.object({ id: z.string(), name: z.string() })

/** Checks the token and the connection, and gives the address that invites the bot. Changes nothing. */
export const checkDiscord = async (
  options: Pick<DiscordOptions, 'token' | 'apiUrl' | 'log' | 'now' | 'requestMs'>,
): Promise<State> => {
  const { send } = createRequests(options)
  try {
    const { id, name } = applicationSchema.parse(await send('get', Routes.currentApplication()))
    return { state: 'good', detail: `${name}; invite it with ${inviteUrl(id)}` }
  } catch (error) {
    if (error instanceof RetryableError && error.code === unauthorized.code) {
      return { state: 'bad', detail: unauthorized.problem, fix: unauthorized.fix }
    }
    const { problem, fix } = unreached(discordServer(options.apiUrl), error)
    return { state: 'bad', detail: problem, fix }
  }
}
