import { type App, SocketModeReceiver } from '@slack/bolt'
import { setTimeout as wait } from 'node:timers/promises'
import { EnvHttpProxyAgent } from 'undici'
import { z } from 'zod'
import { describeError, type Problem } from '../../../src/errors.ts'
import type { Log } from '../../../src/log.ts'
import { tryAgain } from '../../../src/platform/try-again.ts'
import { createTroubleLog, unreached } from '../../../src/platform/unreached.ts'
import { clientOptions, sdkLogger, slackServer } from './client.ts'
import { callError, refusalOf } from './errors.ts'

/**
 * Slack sends each envelope to one of an app's connections, so the other one receives while one is being renewed.
 * docs.slack.dev, Socket Mode: up to ten connections.
 */
const connectionCount = 2
const shortestWaitMs = 100
const longestWaitMs = 30_000
/** A connection that Slack does not open in this time is closed, and another one is made. */
const longestOpeningMs = 30_000

type Options = {
  readonly appToken: string
  readonly apiUrl: string | undefined
  readonly log: Log
  readonly now: () => Date
}

/** Why a connection cannot be opened, with the fix. */
export const faultOf = (error: unknown, apiUrl: string | undefined): Problem => {
  const code = refusalOf(error)
  if (code === undefined) return unreached(slackServer(apiUrl), callError(error))
  return {
    problem: `Slack says ${code}`,
    fix: 'copy SLACK_APP_TOKEN again from Basic Information, App-Level Tokens, with connections:write',
  }
}

/** The proxy for the SDK's WebSocket, which ignores Node's own proxy setting; undefined if no proxy is set. */
const throughProxy = (): EnvHttpProxyAgent | undefined =>
  process.env['HTTPS_PROXY'] === undefined ? undefined : new EnvHttpProxyAgent()

/** What Slack says about the connection, and a request. */
const messageSchema = z.union([
  z.looseObject({ type: z.enum(['hello', 'disconnect']) }),
  z.looseObject({ envelope_id: z.string() }).transform((envelope) => ({ ...envelope, type: 'request' })),
])

const readMessage = (data: unknown): z.infer<typeof messageSchema> | undefined => {
  try {
    return messageSchema.safeParse(JSON.parse(String(data))).data
  } catch {
    return undefined
  }
}

/**
 * Reads each message before the SDK does. The SDK emits a request under the name that is in it, among its own events such as
 * `disconnected`, and throws where an event has no name; we read what a request is from its payload, so it gets another name here.
 */
const readFirst = (client: SocketModeReceiver['client'], log: Log): void => {
  const dispatchers = client.listeners('ws_message')
  client.removeAllListeners('ws_message')
  client.on('ws_message', (data: unknown) => {
    const message = readMessage(data)
    if (message === undefined) log.warn('a message of Slack cannot be read')
    else for (const dispatch of dispatchers) dispatch(JSON.stringify(message), false)
  })
}

/**
 * One permanent connection. Bolt's own reconnection waits five seconds before every new try, and lets an
 * unhandled rejection end the process when a try is refused, so it is switched off and done here.
 */
const createConnection = (options: Options, troubles: ReturnType<typeof createTroubleLog>) => {
  const { log } = options
  const dispatcher = throughProxy()
  const receiver = new SocketModeReceiver({
    appToken: options.appToken,
    autoReconnectEnabled: false,
    ...(dispatcher === undefined ? {} : { dispatcher }),
    logger: sdkLogger(log),
    installerOptions: { clientOptions: clientOptions(options.apiUrl, log) },
    // The app logs a fault of a handler, after the envelope was acknowledged.
    processEventErrorHandler: async () => true,
  })
  const { client } = receiver
  readFirst(client, log)
  let stopping = new AbortController()
  let isOpen = false
  let isTrying = false
  let fault: Problem | undefined

  // The SDK throws while a connection is being opened; then there is nothing to close.
  const close = async (): Promise<void> =>
    client.disconnect().catch((error: unknown) => log.debug({ error: describeError(error) }, 'closing'))

  const open = async (): Promise<boolean> => {
    const timer = setTimeout(() => void close(), longestOpeningMs)
    try {
      await client.start()
      isOpen = true
      fault = undefined
      troubles.over()
      // Stopped meanwhile, but the SDK opened the connection nevertheless.
      if (stopping.signal.aborted) await client.disconnect()
      return true
    } catch (error) {
      // The SDK rejects with nothing if the connection is closed before Slack says that it is open.
      fault = faultOf(error ?? new Error('it did not open the connection'), options.apiUrl)
      troubles.report(fault)
      return false
    } finally {
      clearTimeout(timer)
    }
  }
  const afterFirstTry = async (firstTry: Promise<boolean>): Promise<void> => {
    const { signal } = stopping
    if (!(await firstTry)) await tryAgain(open, { firstMs: shortestWaitMs, longestMs: longestWaitMs, signal })
    isTrying = false
    // Stopped and started again meanwhile.
    if (!isOpen) await keepOpen()
  }
  /** Opens the connection, and keeps trying after a failure. Resolves after the first try. */
  const keepOpen = async (): Promise<void> => {
    if (isTrying || stopping.signal.aborted) return
    isTrying = true
    const firstTry = open()
    void afterFirstTry(firstTry)
    await firstTry
  }
  client.on('disconnected', () => {
    isOpen = false
    void keepOpen()
  })

  return {
    receiver,
    start: async (): Promise<void> => {
      stopping = new AbortController()
      await keepOpen()
    },
    state: () => ({ isOpen, fault }),
    stop: async (): Promise<void> => {
      stopping.abort()
      await close()
    },
  }
}

/** How long to wait for Slack to close its side. */
const closeMs = 1000

/** Receives over WebSockets, without a gap while a connection is renewed. */
export const createConnections = (options: Options) => {
  const troubles = createTroubleLog(options.log, 'Slack', options.now)
  const connections = Array.from({ length: connectionCount }, () => createConnection(options, troubles))
  return {
    init: (app: App): void => connections.forEach(({ receiver }) => receiver.init(app)),
    /** Resolves with the first connection, or when one try failed: a refused token is tried again while the rest of the program works. */
    async start(): Promise<void> {
      await Promise.race(connections.map(async ({ start }) => start()))
    },
    /** Whether a connection is open, and why the last try to open one failed, with its fix; undefined if one is open. */
    state() {
      const states = connections.map(({ state }) => state())
      const isReady = states.some(({ isOpen }) => isOpen)
      return { isReady, fault: isReady ? undefined : states.find(({ fault }) => fault !== undefined)?.fault }
    },
    async stop(): Promise<void> {
      await Promise.race([Promise.all(connections.map(({ stop }) => stop())), wait(closeMs)])
    },
  }
}
