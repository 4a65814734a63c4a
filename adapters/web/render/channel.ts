import type { Html } from './html.ts'
import type { AppOptions } from '../options.ts'
import { type Answer, renderChannel } from './pages/channel.ts'
import type { Timeline, TimelinePost } from '../post/timeline.ts'

/** How many posts are on one page. */
const pageSize = 30

export type PostPage = {
  /** Newest first. */
  readonly posts: readonly TimelinePost[]
  /** The address of the older posts; undefined if there are none. */
  readonly next: string | undefined
}

/** One page of posts, older than `before`. */
export const listPosts = async (timeline: Timeline, before?: number): Promise<PostPage> => {
  const found = await timeline.list({ ...(before === undefined ? {} : { before }), limit: pageSize + 1 })
  const posts = found.slice(0, pageSize)
  const last = posts.at(-1)
  return { posts, next: found.length > pageSize && last !== undefined ? `/posts?before=${last.number}` : undefined }
}

/** The channel's page, with the answer for the person who asked. */
export const channelPage = async (options: AppOptions, answer?: Answer): Promise<Html> => {
  const [{ posts, next }, status] = await Promise.all([listPosts(options.timeline), options.status()])
  const latest = posts.length === 0 ? await options.latest() : undefined
  const name = options.place.channel
  return renderChannel({ name, posts, hasOlder: next !== undefined, status, latest, ...(answer && { answer }) })
}
