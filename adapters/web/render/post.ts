import { html, type Html, label, renderInstant } from './html.ts'
import { renderCard } from './message.ts'
import type { TimelinePost } from '../post/timeline.ts'

/** The post number in an address; undefined for anything else. */
export const parsePostNumber = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,15}$/u.test(text) ? Number(text) : undefined

/** A post as data, for `GET /posts` and the live stream. */
export const postData = (post: TimelinePost) => ({
  number: post.number,
  key: post.key,
  commentaries: post.card.commentaries ?? [],
  card: post.card,
  postedAt: post.postedAt,
})

/** A post as an entry of the channel's list. */
export const renderPost = (post: TimelinePost): Html =>
  html`<li id="post-${post.number}" class="post" data-number="${post.number}"><article aria-label="${label(post.card.title?.text ?? `Post ${post.number}`, 200)}">
<p class="byline"><span class="avatar" aria-hidden="true">R</span><strong>RSIS Brief</strong><a href="/posts?before=${post.number + 1}#post-${post.number}">${renderInstant(post.postedAt)}</a></p>
${renderCard(post.card)}
</article></li>`
