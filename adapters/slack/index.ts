import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Receiver as BoltReceiver } from '@slack/bolt'
import type { Handler } from '../../src/commands/port.ts'
import { describeError, type Problem, UserError } from '../../src/errors.ts'
import { createOnce } from '../../src/platform/once-per-id.ts'
import { createShares } from '../../src/platform/shares.ts'
import { createTokenStore } from '../../src/platform/token-store.ts'
import { createUnderWay } from '../../src/platform/under-way.ts'
import { type Clients, type ClientsOptions, installedClients, singleClient } from './connect/clients.ts'
import { createSlackClock } from './connect/clock.ts'
import { createConnections } from './connect/socket.ts'
import { type BotUserOf, receiveFrom } from './receive/receive.ts'
import { createHttpReceiver, type Listener, paths } from './connect/http.ts'
import { createInstallations, installedBot } from './connect/installations.ts'
import type { HttpMode, SlackOptions, SocketMode } from './options.ts'
import { createPermissions } from './receive/permissions.ts'
import { createPoster } from './post/post.ts'

/** What differs between the two modes: how requests arrive, and which client belongs to a workspace. */
type Mode = {
  readonly clients: Clients
  readonly botUserOf: BotUserOf
  readonly forget: (tenant: string) => Promise<void>
  readonly receiver: BoltReceiver
  readonly listener?: Listener
  /** Whether requests arrive, and what keeps them from arriving, with its fix. */
  readonly state: () => { readonly isReady: boolean; readonly fault: Problem | undefined }
  /** Whether Slack refuses the one token of all workspaces. */
  readonly isRefused?: () => boolean
}

const socketMode = (options: SlackOptions & SocketMode, clients: ClientsOptions): Mode => {
  const { botToken, appToken, apiUrl, log, now } = options
  const own = singleClient(botToken, clients)
  const connections = createConnections({ appToken, apiUrl, log, now })
  return {
    clients: own,
    async botUserOf(tenant) {
      const { team_id, user_id } = await own.identity()
      if (tenant === team_id) return user_id
      throw new UserError('Workspace', 'this app belongs to another one', 'create an app for this workspace')
    },
    forget: async () => {},
    receiver: {
      ...connections,
      async start() {
        // Checked at once, so that a wrong token is noticed before the first post or command.
        // Logged elsewhere: a refused token by its check, and by the connections why Slack cannot be reached.
        own.identity().catch((error: unknown) => log.debug({ error: describeError(error) }, 'auth.test failed'))
        await connections.start()
      },
    },
    isRefused: () => own.fault() !== undefined,
    state() {
      const { isReady, fault } = connections.state()
      return { isReady, fault: fault ?? own.fault() }
    },
  }
}

const httpMode = (
  options: SlackOptions & HttpMode,
  joined: (tenant: string) => Promise<void>,
  clients: ClientsOptions,
): Mode => {
  const tokens = createTokenStore(options.installations, options.encryptionKey, options.log)
  const installations = createInstallations(tokens, joined)
  const installUrl = new URL(paths.install, options.publicUrl).href
  let fault: Problem | undefined
  const { receiver, listener } = createHttpReceiver({ ...options, installationStore: installations })
  return {
    clients: installedClients(async (tenant) => (await installedBot(tokens, tenant))?.token, clients),
    async botUserOf(tenant) {
      const bot = await installedBot(tokens, tenant)
      if (bot !== undefined) return bot.userId
      throw new UserError('Workspace', 'the app is not installed here any more', `install it again at ${installUrl}`)
    },
    forget: tokens.delete,
    receiver: {
      init: receiver.init.bind(receiver),
      // The page's server is used, so there is nothing to open or close here.
      async start() {
        fault = await tokens.reseal()
      },
      async stop() {},
    },
    listener,
    state: () => ({ isReady: true, fault }),
  }
}

const defaultStopGraceMs = 5000

/**
 * The Slack adapter: posts for the outbox, and receives commands, buttons, forms and events, each acknowledged at once.
 * @throws UserError if the encryption key is not valid.
 */
export const createSlack = (options: SlackOptions) => {
  const { apiUrl, memory, log, now, retryMs } = options
  let handler: Handler | undefined
  const joined = async (tenant: string): Promise<void> => handler?.joined({ platform: 'slack', tenant })
  const onAccepted = (tenant: string): void => {
    joined(tenant).catch((error: unknown) => {
      log.error({ tenant, error: describeError(error) }, 'the subscriptions of a workspace were not resumed')
    })
  }
  const clock = createSlackClock(now)
  const clientsOptions = { apiUrl, clock, onAccepted, log, retryMs }
  const mode =
    options.mode === 'socket' ? socketMode(options, clientsOptions) : httpMode(options, joined, clientsOptions)
  const { clients, listener } = mode
  const client = clients.of
  const underWay = createUnderWay()
  const context = {
    client,
    forget: mode.forget,
    permissions: createPermissions({ client, now, log }),
    once: createOnce(memory, log),
    shares: createShares({ memory, now, log }),
    log,
  }

  return {
    ...createPoster({ clients, clock, now, log }),
    /** For HTTP: answers everything under `/slack/`, mounted on the page's server. Undefined for Socket Mode. */
    listener:
      listener &&
      ((request: IncomingMessage, response: ServerResponse): void => {
        // Slack repeats requests that come before the start, so they are not lost.
        if (handler === undefined) response.writeHead(503).end()
        else listener(request, response)
      }),
    /** Whether Slack refuses the one token of all workspaces. */
    isRefused: () => mode.isRefused?.() === true,
    /** The mode's state, and how our clock differs from Slack's: over HTTP, Slack's requests are then refused as forged. */
    state: () => ({ ...mode.state(), clockFault: clock.fault() }),
    async start(given: Handler): Promise<void> {
      handler = given
      receiveFrom(mode.receiver, { underWay, botUserOf: mode.botUserOf, context: { ...context, handler } })
      await mode.receiver.start()
    },
    async stop(): Promise<void> {
      clients.stop()
      await mode.receiver.stop()
      await underWay.ended(options.stopGraceMs ?? defaultStopGraceMs)
      if (listener !== undefined) handler = undefined
    },
  }
}

export type Slack = ReturnType<typeof createSlack>
