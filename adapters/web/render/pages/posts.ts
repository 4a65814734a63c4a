import { type Html, html } from '../html.ts'
import { renderPost } from '../post.ts'
import type { TimelinePost } from '../../post/timeline.ts'
import { renderPage } from './page.ts'

/** The page of all posts, newest first; `next` is the address of the older ones. */
export const renderPosts = (posts: readonly TimelinePost[], next: string | undefined): Html =>
  renderPage({
    title: 'All posts',
    current: '/posts',
    main: html`<h1>All posts</h1>
<p class="about">What was posted to the channel, newest first.</p>
${posts.length === 0 ? html`<p>Nothing here yet. <a href="/">Back to the channel</a></p>` : html`<ol class="posts">${posts.map(renderPost)}</ol>`}
${next === undefined ? '' : html`<p class="start"><a href="${next}" rel="next">Earlier posts</a></p>`}`,
  })
