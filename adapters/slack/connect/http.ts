import type { IncomingMessage, ServerResponse } from 'node:http'
import { HTTPReceiver, type InstallationStore, type Receiver } from '@slack/bolt'
import { describeError } from '../../../src/errors.ts'
import { clientOptions, sdkLogger } from './client.ts'
import { answerFailure } from './install-failure.ts'
import type { HttpMode, SlackOptions } from '../options.ts'

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
/** How much Slack's clock may be ahead of ours. */
const aheadMs = 60_000

export type Listener = (request: IncomingMessage, response: ServerResponse) => void

/** Marks the cookie that connects an installation to its browser as `SameSite=Lax`: no form of another site can use it. */
const keepCookieSameSite = (response: ServerResponse): void => {
  const setHeader = response.setHeader.bind(response)
  response.setHeader = (name, value) =>
    setHeader(
      name,
      name.toLowerCase() === 'set-cookie' ? [value].flat().map((cookie) => `${cookie}; SameSite=Lax`) : value,
    )
}

/**
 * Receives over HTTP, as a listener for an existing server, which ends slow requests. Bolt checks the signature, and refuses
 * requests that are larger than 1 MB or older than five minutes; requests from the future are refused here.
 */
export const createHttpReceiver = (
  options: SlackOptions & HttpMode & { readonly installationStore: InstallationStore },
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
    // Bolt logs its refusals here and does not throw them.
    logger: { ...sdkLogger(log), warn: log.warn.bind(log) },
    installerOptions: {
      installPath: paths.install,
      redirectUriPath: paths.callback,
      directInstall: true,
      callbackOptions: {
        failure: (error, _options, request, response) =>
          log.warn(
            { error: describeError(error), shown: answerFailure(error, paths.install, request, response) },
            'the app was not installed',
          ),
      },
      clientOptions: clientOptions(apiUrl, log),
      ...(apiUrl === undefined ? {} : { authorizationUrl: new URL('../oauth/v2/authorize', apiUrl).href }),
    },
  })

  const listener: Listener = (request, response) => {
    const signedAtMs = Number(request.headers['x-slack-request-timestamp']) * 1000
    if (signedAtMs > now().getTime() + aheadMs) {
      response.writeHead(401).end()
      return
    }
    keepCookieSameSite(response)
    try {
      receiver.requestListener(request, response)
    } catch {
      // Bolt throws for an address that is not one of its own.
      response.writeHead(404).end()
    }
  }
  return { receiver, listener }
}
