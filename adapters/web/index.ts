import type { RequestListener, Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Receiver } from '../../src/commands/port.ts'
import type { Poster } from '../../src/delivery/port.ts'
import { createApp } from './connect/app.ts'
import { closeServer, hostInUrl, openServer } from './connect/server.ts'
import type { AppOptions } from './options.ts'
import { createListeners } from './post/listeners.ts'
import { createPoster } from './post/poster.ts'

export type WebOptions = AppOptions & {
  readonly host: string
  /** 0 for any free port; `url` then contains it. */
  readonly port: number
  /** Other handlers on this port, by the beginning of the path: `/slack/`. */
  readonly mounted?: Readonly<Record<string, RequestListener>>
}

/** The web channel: a page that shows posts like a chat platform, with a command box. */
export const createWeb = (options: WebOptions): Poster & Receiver & { readonly url: () => string } => {
  const { host } = options
  const listeners = createListeners()
  let server: Server | undefined

  const bound = (): { readonly address: string; readonly port: number } => {
    const opened = server?.address()
    return typeof opened === 'object' && opened !== null ? opened : { address: host, port: options.port }
  }
  const url = (): string => `http://${hostInUrl(host)}:${bound().port}`

  return {
    ...createPoster({ ...options, listeners }),
    url,
    /** @throws UserError if the port or host cannot be opened. */
    async start(handler) {
      const app = createApp(options, { listeners, handler, bound, url })
      const own = getRequestListener(app.fetch, { overrideGlobalObjects: false })
      const mounted = Object.entries(options.mounted ?? {})
      server = await openServer(host, options.port, (request, response) => {
        const [, other] = mounted.find(([prefix]) => request.url?.startsWith(prefix) === true) ?? []
        return other === undefined ? void own(request, response) : other(request, response)
      })
    },
    async stop() {
      listeners.close()
      if (server !== undefined) await closeServer(server)
      server = undefined
    },
  }
}
