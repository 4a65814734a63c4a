import type { WebClient } from '@slack/web-api'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { GoneError, type Problem, problemClause, RetryableError } from '../../../src/errors.ts'
import type { Log } from '../../../src/log.ts'
import { createTokenCheck, type TokenCheck } from '../../../src/platform/token-check.ts'
import { createClient } from './client.ts'
import type { SlackClock } from './clock.ts'
import { callError } from './errors.ts'
import { tokenProblem } from './refusals.ts'

/** How many clients of workspaces are kept in memory. */
const mostClients = 500

export type Clients = {
  /** @throws GoneError if the app is not installed in that workspace. */
  readonly of: (tenant: string) => Promise<WebClient>
  /** The error for a failed call, after Slack was asked about the token itself. */
  readonly confirm: (tenant: string, failure: Error) => Promise<Error>
  readonly stop: () => void
}

export type ClientsOptions = {
  readonly apiUrl: string | undefined
  readonly clock: SlackClock
  /** Called when a refused token works again. */
  readonly onAccepted: (tenant: string) => void
  readonly log: Log
  readonly retryMs: number | undefined
}

const identitySchema = z.object({
  team_id: z.string(),
  team: z.string().optional(),
  user_id: z.string(),
})

/** The workspace and the bot user of a token. */
export type Identity = z.infer<typeof identitySchema>

/** The problem with the token that this failure shows; undefined if it is about something else. */
const tokenProblemOf = (failure: Error): ReturnType<typeof tokenProblem> =>
  failure instanceof GoneError || failure instanceof RetryableError ? tokenProblem(failure.code) : undefined

/** The identity of the client, or why Slack refuses its token. @throws the port's errors if the answer shows neither. */
export const askWho = async (client: WebClient): Promise<Identity | Problem> => {
  try {
    return identitySchema.parse(await client.auth.test())
  } catch (error) {
    const failure = callError(error)
    const problem = tokenProblemOf(failure)
    if (problem === undefined) throw failure
    return problem
  }
}

/** The failure unchanged if Slack confirms that it refuses the token; otherwise an error that may pass. */
const confirmWith = async (check: TokenCheck<Problem>, failure: Error): Promise<Error> => {
  const refusal = tokenProblemOf(failure)
  if (refusal === undefined || (await check.check()) !== undefined) return failure
  const what = `Slack answers ${refusal.code} to one call, although it accepts the token`
  return new RetryableError(refusal.code, what, { notAccepted: true, cause: failure })
}

/** The check of a token, which also learns its workspace. */
const createIdentityCheck = (client: () => Promise<WebClient>, { onAccepted, log, retryMs }: ClientsOptions) => {
  let own: Identity | undefined
  const check = createTokenCheck({
    async ask() {
      const who = await askWho(await client())
      if ('problem' in who) return who
      own = who
      return undefined
    },
    onAccepted: () => own && onAccepted(own.team_id),
    log,
    retryMs,
  })
  return { ...check, own: () => own }
}

/** The client of the workspace of a bot token; places of any other workspace are refused. */
export const singleClient = (botToken: string, options: ClientsOptions) => {
  const client = createClient(botToken, options)
  const check = createIdentityCheck(async () => client, options)
  const identity = async (): Promise<Identity> => {
    const fault = check.own() === undefined ? await check.check() : undefined
    const own = check.own()
    if (own !== undefined) return own
    // Nothing has been sent with this client.
    const why =
      fault === undefined ? 'Slack does not say which workspace SLACK_BOT_TOKEN belongs to' : problemClause(fault)
    throw new RetryableError('no-identity', why, { notAccepted: true })
  }
  return {
    identity,
    /** Why Slack refuses the token, with the fix; undefined while it does not. */
    fault: check.fault,
    confirm: async (_tenant: string, failure: Error): Promise<Error> => confirmWith(check, failure),
    async of(tenant: string): Promise<WebClient> {
      if ((await identity()).team_id === tenant) return client
      throw new GoneError(
        'other-workspace',
        'SLACK_BOT_TOKEN belongs to another workspace',
        'use the token of the workspace that the channel is in',
        { scope: 'tenant' },
      )
    },
    stop: check.stop,
  }
}

/** The clients of the workspaces that the app is installed in. */
export const installedClients = (
  token: (tenant: string) => Promise<string | undefined>,
  options: ClientsOptions,
): Clients => {
  const kept = new LRUCache<string, { readonly token: string; readonly client: WebClient }>({ max: mostClients })
  const checks = new Map<string, TokenCheck<Problem>>()

  const of: Clients['of'] = async (tenant) => {
    // Read each time, because a workspace that has just removed the app must not get posts with a remembered token.
    const current = await token(tenant)
    if (current === undefined) {
      kept.delete(tenant)
      throw new GoneError('not-installed', 'the app is not installed in that workspace', 'install it again', {
        scope: 'tenant',
      })
    }
    const known = kept.get(tenant)
    if (known?.token === current) return known.client
    const client = createClient(current, options)
    kept.set(tenant, { token: current, client })
    return client
  }

  /** The check of a workspace's token, made when its token is first refused. */
  const checkOf = (tenant: string): TokenCheck<Problem> => {
    const known = checks.get(tenant)
    if (known !== undefined) return known
    const check = createIdentityCheck(async () => of(tenant), options)
    checks.set(tenant, check)
    return check
  }

  return {
    of,
    confirm: async (tenant, failure) =>
      tokenProblemOf(failure) === undefined ? failure : confirmWith(checkOf(tenant), failure),
    stop: () => {
      for (const check of checks.values()) check.stop()
    },
  }
}
