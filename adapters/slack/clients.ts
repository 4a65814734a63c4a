import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { GoneError, RetryableError } from '../../src/errors.ts'
import type { Log } from '../../src/log.ts'
import { createClient } from './client.ts'
import { callError } from './errors.ts'

/** Workspaces whose client is kept at hand. */
const mostClients = 500

export type Clients = {
  /** @throws GoneError where the app is not installed in that workspace. */
  readonly of: (tenant: string) => Promise<WebClient>
}

const identitySchema = z.object({ team_id: z.string(), user_id: z.string(), bot_id: z.string().optional() })

/** Whom a bot token speaks for. */
export type Identity = z.infer<typeof identitySchema>

/** The client of the one workspace that a bot token belongs to; a place of any other workspace is not ours. */
export const singleClient = (
  botToken: string,
  apiUrl: string | undefined,
  log: Log,
): Clients & {
  readonly identity: () => Promise<Identity>
  /** Why Slack does not take the token, with the fix; undefined while it does. */
  readonly fault: () => string | undefined
} => {
  const client = createClient(botToken, apiUrl, log)
  let own: Promise<Identity> | undefined
  let fault: string | undefined
  const ask = async (): Promise<Identity> => {
    try {
      const identity = identitySchema.parse(await client.auth.test())
      fault = undefined
      return identity
    } catch (error) {
      own = undefined
      const failure = callError(error)
      fault = failure instanceof GoneError ? `${failure.message}; ${failure.fix}` : failure.message
      if (!(failure instanceof RetryableError)) throw failure
      // Whatever was to be called with this client, nothing of it has been sent.
      const { code, message, retryAfterMs } = failure
      throw new RetryableError(code, message, { retryAfterMs, notAccepted: true, cause: error })
    }
  }
  const identity = async (): Promise<Identity> => {
    own ??= ask()
    return own
  }
  return {
    identity,
    fault: () => fault,
    async of(tenant) {
      if ((await identity()).team_id === tenant) return client
      throw new GoneError(
        'other-workspace',
        'SLACK_BOT_TOKEN belongs to another workspace',
        'use the token of the workspace that the channel is in',
        { scope: 'tenant' },
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
        throw new GoneError('not-installed', 'the app is not installed in that workspace', 'install it again', {
          scope: 'tenant',
        })
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
