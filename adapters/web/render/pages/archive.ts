import type { ItemBlock } from '../../../../src/card/card.ts'
import { exportFormats, formatLabels } from '../../../../src/card/export-formats.ts'
import type { ArchivePage, Facet } from '../../../../src/commands/port.ts'
import type { Status } from '../../../../src/ops/port.ts'
import { feedPath, searchOf } from '../feed-path.ts'
import { type Html, html, label } from '../html.ts'
import { renderBlocks } from '../message.ts'
import { filePath, renderReason } from './channel.ts'
import { renderPage } from './page.ts'
import { renderYears } from './years.ts'

/** The address of a search. */
export const archivePath = (query: string): string => `/archive${searchOf(query)}`

type Shown = {
  readonly query: string
  /** The address of its first page. */
  readonly address: string
  /** The author or topic of these commentaries; undefined for a search. */
  readonly heading?: string
  /** Set if nothing was found, because the archive itself may be empty. */
  readonly status?: Status | undefined
}

const pagePath = (address: string, page: number): string =>
  page === 1 ? address : `${address}${address.includes('?') ? '&' : '?'}page=${page}`

const renderForm = (query: string): Html => html`<form class="search" method="get" action="/archive" role="search">
<div class="box">
<label for="query"><span class="unseen">Search the archive</span><span aria-hidden="true">⌕</span></label>
<input id="query" name="q" type="search" value="${query}" maxlength="2000" placeholder="nord stream" autocomplete="off" autocapitalize="none" spellcheck="false" enterkeyhint="search" aria-describedby="query-hint">
<button type="submit">Search</button>
</div>
<p id="query-hint" class="hint">Words, <code>"a phrase"</code>, <code>author:</code> <code>topic:</code> <code>since:2020</code> <code>-without</code>. <span class="with-keys">Press <kbd>/</kbd> to search.</span></p>
</form>`

const renderNarrowed = ({ narrowed }: ArchivePage): Html =>
  narrowed.length === 0
    ? html``
    : html`<ul class="narrowed" aria-label="Narrowed by">${narrowed.map(({ name, query }) => html`<li><a href="${archivePath(query)}"><span class="unseen">Without </span>${label(name, 80)} <span aria-hidden="true">×</span></a></li>`)}</ul>`

/** Buttons that search, as links, because a search has an address. */
const renderActions = ({ card }: ArchivePage): Html => {
  const searches = (card.actions ?? []).flatMap((action) =>
    'command' in action && action.command.startsWith('/rsis search ') && !/ page:\d+$/u.test(action.command)
      ? [{ label: action.label, query: action.command.slice('/rsis search '.length) }]
      : [],
  )
  return searches.length === 0
    ? html``
    : html`<p class="actions">${searches.map((search) => html`<a href="${archivePath(search.query)}">${label(search.label)}</a>`)}</p>`
}

const renderPages = ({ page, pages }: ArchivePage, address: string): Html => {
  const to = (target: number, name: string, rel: string): Html =>
    html`<a href="${pagePath(address, target)}" rel="${rel}">${name}</a>`
  return pages < 2
    ? html``
    : html`<nav class="actions pages" aria-label="Pages of the result">${page > 1 ? to(page - 1, 'Previous page', 'prev') : ''}<span>Page ${page} of ${pages}</span>${page < pages ? to(page + 1, 'Next page', 'next') : ''}</nav>`
}

const renderFacet = (title: string, names: readonly Facet[], all?: string): Html =>
  names.length === 0
    ? html``
    : html`<section><h3>${title}</h3>
<ul>${names.map(({ name, count, query }) => html`<li><a href="${archivePath(query)}">${label(name, 80)}</a> <span class="quiet">${count.toLocaleString('en')}</span></li>`)}</ul>
${all === undefined ? '' : html`<p class="context"><a href="${all}">All of them</a></p>`}</section>`

const renderFacets = ({ card, facets, years }: ArchivePage): Html => {
  const { authors, topics, regions } = facets
  const isFound = card.blocks.some(({ type }) => type === 'item')
  if (authors.length + topics.length + regions.length + years.length === 0) return html``
  return html`<aside id="narrow" class="facets" aria-labelledby="narrow-heading">
<h2 id="narrow-heading">${isFound ? 'Narrow' : 'Browse the archive'}</h2>
${renderYears(years, archivePath)}
${renderFacet('Topics', topics, '/topics')}
${renderFacet('Authors', authors, '/authors')}
${renderFacet('Regions', regions)}
${renderFacet('Years', years.filter(({ count }) => count > 0).toReversed())}
</aside>`
}

/** Links to the complete result as a file, made by the export command. */
const renderDownloads = (query: string): Html =>
  html`<p>Download: ${exportFormats.map((format, at) => html`${at === 0 ? '' : ', '}<a href="${filePath(`export ${query} format:${format}`)}" download>${formatLabels[format]}</a>`)}</p>`

/** How many were found; on the page of an author or topic, without the search itself. */
const countLine = ({ card }: ArchivePage, heading: string | undefined): string => {
  const text = card.title?.text ?? 'This is not a search'
  return heading === undefined ? text : text.replace(/ for “.*”(?=, page|$)/u, '')
}

const renderFound = (found: ArchivePage, { query, address, heading, status }: Shown): Html => {
  const { card } = found
  const rows = card.blocks.filter((block): block is ItemBlock => block.type === 'item')
  const notes = card.blocks.filter((block) => block.type !== 'item')
  return html`<div class="found">
<div class="count"><h2>${label(countLine(found, heading))}</h2>${rows.length > 0 ? html`<a class="to-facets" href="#narrow">Narrow</a>` : ''}</div>
${status === undefined ? '' : renderReason(status)}
<div class="card ${card.tone ?? ''}">${renderBlocks(notes, undefined)}</div>
${renderActions(found)}
${renderBlocks(rows, undefined, false)}
${renderPages(found, address)}
<div class="about-result">
${(card.footer ?? []).map((line) => html`<p>${label(line)}</p>`)}
${
  rows.length === 0
    ? ''
    : html`<p>Follow ${heading === undefined ? 'this search' : 'it'}: <a href="${feedPath('atom', query)}">Atom</a> or <a href="${feedPath('json', query)}">JSON feed</a></p>`
}
${rows.length === 0 || query === '' ? '' : renderDownloads(query)}
</div>
</div>`
}

/** One page of a search through the archive, with the facets beside it. */
export const renderArchive = (found: ArchivePage, shown: Shown): Html => {
  const { query, heading } = shown
  return renderPage({
    title: heading ?? (query === '' ? 'Archive' : `${query} · Archive`),
    current: '/archive',
    feed: feedPath('atom', query),
    main: html`<div class="archive">
<header>
<h1>${heading ?? 'Archive'}</h1>
${renderForm(query)}
${renderNarrowed(found)}
</header>
${renderFound(found, shown)}
${renderFacets(found)}
</div>`,
  })
}
