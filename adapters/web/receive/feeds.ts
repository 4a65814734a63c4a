import type { Context, Hono } from 'hono'
import { UserError } from '../../../src/errors.ts'
import type { AppOptions } from '../options.ts'
import { type FeedFormat, feedFormats } from '../render/feed-path.ts'
import { badFilter } from '../render/pages/problem.ts'
import { answerProblem, taking } from './reply.ts'

/** `GET /feed.xml?q=…`, `GET /feed.json?q=…`: the newest briefings that a subscription with that filter would post. */
export const addFeeds = (app: Hono, { library, publicUrl }: AppOptions): void => {
  const answerWith = async (c: Context, format: FeedFormat): Promise<Response> => {
    const filter = (c.req.query('q') ?? '').trim()
    try {
      const items = await (await library()).newest(filter)
      const { renderFeed } = await import('../render/feed.ts')
      const { origin } = new URL(publicUrl ?? c.req.url)
      return c.body(await renderFeed(items, { format, filter, origin }), 200, {
        'Content-Type': `${feedFormats[format].type}; charset=utf-8`,
      })
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      return answerProblem(c, badFilter(error.sentence))
    }
  }
  for (const format of ['atom', 'json'] as const) {
    app.get(feedFormats[format].path, taking('q'), async (c) => answerWith(c, format))
  }
}
