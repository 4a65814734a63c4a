import { html } from 'hono/html'
import { formatDate } from '../../../src/card/dates.ts'
import { clip, safeUrl, visibleLine } from '../../../src/card/text.ts'

export { html }

/** Markup in which all inserted text was escaped. */
export type Html = ReturnType<typeof html>

/** Markup as a string, for answers that are not pages. */
export const htmlText = async (markup: Html): Promise<string> => String(await markup)

/** A placeholder for this server's address; it is never resolved, RFC 2606. */
const here = 'http://here.invalid'

/**
 * An address that is safe in a link: http(s) in the form of the WHATWG parser, or a path of this server.
 * Undefined for everything else (`javascript:`, `//host`, `data:`, mail), even if tabs and line breaks hide it.
 */
export const safeHref = (address: string): string | undefined => {
  if (!address.startsWith('/')) return safeUrl(address)
  const url = URL.parse(address, here)
  return url !== null && url.origin === here ? `${url.pathname}${url.search}${url.hash}` : undefined
}

/**
 * `label` linked to `url`; plain text if the address is not safe. Links to other servers open in a new tab,
 * so that an answer which exists only on this page is not lost.
 */
export const renderLink = (url: string | undefined, label: unknown): Html => {
  const href = url === undefined ? undefined : safeHref(url)
  if (href === undefined) return html`${label}`
  if (href.startsWith('/')) return html`<a href="${href}">${label}</a>`
  return html`<a class="outside" href="${href}" target="_blank" rel="noopener noreferrer">${label}</a>`
}

/** A button that runs a command, with and without JavaScript: it belongs to the page's form `run`. */
export const renderCommandButton = (command: string, label: unknown): Html =>
  html`<button type="submit" form="run" name="text" value="${command}">${label}</button>`

/** A label from outside, on one line, without invisible characters, cut at `limit` UTF-16 units. */
export const label = (text: string, limit = 400): string => clip(visibleLine(text), limit)

/** Facts in a line, each in an element that begins with a dot; the style hides the dot at the beginning of a line. */
export const renderFacts = (facts: readonly unknown[]): Html =>
  html`${facts.map((fact, at) => html`${at === 0 ? '' : ' '}<span>${at === 0 ? '' : html`<span class="dot">· </span>`}${fact}</span>`)}`

/** A line of facts that are separated by dots. */
export const renderLine = (line: string, limit = 400): Html => renderFacts(label(line, limit).split(' · '))

/** The path of a commentary's page. */
export const commentaryPath = (id: string): string => `/commentaries/${encodeURIComponent(id.toWellFormed())}`

/** A calendar date, the same in every time zone. */
export const renderDate = (date: string): Html => html`<time datetime="${date}">${formatDate(date)}</time>`

/** An instant in UTC; with JavaScript it is shown in the reader's time zone. */
export const renderInstant = (instant: Date): Html => {
  const iso = instant.toISOString()
  return html`<time class="instant" datetime="${iso}">${formatDate(iso.slice(0, 10))}, ${iso.slice(11, 16)} UTC</time>`
}
