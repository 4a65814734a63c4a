import { readFileSync } from 'node:fs'
import { type Context, Hono } from 'hono'
import { accepts } from 'hono/accepts'
import { bodyLimit } from 'hono/body-limit'
import { etag } from 'hono/etag'
import type { ArchivedCommentary } from '../../src/archive/port.ts'
import type { Command } from '../../src/commands/port.ts'
import type { Card, Place } from '../../src/delivery/port.ts'
import { describeError } from '../../src/errors.ts'
import type { Log } from '../../src/log.ts'
import type { Status } from '../../src/ops/port.ts'
import { isCrossSite, isOwnHost, securityHeaders } from './guard.ts'
import { commentaryPath, type Html, htmlText } from './html.ts'
import type { Listeners, LiveEvent } from './listeners.ts'
import { type Answer, renderChannel } from './pages/channel.ts'
import { renderCommentary } from './pages/commentary.ts'
import { renderPosts } from './pages/posts.ts'
import {
  badPostNumber,
  crossSite,
  fault,
  missingText,
  notFound,
  type Problem,
  renderProblem,
  tooManyListeners,
  unknownCommentary,
  wrongHost,
} from './pages/problem.ts'
import { renderStatus } from './pages/status.ts'
import { isJsonRequest, longestCommand, readCommand } from './read-command.ts'
import { postData, renderPost } from './render-post.ts'
import { troubledSources } from './source-health.ts'
import type { Timeline, TimelinePost } from './timeline.ts'

export type AppOptions = {
  readonly version: string
  readonly timeline: Timeline
  /** The commentary of that id, if the archive holds it. */
  readonly read: (id: string) => Promise<ArchivedCommentary | undefined>
  /** The newest commentary of the archive. */
  readonly latest: () => Promise<ArchivedCommentary | undefined>
  readonly status: () => Promise<Status>
  readonly ready: () => Promise<{ ready: boolean; reason?: string }>
  readonly place: Place
  readonly log: Log
  readonly now: () => Date
}

type Serving = {
  readonly listeners: Listeners
  readonly handle: (command: Command) => Promise<Card>
  /** What was opened, and the address that people are told. */
  readonly bound: () => { readonly address: string; readonly port: number }
  readonly url: () => string
}

/** Posts on one page. */
const pageSize = 30
/** A command of the greatest length in its longest encoding, `%xx` for each of three bytes, and a frame around it. */
const largestBody = longestCommand * 9 + 10_000

const assets = [
  ['style.css', 'text/css; charset=utf-8'],
  ['live.js', 'text/javascript; charset=utf-8'],
  ['icon.svg', 'image/svg+xml'],
] as const

const wantsJson = (c: Context): boolean =>
  accepts(c, { header: 'Accept', supports: ['text/html', 'application/json'], default: 'text/html' }) ===
  'application/json'

const problemCard = (text: string): Card => ({ tone: 'problem', blocks: [{ type: 'text', text: [text] }] })

/** The live stream's event for a post: its data, and its markup for the page. */
export const postEvent = async (post: TimelinePost): Promise<LiveEvent> => ({
  id: post.number,
  name: 'post',
  data: JSON.stringify({ ...postData(post), html: await htmlText(renderPost(post)) }),
})

const statusSummary = ({ sources, archive, outbox }: Status) => ({
  healthy: troubledSources(sources).length === 0,
  sources: sources.map(({ id, state, detail, lastSuccessAt, nextPollAt }) => ({
    id,
    state,
    detail,
    lastSuccessAt,
    nextPollAt,
  })),
  archive: { ...archive, unread: archive.unread.length },
  outbox: { ...outbox, held: outbox.held.length },
})

const postNumber = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,15}$/u.test(text) ? Number(text) : undefined

/** Every address of the web preview. */
export const createApp = (options: AppOptions, serving: Serving): Hono => {
  const { timeline, log } = options
  const app = new Hono()

  const page = (c: Context, markup: Html, status: 200 | 413 = 200) => c.html(markup, status)

  const problem = (c: Context, what: Problem) =>
    wantsJson(c)
      ? c.json({ error: what.title, detail: what.text }, what.status)
      : c.html(renderProblem(what), what.status)

  const listPosts = async (before: number | undefined) => {
    const found = await timeline.list({ ...(before === undefined ? {} : { before }), limit: pageSize + 1 })
    const posts = found.slice(0, pageSize)
    const last = posts.at(-1)
    return { posts, next: found.length > pageSize && last !== undefined ? `/posts?before=${last.number}` : undefined }
  }

  const channelPage = async (answer?: Answer): Promise<Html> => {
    const [{ posts, next }, status] = await Promise.all([listPosts(undefined), options.status()])
    const latest = posts.length === 0 ? await options.latest() : undefined
    const name = options.place.channel
    return renderChannel({ name, posts, hasOlder: next !== undefined, status, latest, ...(answer && { answer }) })
  }

  const answerWith = async (c: Context, answer: Answer, status: 200 | 413) =>
    wantsJson(c) || isJsonRequest(c) ? c.json(answer.card, status) : page(c, await channelPage(answer), status)

  const refuseTooLong = (c: Context) => {
    const text = `The command is longer than ${longestCommand.toLocaleString('en')} characters. Shorten it and send it again.`
    return answerWith(c, { command: '/rsis …', card: problemCard(text) }, 413)
  }

  app.use(securityHeaders())
  app.use(async (c, next) => {
    await next()
    c.header('Vary', 'Accept')
    if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'private, no-cache')
  })
  app.use(async (c, next) => {
    if (!isOwnHost(c.req.header('host'), serving.bound())) return problem(c, wrongHost(serving.url()))
    return next()
  })

  for (const [name, type] of assets) {
    const content = readFileSync(new URL(`assets/${name}`, import.meta.url))
    app.get(`/assets/${name}`, etag(), (c) => c.body(content, 200, { 'Content-Type': type }))
  }

  app.get('/', async (c) => {
    if (!wantsJson(c)) return page(c, await channelPage())
    const [{ posts, next }, status] = await Promise.all([listPosts(undefined), options.status()])
    return c.json({ posts: posts.map(postData), next, status: statusSummary(status) })
  })

  app.get('/posts', async (c) => {
    const query = c.req.query('before')
    const before = postNumber(query)
    if (query !== undefined && before === undefined) return problem(c, badPostNumber)
    const { posts, next } = await listPosts(before)
    return wantsJson(c) ? c.json({ posts: posts.map(postData), next }) : page(c, renderPosts(posts, next))
  })

  app.get('/events', (c) => {
    const seen = postNumber(c.req.header('last-event-id') ?? c.req.query('after'))
    const missed = async (): Promise<LiveEvent[]> => {
      if (seen === undefined) return []
      const { posts } = await listPosts(undefined)
      return Promise.all(
        posts
          .filter((post) => post.number > seen)
          .toReversed()
          .map(postEvent),
      )
    }
    const headers = { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store' }
    if (c.req.method === 'HEAD') return c.body(null, 200, headers)
    const stream = serving.listeners.open(missed)
    return stream === undefined ? problem(c, tooManyListeners) : c.body(stream, 200, headers)
  })

  app.get('/command', (c) => c.redirect('/', 303))
  app.post(
    '/command',
    async (c, next) => {
      c.header('Cache-Control', 'no-store')
      return isCrossSite(c) ? problem(c, crossSite) : next()
    },
    bodyLimit({ maxSize: largestBody, onError: refuseTooLong }),
    async (c) => {
      const text = await readCommand(c)
      if (text === undefined) return problem(c, missingText)
      if (text.length > longestCommand) return refuseTooLong(c)
      const card = await serving.handle({ text, place: options.place, person: 'web' })
      return answerWith(c, { command: `/rsis ${text}`.trim(), card }, 200)
    },
  )

  app.get('/commentaries/:id', async (c) => {
    const asked = c.req.param('id')
    const id = /^co\d{5}$/iu.test(asked) ? asked.toUpperCase() : asked
    const archived = id.length <= 64 ? await options.read(id) : undefined
    if (archived === undefined) return problem(c, unknownCommentary(asked))
    if (id !== asked) return c.redirect(commentaryPath(id), 301)
    if (!wantsJson(c)) return page(c, renderCommentary(archived))
    const { commentary, briefing, text, revision } = archived
    return c.json({ commentary, briefing: briefing ?? null, claims: briefing?.claims ?? [], text, revision })
  })

  app.get('/status', async (c) => {
    const status = await options.status()
    return wantsJson(c) ? c.json(status) : page(c, renderStatus(status, options.now()))
  })

  app.get('/healthz', (c) => (wantsJson(c) ? c.json({ alive: true, version: options.version }) : c.text('alive')))
  app.get('/readyz', async (c) => {
    const state = await options.ready()
    const code = state.ready ? 200 : 503
    return wantsJson(c) ? c.json(state, code) : c.text(state.ready ? 'ready' : (state.reason ?? 'not ready'), code)
  })

  app.notFound((c) => problem(c, notFound))
  app.onError((error, c) => {
    log.error({ path: c.req.path, error: describeError(error) }, 'page failed')
    return problem(c, fault)
  })
  return app
}
