import type { Hono } from 'hono'
import { type Status, troubledSources } from '../../../src/ops/port.ts'
import type { Answering } from './answering.ts'
import { answerProblem, taking, wantsJson } from './reply.ts'
import { channelPage, listPosts } from '../render/channel.ts'
import { commentaryPath } from '../render/html.ts'
import type { AppOptions } from '../options.ts'
import { renderCommentary } from '../render/pages/commentary.ts'
import { renderPosts } from '../render/pages/posts.ts'
import { badPostNumber, unknownCommentary } from '../render/pages/problem.ts'
import { renderStatus } from '../render/pages/status.ts'
import { parsePostNumber, postData } from '../render/post.ts'

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

/** `GET /` → `{ posts, next, status }` and `GET /posts` → `{ posts, next }`; `next` is missing on the last page. */
const addPosts = (app: Hono, options: AppOptions): void => {
  app.get('/', async (c) => {
    if (!wantsJson(c)) return c.html(await channelPage(options))
    const [{ posts, next }, status] = await Promise.all([listPosts(options.timeline), options.status()])
    return c.json({ posts: posts.map(postData), next, status: statusSummary(status) })
  })

  app.get('/posts', taking('before'), async (c) => {
    const query = c.req.query('before')
    const before = parsePostNumber(query)
    if (query !== undefined && before === undefined) return answerProblem(c, badPostNumber)
    const { posts, next } = await listPosts(options.timeline, before)
    return wantsJson(c) ? c.json({ posts: posts.map(postData), next }) : c.html(renderPosts(posts, next))
  })
}

/**
 * `GET /commentaries/:id` → `{ commentary, briefing, claims, text, revision, correction }`; `briefing` is null until it is made,
 * `correction` for a text that was never corrected.
 */
const addCommentaries = (app: Hono, { read }: AppOptions): void => {
  app.get('/commentaries/:id', async (c) => {
    const asked = c.req.param('id')
    const archived = asked.length <= 64 ? await read(asked) : undefined
    if (archived === undefined) return answerProblem(c, unknownCommentary(asked))
    const { id } = archived.commentary
    if (id !== asked) return c.redirect(commentaryPath(id), 301)
    if (!wantsJson(c)) return c.html(renderCommentary(archived))
    const { commentary, briefing, text, revision, correction } = archived
    return c.json({
      commentary,
      briefing: briefing ?? null,
      claims: briefing?.claims ?? [],
      text,
      revision,
      correction: correction ?? null,
    })
  })
}

/** `GET /status` → the `Status`; `/healthz` says that the process runs, `/readyz` whether it can work, and why not; `/metrics` is for Prometheus. */
const addStatus = (app: Hono, options: AppOptions, { handler, askerOf }: Answering): void => {
  app.get('/status', async (c) => {
    const status = await options.status()
    if (wantsJson(c)) return c.json(status)
    return c.html(renderStatus(status, await handler.answer({ text: 'status', ...askerOf(c) }), options.now()))
  })

  app.get('/metrics', async (c) => {
    const { body, contentType } = await options.metrics()
    return c.body(body, 200, { 'Content-Type': contentType })
  })

  app.get('/healthz', (c) => (wantsJson(c) ? c.json({ alive: true, version: options.version }) : c.text('alive')))

  app.get('/readyz', async (c) => {
    const state = await options.ready()
    const code = state.ready ? 200 : 503
    return wantsJson(c) ? c.json(state, code) : c.text(state.ready ? 'ready' : (state.reason ?? 'not ready'), code)
  })
}

/** The pages for reading; each address answers as a page or as data. */
export const addPages = (app: Hono, options: AppOptions, answering: Answering): void => {
  addPosts(app, options)
  addCommentaries(app, options)
  addStatus(app, options, answering)
}
