import type { IncomingMessage, ServerResponse } from 'node:http'
import { HTTPReceiver, type InstallationStore, type Receiver } from '@slack/bolt'
import { setTimeout as wait } from 'node:timers/promises'
import type { Log } from '../../../src/log.ts'
import { clientOptions, sdkLogger } from './client.ts'
import type { HttpMode } from '../options.ts'

/** The paths for Slack on this server. */
export const paths = { events: '/slack/events', install: '/slack/install', callback: '/slack/oauth_redirect' } as const

/** The scopes that the app asks for at its installation; the same list as in manifest.yaml. */
export const scopes = [
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:write',
  'links:read',
  'links:write',
  'users:read',
] as const

const mostBytes = 1 << 20
const requestTimeoutMs = 10_000
/** How much Slack's clock may be ahead of ours. */
const aheadMs = 60_000

export type Listener = (request: IncomingMessage, response: ServerResponse) => void

/** The complete body, or the status that refuses it. */
const readBody = async (request: IncomingMessage): Promise<Buffer | 413> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > mostBytes) return 413
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const refuse = (request: IncomingMessage, response: ServerResponse, status: number): void => {
  if (response.headersSent) request.destroy()
  else response.writeHead(status, { connection: 'close' }).end(() => request.destroy())
}

/** Limits the cookie that ties an installation to its browser to the way back from Slack. */
const keepCookieSameSite = (response: ServerResponse): void => {
  const setHeader = response.setHeader.bind(response)
  response.setHeader = (name, value) =>
    setHeader(
      name,
      name.toLowerCase() === 'set-cookie' ? [value].flat().map((cookie) => `${cookie}; SameSite=Lax`) : value,
    )
}

/**
 * Receives over HTTP, as a listener for an existing server. Bolt checks the signature and refuses requests older than
 * five minutes; requests from the future, larger than 1 MB or slower than 10 s are refused here.
 */
export const createHttpReceiver = (
  options: HttpMode & { apiUrl: string | undefined; log: Log; now: () => Date; installationStore: InstallationStore },
): { readonly receiver: Receiver; readonly listener: Listener } => {
  const { apiUrl, log, now } = options
  const receiver = new HTTPReceiver({
    signingSecret: options.signingSecret,
    clientId: options.clientId,
    clientSecret: options.clientSecret,
    stateSecret: options.stateSecret,
    endpoints: paths.events,
    scopes: [...scopes],
    redirectUri: new URL(paths.callback, options.publicUrl).href,
    installationStore: options.installationStore,
    bodyLimit: mostBytes,
    // What it refuses is answered and not thrown.
    logger: { ...sdkLogger(log), warn: log.warn.bind(log), error: log.error.bind(log) },
    installerOptions: {
      installPath: paths.install,
      redirectUriPath: paths.callback,
      directInstall: true,
      clientOptions: clientOptions(apiUrl, log),
      ...(apiUrl === undefined ? {} : { authorizationUrl: new URL('../oauth/v2/authorize', apiUrl).href }),
    },
  })

  const hear = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const done = new AbortController()
    const late = wait(requestTimeoutMs, 408 as const, { signal: done.signal })
    const body = await Promise.race([readBody(request), late]).finally(() => done.abort())
    if (typeof body === 'number') return refuse(request, response, body)
    const signedAtMs = Number(request.headers['x-slack-request-timestamp']) * 1000
    if (signedAtMs > now().getTime() + aheadMs) return refuse(request, response, 401)
    // Bolt accepts a body that was read before.
    receiver.requestListener(Object.assign(request, { rawBody: body }), response)
  }

  const listener: Listener = (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://here.invalid')
    const isEvent = pathname === paths.events && request.method === 'POST'
    const isInstall = (pathname === paths.install || pathname === paths.callback) && request.method === 'GET'
    if (isInstall) {
      keepCookieSameSite(response)
      receiver.requestListener(request, response)
    } else if (isEvent) {
      hear(request, response).catch(() => refuse(request, response, 400))
    } else {
      response.writeHead(404).end()
    }
  }
  return { receiver, listener }
}
