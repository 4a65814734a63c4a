import type { Facet } from '../../../../src/commands/port.ts'
import { type Html, html, label } from '../html.ts'
import type { Status } from '../../../../src/ops/port.ts'
import { renderReason } from './channel.ts'
import { renderPage } from './page.ts'

/** The lists of names, and their addresses. */
export const nameFields = {
  author: { path: '/authors', title: 'Authors' },
  topic: { path: '/topics', title: 'Topics and regions' },
} as const

export type NameField = keyof typeof nameFields

/** The path of the page with everything by this author or about this topic. */
export const namePath = (field: NameField, name: string): string =>
  `${nameFields[field].path}/${encodeURIComponent(name)}`

/** The page of all authors or all topics, with the number of commentaries for each. */
export const renderNames = (field: NameField, names: readonly Facet[], status: Status): Html =>
  renderPage({
    title: nameFields[field].title,
    current: '/archive',
    main: html`<h1>${nameFields[field].title}</h1>
${
  names.length === 0
    ? html`${status.archive.commentaries > 0 ? html`<p>No commentary in the archive names any.</p>` : renderReason(status)}
<p><a href="/status">Status</a></p>`
    : html`<p class="about"><span>${names.length.toLocaleString('en')} in the archive</span><span>the most frequent first</span></p>
<ul class="names">${names.map(({ name, count }) => html`<li><a href="${namePath(field, name)}">${label(name)}</a> <span class="quiet">${count.toLocaleString('en')}</span></li>`)}</ul>`
}`,
  })
