import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { GoneError } from '../../src/errors.ts'
import type { Log } from '../../src/log.ts'
import { createClient } from './client.ts'
import { callError } from './errors.ts'

/** Workspaces whose client is kept at hand. */
const mostClients = 500

export type Clients = {
  /** @throws GoneError where the app is not installed in that workspace. */
  of(tenant: string): Promise<WebClient>
}

const identitySchema = z.object({ team_id: z.string() })

/** The client of the one workspace that a bot token belongs to; a place of any other workspace is not ours. */
export const singleClient = (botToken: string, apiUrl: string | undefined, log: Log): Clients => {
  const client = createClient(botToken, apiUrl, log)
  let own: Promise<string> | undefined
  const ownTenant = async (): Promise<string> => {
    try {
      return identitySchema.parse(await client.auth.test()).team_id
    } catch (error) {
      own = undefined
      const failure = callError(error)
      throw failure
    }
  }
  return {
    async of(tenant) {
      own ??= ownTenant()
      if ((await own) === tenant) return client
      throw new GoneError(
        'other_workspace',
        'SLACK_BOT_TOKEN belongs to another workspace',
        'use the token of the workspace that the channel is in',
      )
    },
  }
}

/** The clients of the workspaces that the app is installed in. */
export const installedClients = (
  token: (tenant: string) => Promise<string | undefined>,
  apiUrl: string | undefined,
  log: Log,
): Clients => {
  const kept = new Map<string, { readonly token: string; readonly client: WebClient }>()
  return {
    async of(tenant) {
      // Asked every time: a workspace that has just removed us must not be posted to with what we remember.
      const current = await token(tenant)
      if (current === undefined) {
        kept.delete(tenant)
        throw new GoneError('not_installed', 'the app is not installed in that workspace', 'install it again')
      }
      const known = kept.get(tenant)
      if (known?.token === current) return known.client
      const client = createClient(current, apiUrl, log)
      kept.set(tenant, { token: current, client })
      const oldest = kept.size > mostClients ? kept.keys().next().value : undefined
      if (oldest !== undefined) kept.delete(oldest)
      return client
    },
  }
}
