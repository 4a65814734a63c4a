import type { Hono } from 'hono'
import { answerProblem } from '../receive/reply.ts'
import { listPosts } from '../render/channel.ts'
import { clientAddress } from '../connect/client-address.ts'
import { htmlText } from '../render/html.ts'
import type { Listeners, LiveEvent } from './listeners.ts'
import type { AppOptions } from '../options.ts'
import { tooManyListeners } from '../render/pages/problem.ts'
import { parsePostNumber, postData, renderPost } from '../render/post.ts'
import type { TimelinePost } from './timeline.ts'

/** The live stream's event for a post: its data, and its markup for the page. */
export const postEvent = async (post: TimelinePost): Promise<LiveEvent> => ({
  id: post.number,
  name: 'post',
  data: JSON.stringify({ ...postData(post), html: await htmlText(renderPost(post)) }),
})

const headers = { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store' }

/** `GET /events`: each post as it comes, after those since `?after=` or the browser's `Last-Event-ID`. */
export const addLive = (app: Hono, { timeline }: AppOptions, listeners: Listeners): void => {
  const since = async (seen: number): Promise<LiveEvent[]> => {
    const { posts } = await listPosts(timeline)
    const missed = posts.filter((post) => post.number > seen).toReversed()
    return Promise.all(missed.map(postEvent))
  }

  app.get('/events', (c) => {
    // Hono answers HEAD with the GET route, and a stream opened for HEAD would never be read or closed.
    if (c.req.method === 'HEAD') return c.body(null, 200, headers)
    const seen = parsePostNumber(c.req.header('last-event-id') ?? c.req.query('after'))
    const stream = listeners.open(clientAddress(c), async () => (seen === undefined ? [] : since(seen)))
    return stream === undefined ? answerProblem(c, tooManyListeners) : c.body(stream, 200, headers)
  })
}
