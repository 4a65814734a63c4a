import type { Card } from '../../../../src/card/card.ts'
import type { ModelStatus, SourceStatus, Status, StepStatus } from '../../../../src/ops/port.ts'
import { type Html, html, label, renderCommandButton, renderInstant, renderLink } from '../html.ts'
import { healthOf, platforms, troubledSources } from '../../../../src/ops/port.ts'
import { renderBlocks } from '../message.ts'
import { renderPage } from './page.ts'

const inWords = (state: string): string => {
  if (state === 'ok') return 'OK'
  return `${state.slice(0, 1).toUpperCase()}${state.slice(1)}`
}

const stepNames = { feed: 'Feed', listing: 'Listing page', repository: 'Repository, if the others fail' } as const

const renderStep = (step: StepStatus): Html => html`<li>
<p>${stepNames[step.kind]} <span class="state ${healthOf(step.state)}">${inWords(step.state)}</span></p>
<p class="address">${renderLink(step.url, label(step.url, 300))}</p>
${step.detail === undefined ? '' : html`<p class="context">${label(step.detail, 500)}</p>`}
</li>`

const renderSteps = ({ id, steps }: SourceStatus): Html =>
  steps.length === 0
    ? html``
    : html`<section class="panel">
<h2>${label(id, 200)}</h2>
<p>Tried in this order:</p>
<ol class="steps">${steps.map(renderStep)}</ol>
</section>`

const isFailing = (model: ModelStatus | undefined): boolean => (model?.lastTry?.failures ?? 0) > 0

const verdict = ({ sources, platforms: adapters, elsewhere, cache, model, outbox, archive }: Status): Html => {
  const troubles = [
    ...adapters
      .filter(({ state }) => state === 'bad')
      .map(({ platform }) => `${platforms[platform].name} cannot be used`),
    ...elsewhere.map(({ process }) => `something is wrong with another process, ${label(process, 100)}`),
    ...(isFailing(model) ? ['the language model fails'] : []),
    ...(cache?.state === 'warning' ? ['the cache does not answer'] : []),
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

/** The buttons for what waits until somebody decides: held entries, missing numbers, reported claims. */
const renderDecisions = ({ archive: { held, gaps, disputes } }: Status): Html => {
  const buttons = [
    ...(held + gaps.length === 0 ? [] : [['/rsis held', 'Show what is held']]),
    ...(held === 0 ? [] : [['/rsis held release', 'Release all']]),
    ...(held + gaps.length === 0 ? [] : [['/rsis held dismiss', 'Dismiss all']]),
    ...(disputes === 0 ? [] : [['/rsis dispute list', 'Show the reported claims']]),
  ]
  return buttons.length === 0
    ? html``
    : html`<p class="actions">${buttons.map(([command = '', name]) => renderCommandButton(command, name))}</p>`
}

/** The answer of `/rsis status`, with a verdict, buttons for what waits for a decision, and how each feed is read. */
export const renderStatus = (status: Status, answer: Card, now: Date): Html =>
  renderPage({
    title: 'Status',
    current: '/status',
    main: html`<h1>Status</h1>
${verdict(status)}
${renderDecisions(status)}
<section class="panel">${renderBlocks(answer.blocks, undefined)}</section>
${status.sources.map(renderSteps)}`,
    foot: html`<p><span>as of ${renderInstant(now)}</span></p>`,
  })
