import { html, type Html, renderCommandButton, renderInstant, renderLink } from './html.ts'

/** A part of the payload for Slack: a block, an element, a text or a button. It is read as plain JSON, exactly what would be sent. */
type Node = {
  readonly type: string
  readonly text?: string | Node
  readonly elements?: readonly Node[]
  readonly name?: string
  readonly style?: { readonly bold?: boolean; readonly italic?: boolean }
  readonly action_id?: string
  readonly value?: string
  readonly url?: string
}

/** The parts of a message's payload that are shown. */
export type AsSlack = { readonly blocks: readonly Node[] }

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

const styled = (text: Html, { bold, italic }: NonNullable<Node['style']>): Html => {
  if (italic === true) return html`<i>${text}</i>`
  return bold === true ? html`<b>${text}</b>` : text
}

/** A button that runs a command works here as well; buttons for functions of Slack have no effect. */
const renderButton = ({ action_id, text, value, url }: Node): Html => {
  if (url !== undefined) return html`<span class="button">${renderLink(url, words(text))}</span>`
  if (action_id?.startsWith('run.') === true && value !== undefined) return renderCommandButton(value, words(text))
  return html`<span class="button inert">${words(text)}</span>`
}

const words = (text: Node['text'] = ''): Html => (typeof text === 'string' ? html`${text}` : render(text))

/** Draws a part and what is in it; a part that our messages do not use is not shown. */
const render = (node: Node): Html => {
  const { type, text, elements = [], style = {} } = node
  const inside = elements.map(render)
  switch (type) {
    case 'text':
      return styled(words(text), style)
    case 'link':
      return styled(renderLink(node.url, words(text ?? node.url)), style)
    case 'emoji':
      return renderEmoji(node.name ?? '')
    case 'plain_text':
      return words(text)
    case 'mrkdwn':
      return typeof text === 'string' ? renderMrkdwn(text) : words(text)
    case 'button':
      return renderButton(node)
    case 'rich_text':
      return html`<div class="rich">${inside}</div>`
    case 'rich_text_section':
      return html`<p>${inside}</p>`
    case 'rich_text_quote':
      return html`<blockquote>${inside}</blockquote>`
    case 'rich_text_preformatted':
      return html`<pre>${inside}</pre>`
    case 'rich_text_list':
      return html`<ul>${elements.map((item) => html`<li>${item.elements?.map(render)}</li>`)}</ul>`
    case 'header':
      return html`<h3>${words(text)}</h3>`
    case 'context':
      return html`<p class="small">${inside.map((element) => html`<span>${element}</span>`)}</p>`
    case 'actions':
      return html`<p class="buttons">${inside}</p>`
    default:
      return html``
  }
}

const renderMessage = ({ blocks }: AsSlack, postedAt: Date): Html => html`<div class="message">
<span class="avatar" aria-hidden="true">R</span>
<div>
<p class="sender"><b>RSIS Brief</b> <span class="app">APP</span> ${renderInstant(postedAt)}</p>
${blocks.map(render)}
</div>
</div>`

/** A post with its thread, drawn like Slack; it needs `as-platform.css` and, for its buttons, the form `run`. */
export const renderAsSlack = (post: AsSlack, thread: AsSlack | undefined, postedAt: Date): Html =>
  html`<div class="as-slack" role="figure" aria-label="As on Slack">
${renderMessage(post, postedAt)}
${thread === undefined ? '' : html`<details class="thread" open><summary>1 reply</summary>${renderMessage(thread, postedAt)}</details>`}
</div>`
