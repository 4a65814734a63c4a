import { visibleLine } from '../../../../src/card/text.ts'
import { type Html, html } from '../html.ts'

export type Page = {
  readonly title: string
  /** The entry of the navigation that the page belongs to. */
  readonly current?: (typeof entries)[number][0]
  /** `channel`: fills the window, with its own scrolling; `document`, where none is named: a page that scrolls as a whole. */
  readonly layout?: 'channel' | 'document'
  /** Additional style sheets of this page, by their names under `/assets/`. */
  readonly styles?: readonly string[]
  readonly main: Html
  readonly foot?: Html
  /** The address of a feed with what the page lists. */
  readonly feed?: string
}

const entries = [
  ['/', 'Channel'],
  ['/posts', 'Posts'],
  ['/archive', 'Archive'],
  ['/status', 'Status'],
] as const

/** The complete document around the main part of a page. */
export const renderPage = ({
  title,
  current,
  layout = 'document',
  styles = [],
  main,
  foot,
  feed,
}: Page): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${visibleLine(title)} · RSIS Brief</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/style.css">
${styles.map((name) => html`<link rel="stylesheet" href="/assets/${name}">`)}
${feed === undefined ? '' : html`<link rel="alternate" type="application/atom+xml" href="${feed}">`}
<script src="/assets/theme.js"></script>
<script src="/assets/live.js" type="module"></script>${
  layout === 'channel'
    ? html`
<script src="/assets/complete.js" type="module"></script>`
    : ''
}
</head>
<body class="${layout}">
<a class="skip" href="#main">Skip to content</a>
<header class="bar">
<a class="brand" href="/"><span class="avatar" aria-hidden="true">R</span><span class="name">RSIS Brief</span></a>
<nav aria-label="Pages"><ul>${entries.map(([path, name]) => html`<li><a href="${path}"${path === current ? html` aria-current="page"` : ''}>${name}</a></li>`)}</ul></nav>
<button id="theme" type="button" aria-label="Theme" hidden><span aria-hidden="true">◐</span></button>
</header>
<main id="main" tabindex="-1">
${main}
</main>
${foot === undefined ? '' : html`<footer class="foot">${foot}</footer>`}
<form id="run" method="post" action="/command#answer"></form>
</body>
</html>`
