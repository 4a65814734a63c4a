import type { Hono } from 'hono'
import type { Card } from '../../../src/card/card.ts'
import { labels } from '../../../src/card/text.ts'
import { answerProblem } from './reply.ts'
import type { AsSlack } from '../render/as-slack.ts'
import { listPosts } from '../render/channel.ts'
import type { Html } from '../render/html.ts'
import type { AppOptions } from '../options.ts'
import { notFound } from '../render/pages/problem.ts'
import { isView, renderView, type View } from '../render/pages/views.ts'
import type { TimelinePost } from '../post/timeline.ts'

/** Only the newest posts, because a full page takes long to draw. */
const mostShown = 10

const renderAs = async (view: View, post: TimelinePost, preview: AppOptions['preview']): Promise<Html> => {
  const { thread = [], ...card } = post.card
  const payload = await preview(view, card, post.key)
  const { commentaries = [], actions = [] } = card
  const reply: Card = {
    blocks: thread,
    commentaries,
    actions: actions.filter(({ label }) => label === labels.reportMistake),
  }
  const below = thread.length === 0 ? undefined : await preview(view, reply, `${post.key}-thread`)
  // Loaded with the first use, so that the program starts faster.
  if (view === 'discord') return (await import('../render/as-discord.ts')).renderAsDiscord(payload, below)
  const { renderAsSlack } = await import('../render/as-slack.ts')
  return renderAsSlack(payload as AsSlack, below as AsSlack | undefined, post.postedAt)
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
