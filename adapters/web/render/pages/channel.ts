import { countCommentaries } from '../../../../src/card/count.ts'
import type { ArchivedCommentary } from '../../../../src/archive/port.ts'
import type { Card } from '../../../../src/card/card.ts'
import { contextLine } from '../../../../src/card/credit.ts'
import type { SourceStatus, Status } from '../../../../src/ops/port.ts'
import {
  commentaryPath,
  type Html,
  html,
  label,
  renderCommandButton,
  renderDate,
  renderInstant,
  renderLine,
} from '../html.ts'
import { renderCard } from '../message.ts'
import { renderPost } from '../post.ts'
import { healthOf, troubledSources, whyEmpty } from '../../../../src/ops/port.ts'
import type { TimelinePost } from '../../post/timeline.ts'
import { renderPage } from './page.ts'
import { renderViews } from './views.ts'

/** The answer to a command, which only the asker sees. */
export type Answer = { readonly command: string; readonly card: Card }

export type Channel = {
  readonly name: string
  /** Newest first. */
  readonly posts: readonly TimelinePost[]
  readonly hasOlder: boolean
  readonly status: Status
  /** The newest commentary of the archive; shown while nothing was posted. */
  readonly latest: ArchivedCommentary | undefined
  readonly answer?: Answer
}

const exampleCommands = ['/rsis latest', '/rsis search nord stream', '/rsis help']

const archiveLine = ({ archive }: Status): Html => {
  if (archive.commentaries === 0) return html`The archive is still empty`
  const count = countCommentaries(archive.commentaries)
  return archive.oldest === undefined ? html`${count}` : html`${count} since ${renderDate(archive.oldest)}`
}

const renderSince = (source: SourceStatus): Html => {
  if (source.lastSuccessAt === undefined) return html`Not read yet`
  if (healthOf(source.state) === 'bad') return html`Not read since ${renderInstant(source.lastSuccessAt)}`
  if (source.newestPublishedAt === undefined) return html`Please check its entries`
  return html`Its newest entry is from ${renderInstant(source.newestPublishedAt)}`
}

const renderTrouble = (source: SourceStatus): Html => {
  const next = source.nextPollAt === undefined ? '' : html`; next try ${renderInstant(source.nextPollAt)}`
  return html`<p><strong>${label(source.id, 100)}: ${label(source.state, 100)}.</strong> ${renderSince(source)}${next}. <a href="/status">Status</a></p>`
}

const renderBanner = ({ sources }: Status): Html =>
  html`<div id="banner" class="banner" role="status">${troubledSources(sources).slice(0, 3).map(renderTrouble)}</div>`

const renderNewest = ({ commentary }: ArchivedCommentary): Html => html`<div class="newest">
<p class="context">Newest in the archive</p>
<h3><a href="${commentaryPath(commentary.id)}">${label(commentary.title)}</a></h3>
<p class="context">${renderLine(contextLine(commentary))}</p>
<p class="actions">${renderCommandButton(`/rsis show ${commentary.id}`, 'Show the briefing')}</p>
</div>`

/** Why the archive is still empty. */
export const renderReason = (status: Status): Html =>
  status.archive.commentaries > 0
    ? html``
    : html`<p><strong>The archive is empty:</strong> ${label(whyEmpty(status), 300)}.</p>`

/** What can be done before the first post: a search, or, if a feed is not read and there is nothing to search, the ways to a commentary. */
const renderFirstSteps = ({ archive, sources }: Status): Html =>
  archive.commentaries === 0 && sources.some(({ state }) => healthOf(state) === 'bad')
    ? html`<p>The feed is asked again by itself, and at once after a start. On the machine that runs rsis-brief:</p>
<ul><li><code>npm run doctor</code> says what to check, such as the network and the proxy.</li>
<li><code>npm run import -- page.html</code> adds a page that was saved in a browser, <code>npm run backfill</code> the whole series.</li>
<li><code>npm run demo</code> shows the program with invented commentaries, without a network.</li></ul>`
    : html`<p>You can search the archive at any time:</p>
<p class="actions">${exampleCommands.map((command) => renderCommandButton(command, html`<code>${command}</code>`))}</p>`

const renderEmpty = ({ latest, status }: Channel): Html => html`<section id="empty" class="empty">
<h2>Watching for new commentaries</h2>
${renderReason(status)}
<p>The first poll fills the archive and posts nothing. From then on each new commentary appears here by itself: a short synopsis and its key claims, every claim with its quote.</p>
${latest === undefined ? '' : renderNewest(latest)}
${renderFirstSteps(status)}
</section>`

const renderStart = (posts: readonly TimelinePost[], hasOlder: boolean): Html => {
  if (hasOlder) return html`<p class="start"><a href="/posts?before=${posts.at(-1)?.number ?? 0}">Earlier posts</a></p>`
  return html`<p class="start">The channel begins here.</p>`
}

const renderPosts = (channel: Channel): Html => {
  const { posts, hasOlder } = channel
  return posts.length === 0
    ? renderEmpty(channel)
    : html`${renderStart(posts, hasOlder)}<ol id="posts" class="posts">${posts.toReversed().map(renderPost)}</ol>`
}

/** The address of an answer's file. */
export const filePath = (command: string): string =>
  `/file?text=${encodeURIComponent(command.replace(/^\/rsis /u, ''))}`

const renderDownload = ({ command, card: { file } }: Answer): Html =>
  file === undefined
    ? html``
    : html`<p class="actions"><a class="download" href="${filePath(command)}" download="${file.name}">Download ${file.name}</a></p>`

const renderAnswer = (answer: Answer | undefined): Html =>
  answer === undefined
    ? html`<section id="answer" class="answer" tabindex="-1" aria-label="Answer" hidden></section>`
    : html`<section id="answer" class="answer" tabindex="-1" aria-label="Answer">
<p class="echo"><code>${label(answer.command, 500)}</code></p>
<p class="only-you"><span>Only visible to you</span><a class="dismiss" href="/">Dismiss</a></p>
${renderDownload(answer)}
${renderCard(answer.card)}
</section>`

/** The mistaken command, so that it can be corrected and sent again. */
const typedAgain = (answer: Answer | undefined): string =>
  answer?.card.tone === 'problem' ? answer.command.replace(/^\/rsis ?/u, '') : ''

const renderComposer = (
  answer: Answer | undefined,
): Html => html`<form class="composer" method="post" action="/command#answer">
<div class="box">
<label for="command"><span class="unseen">Command </span>/rsis</label>
<input id="command" name="text" type="text" value="${typedAgain(answer)}" maxlength="4500" placeholder="search nord stream" autocomplete="off" autocapitalize="none" spellcheck="false" enterkeyhint="send" aria-describedby="command-hint">
<button type="submit">Send</button>
</div>
<p id="command-hint" class="hint">Try <code>latest</code>, <code>search …</code> or <code>help</code>. Only you see the answer.</p>
</form>`

/** The channel: the newest post at the bottom as in a chat, the command box below it, an answer between them. */
export const renderChannel = (channel: Channel): Html =>
  renderPage({
    title: `#${channel.name}`,
    current: '/',
    layout: 'channel',
    main: html`<div class="head">
<h1><span aria-hidden="true">#</span>${channel.name}</h1>
<p class="about"><span id="archive">${archiveLine(channel.status)}</span><span id="live">Reload for newer posts</span></p>
${renderViews(undefined)}
</div>
${renderBanner(channel.status)}
<div id="scroller" class="scroller" tabindex="0" role="region" aria-label="Posts"><div class="scrolled">
${renderPosts(channel)}
${renderAnswer(channel.answer)}
</div></div>
<div class="below"><button id="new-posts" type="button" hidden></button>
${renderComposer(channel.answer)}
</div>
<p id="announcer" class="unseen" aria-live="polite"></p>`,
  })
