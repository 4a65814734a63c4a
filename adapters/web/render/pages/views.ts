import { type Html, html } from '../html.ts'
import { renderPage } from './page.ts'

/** The platforms that the page can imitate, with their names. */
export const views = { slack: 'Slack', discord: 'Discord' } as const

/** A platform whose look the page can imitate. */
export type View = keyof typeof views

/** Whether the name in an address is one of these platforms. */
export const isView = (name: string): name is View => Object.hasOwn(views, name)

const entries: readonly (readonly [View | undefined, string])[] = [
  [undefined, 'Web'],
  ['slack', 'as on Slack'],
  ['discord', 'as on Discord'],
]

/** The links to the views of the channel. */
export const renderViews = (current: View | undefined): Html => html`<ul class="views" aria-label="Preview">
${entries.map(
  ([view, name]) =>
    html`<li><a href="${view === undefined ? '/' : `/as/${view}`}"${view === current ? html` aria-current="true"` : ''}>${name}</a></li>`,
)}
</ul>`

/** The newest posts as a platform shows them, drawn from the payloads that it gets. */
export const renderView = (view: View, posts: readonly Html[]): Html =>
  renderPage({
    title: `As on ${views[view]}`,
    styles: ['as-platform.css'],
    main: html`<div class="head">
<h1>As on ${views[view]}</h1>
<p class="about">The newest posts, drawn from the payloads that ${views[view]} gets.</p>
${renderViews(view)}
</div>
${posts.length === 0 ? html`<p>Nothing was posted yet. <a href="/">Back to the channel</a></p>` : html`<ol class="posts">${posts.map((post) => html`<li class="post">${post}</li>`)}</ol>`}`,
  })
