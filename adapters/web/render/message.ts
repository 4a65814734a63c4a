import type { Action, Block, Card, ClaimBlock, Field, ItemBlock, Span, Text } from '../../../src/card/card.ts'
import { clip, commentaryPath, type Html, html, renderCommandButton, renderLink } from './html.ts'

/** Longer titles and small print are cut: they are labels. Quotes and running text never are. */
const longestLabel = 400

const renderSpan = (span: Span): Html => {
  if (typeof span === 'string') return html`${span}`
  const text = renderLink(span.url, span.text)
  if (span.style === 'strong') return html`<strong>${text}</strong>`
  if (span.style === 'mark') return html`<mark>${text}</mark>`
  return span.style === 'quiet' ? html`<span class="quiet">${text}</span>` : text
}

const renderText = (text: Text): Html => html`${text.map(renderSpan)}`

/** Whether we say it beside the content: all of it in the quiet style. */
const isRemark = (text: Text): boolean => text.every((span) => typeof span !== 'string' && span.style === 'quiet')

/** A quote with marks of its own gets none around it: two opening marks side by side read as a misprint. */
const ownMarks = /[“”"]/u

/** Where the quote can be read in context: the original, and our own copy of the text. */
const contextLinks = (claim: ClaimBlock, copyUrl: string | undefined): Html[] => [
  ...(claim.url === undefined ? [] : [renderLink(claim.url, 'In context')]),
  ...(copyUrl === undefined ? [] : [html`<a href="${copyUrl}#claim-${claim.number}">In our copy</a>`]),
]

/** One claim with its quote. `copyUrl` is the page with our copy of the text, empty on that page itself. */
export const renderClaim = (claim: ClaimBlock, copyUrl: string | undefined): Html => {
  const credit = [claim.label, claim.holder, claim.section].filter((part) => part !== undefined)
  return html`<div class="claim">
${claim.text === undefined ? '' : html`<p class="claim-text">${claim.text}</p>`}
<blockquote class="${ownMarks.test(claim.quote) ? 'own-marks' : ''}"><p>${claim.quote}</p></blockquote>
<p class="credit">${credit.map((part) => html`<span>${clip(part, longestLabel)}</span>`)}${contextLinks(claim, copyUrl).map((link) => html`<span>${link}</span>`)}</p>
</div>`
}

const renderItem = (item: ItemBlock): Html => {
  const title = typeof item.title === 'string' ? item.title : item.title.text
  const url = typeof item.title === 'string' ? undefined : item.title.url
  return html`<li value="${item.number}">
<h3><span class="number">${item.number}.</span>${renderLink(url, clip(title, longestLabel))}</h3>
<p class="context">${clip(item.meta, longestLabel)}</p>
${item.text === undefined ? '' : html`<p>${renderText(item.text)}</p>`}
<p class="actions">${renderCommandButton(item.command, html`Show<span class="unseen">: ${clip(title, longestLabel)}</span>`)}</p>
</li>`
}

const stateWords = { good: 'In order', warning: 'Attention', bad: 'Problem' } as const

const renderField = (field: Field): Html => {
  const state =
    field.state &&
    html`<span class="state ${field.state}"><span class="unseen">${stateWords[field.state]}: </span></span>`
  return html`<div><dt>${clip(field.label, longestLabel)}</dt><dd>${state}${renderText(field.value)}</dd></div>`
}

const renderBlock = (block: Exclude<Block, ItemBlock>, copyUrl: string | undefined): Html => {
  if (block.type === 'text')
    return html`<p class="${isRemark(block.text) ? 'remark' : 'text'}">${renderText(block.text)}</p>`
  if (block.type === 'claim') return renderClaim(block, copyUrl)
  if (block.type === 'fields') return html`<dl class="fields">${block.fields.map(renderField)}</dl>`
  return html`<div class="copy"><code>${block.text}</code><button type="button" class="copy-button" hidden>Copy</button></div>`
}

/** Blocks in order; rows that follow one another make one list. */
const renderBlocks = (blocks: readonly Block[], copyUrl: string | undefined): Html[] => {
  const rendered: Html[] = []
  let rows: Html[] = []
  const endList = (): void => {
    if (rows.length > 0) rendered.push(html`<ol class="items">${rows}</ol>`)
    rows = []
  }
  for (const block of blocks) {
    if (block.type === 'item') {
      rows.push(renderItem(block))
    } else {
      endList()
      rendered.push(renderBlock(block, copyUrl))
    }
  }
  endList()
  return rendered
}

const threadLabel = (thread: readonly Block[]): string => {
  const what = thread.every((block) => block.type === 'claim') ? (thread.length === 1 ? ' claim' : ' claims') : ''
  return `${thread.length} more${what}`
}

const renderAction = (action: Action): Html => {
  if ('url' in action) return renderLink(action.url, action.label)
  if ('form' in action)
    return html`<a class="button" href="/forms/${encodeURIComponent(action.form)}">${action.label}</a>`
  return renderCommandButton(action.command, action.label)
}

/** The card as markup: every block type, buttons that work without JavaScript, nothing of it unescaped. */
export const renderCard = (card: Card): Html => {
  const { context, title, thread = [], actions = [], footer = [], commentaries = [] } = card
  // A claim's number counts within its commentary, so a card about several has no one text to point into.
  const copyUrl = commentaries.length === 1 ? commentaryPath(commentaries[0] ?? '') : undefined
  return html`<div class="card ${card.tone ?? ''}">
${context === undefined ? '' : html`<p class="context">${clip(context, longestLabel)}</p>`}
${title === undefined ? '' : html`<h2>${renderLink(title.url, clip(title.text, longestLabel))}</h2>`}
${renderBlocks(card.blocks, copyUrl)}
${thread.length === 0 ? '' : html`<details><summary>${threadLabel(thread)}</summary>${renderBlocks(thread, copyUrl)}</details>`}
${actions.length === 0 ? '' : html`<p class="actions">${actions.map(renderAction)}</p>`}
${footer.length === 0 ? '' : html`<footer>${footer.map((line) => html`<p>${clip(line, longestLabel)}</p>`)}</footer>`}
</div>`
}
