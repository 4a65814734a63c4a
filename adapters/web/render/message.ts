import type { Action, Block, Card, ClaimBlock, Field, ItemBlock, Span, Text } from '../../../src/card/card.ts'
import { countOf } from '../../../src/card/count.ts'
import { idOfRow } from '../../../src/card/commentary-row.ts'
import {
  beforeLine,
  creditOf,
  isRemark,
  itemTitle,
  labels,
  plainText,
  quoteText,
  quoteWords,
  visibleText,
} from '../../../src/card/text.ts'
import {
  commentaryPath,
  type Html,
  html,
  label,
  renderCommandButton,
  renderFacts,
  renderLine,
  renderLink,
} from './html.ts'

type Linked = { readonly url?: string; readonly commentary?: string }

/** A commentary's own page, from which the original is linked, comes first. */
const addressOf = ({ url, commentary }: Linked): string | undefined =>
  commentary === undefined ? url : commentaryPath(commentary)

const renderSpan = (span: Span): Html => {
  if (typeof span === 'string') return html`${visibleText(span)}`
  const text = renderLink(addressOf(span), visibleText(span.text))
  if (span.style === 'strong') return html`<strong>${text}</strong>`
  if (span.style === 'ours') return html`<i>${text}</i>`
  if (span.style === 'mark') return html`<mark>${text}</mark>`
  return span.style === 'quiet' ? html`<span class="quiet">${text}</span>` : text
}

const renderText = (text: Text): Html => html`${text.map(renderSpan)}`

/** The link to the quote in the original. */
const originalLinks = ({ url }: ClaimBlock): readonly Html[] =>
  url === undefined ? [] : [renderLink(url, labels.inContext)]

/** The links to the quote in our copy of the text, and to the claim itself. */
const copyLinks = (claim: ClaimBlock, copyUrl: string): readonly Html[] => [
  html`<a href="${copyUrl}#claim-${claim.number}" title="The quote in the archive’s copy of the text">Our copy</a>`,
  html`<a href="${copyUrl}#briefing-claim-${claim.number}" title="The address of this claim">Permalink</a>`,
]

/** The button that copies the quote in quotation marks with its credit; `cited` is the citation, if it is known. */
const copyButton = (claim: ClaimBlock, cited: string | undefined): Html =>
  html`<button type="button" class="copy-quote" data-copy="${`${plainText(quoteText(claim))} (${cited ?? claim.holder})`}" hidden>Copy quote</button>`

/** The link that reports the claim as wrong, after the reader has confirmed it. */
const disputeLink = (id: string, { number }: ClaimBlock): Html =>
  html`<a href="/ask?text=${encodeURIComponent(`dispute report ${id} ${number}`)}" rel="nofollow">${labels.reportMistake}<span class="unseen">: claim ${number}</span></a>`

/**
 * One claim with its quote. `copyUrl` is the page with our copy of the text, empty on that page itself; `of` is its commentary,
 * where that is known.
 */
export const renderClaim = (
  claim: ClaimBlock,
  copyUrl: string | undefined,
  of?: { readonly id: string; readonly citation: string },
): Html => {
  const before = beforeLine(claim)
  const tools = [
    ...originalLinks(claim),
    ...(copyUrl === undefined ? [] : [...copyLinks(claim, copyUrl), copyButton(claim, of?.citation)]),
    ...(of === undefined ? [] : [disputeLink(of.id, claim)]),
  ]
  return html`<div class="claim">
${claim.text === undefined ? '' : html`<p class="claim-text">${visibleText(claim.text)}</p>`}
${before === undefined ? '' : html`<p class="credit">${before}</p>`}
<blockquote><p>${renderText(quoteWords(claim))}</p></blockquote>
<p class="credit">${renderFacts(creditOf(claim).map((part) => label(part)))}</p>
${tools.length === 0 ? '' : html`<p class="tools">${renderFacts(tools)}</p>`}
</div>`
}

/** A commentary of a list. `isInPlace`: a button shows its briefing in the answer's place; the title leads to its page anyhow. */
const renderItem = (item: ItemBlock, isInPlace: boolean): Html => {
  const { text: title, url } = itemTitle(item)
  return html`<li value="${item.number}">
<h3><span class="number">${item.number}.</span>${renderLink(commentaryPath(idOfRow(item)), label(title))}</h3>
<p class="context">${renderLine(item.meta)}</p>
${item.text === undefined ? '' : html`<p>${renderText(item.text)}</p>`}
<p class="actions">${isInPlace ? renderCommandButton(item.command, html`${labels.show}<span class="unseen">: ${label(title)}</span>`) : ''}${
    url === undefined ? '' : renderLink(url, html`Original<span class="unseen">: ${label(title)}</span>`)
  }</p>
</li>`
}

const stateWords = { good: 'Works', warning: 'Attention', bad: 'Problem' } as const

/** A choice of words such as `export|import|apply` may be broken behind each bar. */
const breakable = (text: string): Html =>
  html`${text.split('|').map((part, at) => html`${at === 0 ? '' : html`|<wbr>`}${part}`)}`

const renderField = (field: Field): Html => {
  const state =
    field.state &&
    html`<span class="state ${field.state}"><span class="unseen">${stateWords[field.state]}: </span></span>`
  return html`<div><dt>${breakable(label(field.label))}</dt><dd>${state}${renderText(field.value)}</dd></div>`
}

const renderBlock = (block: Exclude<Block, ItemBlock>, copyUrl: string | undefined): Html => {
  if (block.type === 'text')
    return html`<p class="${isRemark(block.text) ? 'remark' : 'text'}">${renderText(block.text)}</p>`
  if (block.type === 'claim')
    return renderClaim(block, block.commentary === undefined ? copyUrl : commentaryPath(block.commentary))
  if (block.type === 'fields') return html`<dl class="fields">${block.fields.map(renderField)}</dl>`
  return html`<div class="copy"><code>${visibleText(block.text)}</code><button type="button" class="copy-button" hidden>Copy</button></div>`
}

/** Blocks in order; rows that follow one another make one list. */
export const renderBlocks = (blocks: readonly Block[], copyUrl: string | undefined, isInPlace = true): Html[] => {
  const rendered: Html[] = []
  let rows: Html[] = []
  const endList = (): void => {
    if (rows.length > 0) rendered.push(html`<ol class="items">${rows}</ol>`)
    rows = []
  }
  for (const block of blocks) {
    if (block.type === 'item') {
      rows.push(renderItem(block, isInPlace))
    } else {
      endList()
      rendered.push(renderBlock(block, copyUrl))
    }
  }
  endList()
  return rendered
}

/** A note about a correction or a wrong claim begins with a line in bold, and has any number of blocks. */
const isNoteHead = (block: Block): boolean =>
  block.type === 'text' &&
  block.text.length === 1 &&
  block.text.every((span) => typeof span === 'object' && span.style === 'strong')

const threadLabel = (thread: readonly Block[]): string => {
  const claims = thread.filter(({ type }) => type === 'claim').length
  // The thread of a digest has rows, below subheads in bold.
  const notes = thread.some(({ type }) => type === 'item') ? 0 : thread.filter(isNoteHead).length
  const parts = [
    ...(claims === 0 ? [] : [countOf(claims, 'more claim')]),
    ...(notes === 0 ? [] : [countOf(notes, 'note')]),
  ]
  return parts.length === 0 ? `${thread.length} more` : parts.join(', ')
}

const renderAction = (action: Action): Html => {
  if ('url' in action) return renderLink(action.url, label(action.label))
  if ('form' in action)
    return html`<a class="button" href="/forms/${encodeURIComponent(action.form)}">${label(action.label)}</a>`
  return renderCommandButton(action.command, label(action.label))
}

/** The card as markup, with buttons that work without JavaScript; everything is escaped. */
export const renderCard = (card: Card): Html => {
  const { context, title, thread = [], actions = [], footer = [], commentaries = [] } = card
  // A claim's number counts within its commentary: on a card about several each claim names its own.
  const copyUrl = commentaries.length === 1 ? commentaryPath(commentaries[0] ?? '') : undefined
  return html`<div class="card ${card.tone ?? ''}">
${context === undefined ? '' : html`<p class="context">${renderLine(context)}</p>`}
${title === undefined ? '' : html`<h2>${renderLink(addressOf(title), label(title.text))}</h2>`}
${renderBlocks(card.blocks, copyUrl)}
${thread.length === 0 ? '' : html`<details><summary>${threadLabel(thread)}</summary>${renderBlocks(thread, copyUrl)}</details>`}
${actions.length === 0 ? '' : html`<p class="actions">${actions.map(renderAction)}</p>`}
${footer.length === 0 ? '' : html`<footer>${footer.map((line) => html`<p class="context">${renderLine(line)}</p>`)}</footer>`}
</div>`
}
