import { renderInstant } from './dates.ts'
import { type Html, html, renderCommandButton, renderLink } from './html.ts'

// Draws the payload for Slack like Slack's client. It is read as plain JSON, so it is exactly what would be sent.

type Style = { readonly bold?: boolean; readonly italic?: boolean }

type Element =
  | { readonly type: 'text'; readonly text: string; readonly style?: Style }
  | {
      readonly type: 'link'
      readonly url: string
      readonly text?: string
      readonly style?: Style
    }
  | { readonly type: 'emoji'; readonly name: string }

type Section = { readonly type: string; readonly elements: readonly Element[] }

type Part = Section | { readonly type: 'rich_text_list'; readonly elements: readonly Section[] }

type PlainOrMrkdwn = { readonly type: string; readonly text: string }

type Button = {
  readonly action_id?: string
  readonly text: PlainOrMrkdwn
  readonly value?: string
  readonly url?: string
}

type Block =
  | { readonly type: 'rich_text'; readonly elements: readonly Part[] }
  | { readonly type: 'header'; readonly text: PlainOrMrkdwn }
  | { readonly type: 'context'; readonly elements: readonly PlainOrMrkdwn[] }
  | { readonly type: 'actions'; readonly elements: readonly Button[] }
  | { readonly type: 'divider' }

/** The parts of a message's payload that are shown. */
export type AsSlack = { readonly blocks: readonly Block[] }

/** Our emoji as characters that every machine can show. */
const signs: Readonly<Record<string, readonly [sign: string, state: string]>> = {
  white_check_mark: ['✓', 'good'],
  warning: ['⚠', 'warning'],
  x: ['✕', 'bad'],
}

const renderEmoji = (name: string): Html => {
  const [sign = `:${name}:`, state = ''] = signs[name] ?? []
  return html`<span class="sign ${state}">${sign}</span>`
}

const renderElement = (element: Element): Html => {
  if (element.type === 'emoji') return renderEmoji(element.name)
  const text = element.type === 'link' ? renderLink(element.url, element.text ?? element.url) : html`${element.text}`
  if (element.style?.italic === true) return html`<i>${text}</i>`
  return element.style?.bold === true ? html`<b>${text}</b>` : text
}

const renderElements = (elements: readonly Element[]): Html => html`${elements.map(renderElement)}`

const isList = (part: Part): part is Extract<Part, { type: 'rich_text_list' }> => part.type === 'rich_text_list'

const renderPart = (part: Part): Html => {
  if (isList(part))
    return html`<ul>${part.elements.map(({ elements }) => html`<li>${renderElements(elements)}</li>`)}</ul>`
  const content = renderElements(part.elements)
  if (part.type === 'rich_text_quote') return html`<blockquote>${content}</blockquote>`
  return part.type === 'rich_text_preformatted' ? html`<pre>${content}</pre>` : html`<p>${content}</p>`
}

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** Our own mrkdwn, which contains only links and emoji. */
const renderMrkdwn = (text: string): Html => {
  const parts = text.split(/(<[^<>|]+\|[^<>|]+>|:[a-z_]+:)/u).map((part) => {
    const [, url, label] = /^<([^|]+)\|(.+)>$/u.exec(part) ?? []
    if (url !== undefined) return renderLink(unescaped(url), unescaped(label ?? ''))
    return /^:[a-z_]+:$/u.test(part) ? renderEmoji(part.slice(1, -1)) : html`${unescaped(part)}`
  })
  return html`${parts}`
}

const renderText = ({ type, text }: PlainOrMrkdwn): Html => (type === 'mrkdwn' ? renderMrkdwn(text) : html`${text}`)

/** A button that runs a command works here as well; buttons for functions of Slack have no effect. */
const renderButton = ({ action_id, text, value, url }: Button): Html => {
  if (url !== undefined) return html`<span class="button">${renderLink(url, text.text)}</span>`
  if (action_id?.startsWith('run.') === true && value !== undefined) return renderCommandButton(value, text.text)
  return html`<span class="button inert">${text.text}</span>`
}

const renderBlock = (block: Block): Html => {
  switch (block.type) {
    case 'rich_text':
      return html`<div class="rich">${block.elements.map(renderPart)}</div>`
    case 'header':
      return html`<h3>${renderText(block.text)}</h3>`
    case 'context':
      return html`<p class="small">${block.elements.map((element) => html`<span>${renderText(element)}</span>`)}</p>`
    case 'actions':
      return html`<p class="buttons">${block.elements.map(renderButton)}</p>`
    case 'divider':
      return html`<hr>`
    default:
      return html``
  }
}

const renderMessage = ({ blocks }: AsSlack, postedAt: Date): Html => html`<div class="message">
<span class="avatar" aria-hidden="true">R</span>
<div>
<p class="sender"><b>RSIS Brief</b> <span class="app">APP</span> ${renderInstant(postedAt)}</p>
${blocks.map(renderBlock)}
</div>
</div>`

/** A post with its thread, drawn like Slack; it needs `as-slack.css` and, for its buttons, the form `run`. */
export const renderAsSlack = (
  post: AsSlack,
  thread: readonly AsSlack[],
  postedAt: Date,
): Html => html`<div class="as-slack" role="figure" aria-label="As on Slack">
${renderMessage(post, postedAt)}
${
  thread.length === 0
    ? ''
    : html`<details class="thread" open><summary>${thread.length === 1 ? '1 reply' : `${thread.length} replies`}</summary>${thread.map((reply) => renderMessage(reply, postedAt))}</details>`
}
</div>`
