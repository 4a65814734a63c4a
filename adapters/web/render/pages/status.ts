import { provenanceCounts, shortName } from '../../../../src/card/credit.ts'
import type {
  HeldDelivery,
  ModelStatus,
  OtherVersion,
  SourceStatus,
  Status,
  StepStatus,
  UnreadEntry,
} from '../../../../src/ops/port.ts'
import {
  commentaryPath,
  type Html,
  html,
  label,
  renderCommandButton,
  renderDate,
  renderInstant,
  renderLink,
} from '../html.ts'
import { healthOf, platforms, platformText, troubledSources } from '../../../../src/ops/port.ts'
import { renderPage } from './page.ts'

const inWords = (state: string): string => {
  if (state === 'ok') return 'OK'
  return `${state.slice(0, 1).toUpperCase()}${state.slice(1)}`
}

const renderState = (state: string): Html => html`<span class="state ${healthOf(state)}">${inWords(state)}</span>`

const tries = (count: number): string => (count === 1 ? '1 try' : `${count} tries`)

const renderFact = (label: string, value: Html | string | number | undefined): Html =>
  value === undefined ? html`` : html`<div><dt>${label}</dt><dd>${value}</dd></div>`

const optionalInstant = (instant: Date | undefined): Html | undefined =>
  instant === undefined ? undefined : renderInstant(instant)

const stepNames = { feed: 'Feed', listing: 'Listing page', repository: 'Repository, later' } as const

const renderStep = (step: StepStatus): Html => html`<li>
<p>${stepNames[step.kind]} ${renderState(step.state)}</p>
<p class="address">${renderLink(step.url, label(step.url, 300))}</p>
${step.detail === undefined ? '' : html`<p class="context">${label(step.detail, 500)}</p>`}
</li>`

const renderSource = (source: SourceStatus): Html => html`<section class="panel">
<h3>${label(source.id, 200)} ${renderState(source.state)}</h3>
${source.detail === undefined ? '' : html`<p>${label(source.detail, 500)}</p>`}
<dl class="fields">
${renderFact('Last read', optionalInstant(source.lastSuccessAt) ?? 'never yet')}
${renderFact('Last try', optionalInstant(source.lastPollAt))}
${renderFact('Next try', optionalInstant(source.nextPollAt))}
${renderFact('Newest entry', optionalInstant(source.newestPublishedAt))}
${source.failures === 0 ? '' : renderFact('Failures in a row', source.failures)}
</dl>
${source.steps.length === 0 ? '' : html`<h4>Tried in this order</h4><ol class="steps">${source.steps.map(renderStep)}</ol>`}
</section>`

const renderUnread = (entry: UnreadEntry): Html => html`<li>
<p>${renderLink(entry.url, label(entry.title, 300))}</p>
<p class="context"><span>${label(entry.reason ?? 'waiting its turn', 500)}</span><span>${tries(entry.attempts)}</span><span>next ${renderInstant(entry.nextReadAt)}</span></p>
</li>`

const renderVersion = ({ title, url, seenAt, commentary }: OtherVersion): Html => html`<li>
<p>${renderLink(url, label(title, 300))}</p>
<p class="context"><span>seen ${renderInstant(seenAt)}</span><span>taken for another version of <a href="${commentaryPath(commentary.id)}">${label(commentary.title, 300)}</a></span></p>
</li>`

/** A place with the ids by which an operator finds it, because the page does not know the names of channels. */
const placeLabel = ({ platform, tenant, channel, thread, isDirect }: HeldDelivery['place']): string => {
  const name = `${isDirect === true ? 'the direct messages of' : 'channel'} ${label(thread ?? channel, 60)}`
  const facts = platforms[platform]
  return `${name} (${facts.name}${facts.tenant === undefined ? '' : `, ${facts.tenant} ${label(tenant, 60)}`})`
}

const renderHeld = (held: HeldDelivery): Html => html`<li>
<p>${held.commentary === undefined ? inWords(held.kind) : html`<a href="${commentaryPath(held.commentary.id)}">${label(shortName(held.commentary), 100)}</a>`} to ${placeLabel(held.place)} <span class="state bad">${inWords(held.state)}</span></p>
<p class="context"><span>${label(held.reason ?? 'no reason recorded', 500)}</span><span>${tries(held.attempts)}</span><span>due ${renderInstant(held.dueAt)}</span><span>key ${held.key}</span></p>
</li>`

const isFailing = (model: ModelStatus | undefined): boolean => (model?.lastTry?.failures ?? 0) > 0

const verdict = ({ sources, platforms: adapters, elsewhere, cache, model, outbox, archive }: Status): Html => {
  const troubles = [
    ...adapters
      .filter(({ state }) => state === 'bad')
      .map(({ platform }) => `${platforms[platform].name} cannot be used`),
    ...(elsewhere.length === 0 ? [] : ['something is wrong with another process']),
    ...(isFailing(model) ? ['the language model fails'] : []),
    ...(cache?.state === 'warning' ? ['the cache is away'] : []),
    ...troubledSources(sources).map((source) => `${label(source.id, 100)} is ${label(source.state, 100)}`),
    ...(outbox.held.length === 0 ? [] : [`${outbox.held.length} held in the outbox`]),
    ...(archive.held + archive.gaps.length === 0 ? [] : ['something waits to be released or dismissed']),
    ...(archive.disputes === 0 ? [] : ['a claim is reported as wrong']),
    ...(archive.unread.some((entry) => entry.reason !== undefined) ? ['some pages could not be read yet'] : []),
  ]
  return troubles.length === 0
    ? html`<p class="verdict"><span class="state good">Everything is in order</span></p>`
    : html`<p class="verdict"><span class="state bad">Needs attention</span> ${troubles.join('; ')}.</p>`
}

const renderArchive = ({ archive }: Status): Html => html`<section class="panel">
<h2>Archive</h2>
<dl class="fields">
${renderFact('Commentaries', archive.commentaries.toLocaleString('en'))}
${archive.oldest === undefined ? '' : renderFact('Oldest', renderDate(archive.oldest))}
${archive.newest === undefined ? '' : renderFact('Newest', renderDate(archive.newest))}
${archive.abstracts === 0 ? '' : renderFact('Known by their abstract only', archive.abstracts.toLocaleString('en'))}
${archive.unbriefed === 0 ? '' : renderFact('Not yet read for claims', archive.unbriefed.toLocaleString('en'))}
${archive.provenance.length === 0 ? '' : renderFact('Taken in', provenanceCounts(archive.provenance))}
${renderFact('Not read yet', archive.unread.length)}
</dl>
${archive.unread.length === 0 ? '' : html`<ul class="rows">${archive.unread.map(renderUnread)}</ul>`}
${archive.otherVersions.length === 0 ? '' : html`<h3>Not posted again</h3><ul class="rows">${archive.otherVersions.map(renderVersion)}</ul>`}
</section>`

/** Entries that were too many at once, and numbers that were never seen, until somebody decides. */
const renderWaiting = ({ archive: { held, gaps } }: Status): Html =>
  held + gaps.length === 0
    ? html``
    : html`<section class="panel">
<h2>Held <span class="state warning">for you to decide</span></h2>
<dl class="fields">
${renderFact('Commentaries', held)}
${gaps.length === 0 ? '' : renderFact('Never seen', gaps.map((gap) => label(gap, 60)).join(', '))}
</dl>
<p class="actions">${renderCommandButton('/rsis held', 'Show them')} ${held === 0 ? '' : renderCommandButton('/rsis held release', 'Release all')} ${renderCommandButton('/rsis held dismiss', 'Dismiss all')}</p>
</section>`

/** Claims that readers reported, until somebody decides. */
const renderDisputes = ({ archive: { disputes } }: Status): Html =>
  disputes === 0
    ? html``
    : html`<section class="panel">
<h2>Reported claims <span class="state warning">for you to decide</span></h2>
<dl class="fields">
${renderFact('Held back', disputes)}
</dl>
<p class="actions">${renderCommandButton('/rsis dispute list', 'Show them')}</p>
</section>`

const renderOutbox = ({ outbox }: Status): Html => html`<section class="panel">
<h2>Outbox</h2>
<dl class="fields">
${renderFact('Sent', outbox.sent.toLocaleString('en'))}
${renderFact('Due', outbox.due.toLocaleString('en'))}
${renderFact('Held', outbox.held.length)}
</dl>
${outbox.held.length === 0 ? '' : html`<ul class="rows">${outbox.held.map(renderHeld)}</ul>`}
</section>`

/** Slack and Discord, where they are set up, and other processes that are in trouble. */
const renderPlatforms = ({ platforms: states, elsewhere }: Status): Html =>
  states.length + elsewhere.length === 0
    ? html``
    : html`<section class="panel">
<h2>Platforms</h2>
<dl class="fields">
${states.map((one) => renderFact(platforms[one.platform].name, html`<span class="state ${one.state}">${label(platformText(one), 300)}</span>`))}
${elsewhere.map(({ process, detail }) => renderFact(`Process ${label(process, 100)}`, html`<span class="state bad">${label(detail, 300)}</span>`))}
</dl>
</section>`

const renderCache = ({ state, detail }: NonNullable<Status['cache']>): Html => html`<section class="panel">
<h2>Cache <span class="state ${state}">${state === 'good' ? 'answers' : 'away'}</span></h2>
<p>${label(detail, 300)}</p>
</section>`

const renderModel = (model: ModelStatus): Html => html`<section class="panel">
<h2>Language model ${isFailing(model) ? html`<span class="state bad">fails</span>` : ''}${model.paused === undefined ? '' : html` <span class="state warning">paused</span>`}</h2>
<dl class="fields">
${renderFact('Writer', html`${label(model.name, 100)} at ${label(model.server, 100)}`)}
${renderFact('Judge', label(model.judge, 100))}
${renderFact('Tokens today', `${model.tokensToday.toLocaleString('en')} of ${model.dailyTokens.toLocaleString('en')}`)}
${renderFact('Last asked', model.lastTry === undefined ? 'not yet' : html`${renderInstant(new Date(model.lastTry.at))}${isFailing(model) ? html`: ${label(model.lastTry.why ?? '', 500)}` : ''}`)}
${renderFact('To be briefed again', model.rebriefs)}
${model.paused === undefined ? '' : renderFact('Paused', html`until ${renderInstant(model.paused.until)}: ${model.paused.why}`)}
</dl>
</section>`

/** The state of feeds, archive, outbox and platforms: every state in words as well as in colour. */
export const renderStatus = (status: Status, now: Date): Html =>
  renderPage({
    title: 'Status',
    current: '/status',
    main: html`<h1>Status</h1>
${verdict(status)}
<section aria-labelledby="sources">
<h2 id="sources">Sources</h2>
${status.sources.length === 0 ? html`<p>No source has been polled yet.</p>` : status.sources.map(renderSource)}
</section>
${renderWaiting(status)}
${renderDisputes(status)}
${renderArchive(status)}
${renderOutbox(status)}
${renderPlatforms(status)}
${status.model === undefined ? '' : renderModel(status.model)}
${status.cache === undefined ? '' : renderCache(status.cache)}`,
    foot: html`<p><span>rsis-brief ${status.version}</span><span>${status.model === undefined ? 'without a language model' : html`${status.model.name} at ${status.model.server}`}</span><span>running since ${renderInstant(status.startedAt)}</span><span>as of ${renderInstant(now)}</span></p>`,
  })
