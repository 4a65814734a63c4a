import { fileURLToPath } from 'node:url'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { etag } from 'hono/etag'
import type { Handler } from '../../../src/commands/port.ts'
import { describeError } from '../../../src/errors.ts'
import { addAccess } from './access.ts'
import { answerProblem } from '../receive/reply.ts'
import { type Bound, securityHeaders } from './guard.ts'
import type { Listeners } from '../post/listeners.ts'
import type { AppOptions } from '../options.ts'
import { fault, notFound, storageFault } from '../render/pages/problem.ts'
import { createAnswering } from '../receive/answering.ts'
import { addArchive } from '../receive/archive.ts'
import { addCommand } from '../receive/command.ts'
import { addFeeds } from '../receive/feeds.ts'
import { addLive } from '../post/live.ts'
import { addPages } from '../receive/pages.ts'
import { addViews } from '../receive/views.ts'

type Serving = {
  readonly listeners: Listeners
  readonly handler: Handler
  /** The address and port of the socket. */
  readonly bound: () => Bound
  readonly url: () => string
}

/** The folder in which `assets` is. */
const root = fileURLToPath(new URL('../render', import.meta.url))

/** All addresses of the page, behind their common guards. */
export const createApp = (options: AppOptions, serving: Serving): Hono => {
  const app = new Hono()
  app.use(securityHeaders())
  app.use(async (c, next) => {
    await next()
    c.header('Vary', 'Accept')
    if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'private, no-cache')
  })
  addAccess(app, { ...options, ...serving })
  app.get('/assets/*', etag(), serveStatic({ root }))
  const answering = createAnswering(options, serving.handler)
  addPages(app, options, answering)
  addArchive(app, options)
  addFeeds(app, options)
  addViews(app, options)
  app.all('/mcp', async (c) => options.mcp(c.req.raw))
  addLive(app, options, serving.listeners)
  addCommand(app, answering)
  app.notFound((c) => answerProblem(c, notFound))
  app.onError((error, c) => {
    const trouble = options.storageTrouble(error)
    options.log.error({ path: c.req.path, error: trouble ?? describeError(error) }, 'a page could not be shown')
    return answerProblem(c, trouble === undefined ? fault : storageFault(trouble))
  })
  return app
}
