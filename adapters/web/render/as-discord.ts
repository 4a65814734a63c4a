import { z } from 'zod'
import { renderDiscordMarkdown } from './discord-markdown.ts'
import { type Html, html, renderLink } from './html.ts'

const button = z.object({
  type: z.literal(2),
  style: z.number(),
  label: z.string(),
  url: z.string().optional(),
  disabled: z.boolean().optional(),
})
const text = z.object({ type: z.literal(10), content: z.string() })
const section = z.object({ type: z.literal(9), components: z.array(text), accessory: button })
const separator = z.object({ type: z.literal(14), divider: z.boolean().optional() })
const row = z.object({ type: z.literal(1), components: z.array(button) })
const inside = z.discriminatedUnion('type', [text, section, separator, row])
const container = z.object({ type: z.literal(17), accent_color: z.number().optional(), components: z.array(inside) })

/** The parts of a Components V2 message that our messages use. */
const messageSchema = z.object({ components: z.array(container) })

const renderButton = ({ label, url, disabled }: z.infer<typeof button>): Html =>
  url === undefined
    ? html`<span class="button${disabled === true ? ' off' : ''}">${label}</span>`
    : html`<span class="button link">${renderLink(url, label)}</span>`

const renderInside = (component: z.infer<typeof inside>): Html => {
  if (component.type === 10) return html`<div class="said">${renderDiscordMarkdown(component.content)}</div>`
  if (component.type === 14) return component.divider === false ? html`<div class="space"></div>` : html`<hr>`
  if (component.type === 1) return html`<div class="row">${component.components.map(renderButton)}</div>`
  const texts = component.components.map(({ content }) => renderDiscordMarkdown(content))
  return html`<div class="section"><div class="said">${texts}</div>${renderButton(component.accessory)}</div>`
}

/** The content security policy forbids inline styles, so our two colours are classes. */
const accentClass = (color: number | undefined): string =>
  color === undefined ? '' : `accent-${color.toString(16).padStart(6, '0')}`

const renderContainer = ({ accent_color: color, components }: z.infer<typeof container>): Html =>
  html`<div class="container ${accentClass(color)}">${components.map(renderInside)}</div>`

/**
 * The payload for Discord, drawn like Discord's client: the message and its thread.
 * Buttons have no function; links work.
 * @throws ZodError for a payload that is not one of our messages.
 */
export const renderAsDiscord = (payload: unknown, thread?: unknown): Html => {
  const message = messageSchema.parse(payload)
  const below = thread === undefined ? undefined : messageSchema.parse(thread)
  return html`<div class="as-discord" role="figure" aria-label="As on Discord">
<p class="author"><span class="face" aria-hidden="true">R</span><strong>RSIS Brief</strong><span class="app">APP</span></p>
${message.components.map(renderContainer)}
${below === undefined ? '' : html`<div class="thread"><p class="small">Thread · Further claims</p>${below.components.map(renderContainer)}</div>`}
</div>`
}
