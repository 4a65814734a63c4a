import { html, type Html, renderInstant, renderLink } from './html.ts'

/** The parts of Discord's Markdown that our messages use, longest first. Source: Discord, Markdown Text 101. */
const inline =
  /\\(?<escaped>[^\p{L}\p{N}\s])|\*\*(?<strong>(?:\\.|[^*\\]|\*(?!\*))+)\*\*|\*(?<slanted>(?:\\.|[^*\\])+)\*|\[(?<label>(?:\\.|[^[\]\\])+)\]\((?<url>https?:\/\/[^)\s]+)\)|<t:(?<time>\d{1,12}):[a-zA-Z]>/gu

const renderMatch = (groups: Readonly<Record<string, string | undefined>>): Html => {
  const { escaped, strong, slanted, label, url, time } = groups
  if (escaped !== undefined) return html`${escaped}`
  if (strong !== undefined) return html`<strong>${renderInline(strong)}</strong>`
  if (slanted !== undefined) return html`<i>${renderInline(slanted)}</i>`
  return time === undefined ? renderLink(url, renderInline(label ?? '')) : renderInstant(new Date(Number(time) * 1000))
}

const renderInline = (text: string): Html[] => {
  const parts: Html[] = []
  let from = 0
  for (const match of text.matchAll(inline)) {
    parts.push(html`${text.slice(from, match.index)}`, renderMatch(match.groups ?? {}))
    from = match.index + match[0].length
  }
  return [...parts, html`${text.slice(from)}`]
}

const renderLine = (line: string): Html => {
  if (line.startsWith('### ')) return html`<h2>${renderInline(line.slice(4))}</h2>`
  if (line.startsWith('-# ')) return html`<p class="small">${renderInline(line.slice(3))}</p>`
  if (line.startsWith('> ')) return html`<blockquote><p>${renderInline(line.slice(2))}</p></blockquote>`
  return line === '' ? html`<p class="gap"></p>` : html`<p>${renderInline(line)}</p>`
}

/** A text of a Discord message, drawn like Discord's client; everything is escaped. */
export const renderDiscordMarkdown = (text: string): Html => {
  // Every second part is the text between three backticks.
  const parts = text.split(/\n?```\n([\s\S]*?)\n```\n?/u).map((part, at) => {
    if (at % 2 === 1) return html`<pre><code>${part}</code></pre>`
    return part === '' ? html`` : html`${part.split('\n').map(renderLine)}`
  })
  return html`${parts}`
}
