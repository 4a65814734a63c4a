import type { Hono } from 'hono'
import { answerProblem } from './answering.ts'
import { type AsSlack, renderAsSlack } from './as-slack.ts'
import { renderAsDiscord } from './as-discord.ts'
import { listPosts } from './channel.ts'
import type { Html } from './html.ts'
import type { AppOptions } from './options.ts'
import { notFound } from './pages/problem.ts'
import { isView, renderView, type View } from './pages/views.ts'
import type { TimelinePost } from './timeline.ts'

/** A page of posts takes long to draw in full; the newest show what is to be seen. */
const mostShown = 10

const renderAs = async (view: View, post: TimelinePost, preview: AppOptions['preview']): Promise<Html> => {
  const { thread = [], ...card } = post.card
  const payload = await preview(view, card, post.key)
  const below = thread.length === 0 ? undefined : await preview(view, { blocks: thread }, `${post.key}-thread`)
  if (view === 'discord') return renderAsDiscord(payload, below)
  return renderAsSlack(payload as AsSlack, below === undefined ? [] : [below as AsSlack], post.postedAt)
}

/** `GET /as/slack`, `GET /as/discord`: the newest posts as the platform shows them. */
export const addViews = (app: Hono, { timeline, preview }: AppOptions): void => {
  app.get('/as/:view', async (c) => {
    const view = c.req.param('view')
    if (!isView(view)) return answerProblem(c, notFound)
    const { posts } = await listPosts(timeline)
    const shown = await Promise.all(posts.slice(0, mostShown).map((post) => renderAs(view, post, preview)))
    return c.html(renderView(view, shown))
  })
}
