import { html } from 'hono/html'
import { clip, visibleLine } from '../../../src/card/text.ts'
import { safeHref } from './safe-url.ts'

export { html }

/** Markup whose outside parts were escaped on the way in. */
export type Html = ReturnType<typeof html>

/** Markup as a string, for what is not answered as a page. */
export const htmlText = async (markup: Html): Promise<string> => String(await markup)

/**
 * `label` linked to `url`; plain where the address may not be followed. What leads off this server opens beside it,
 * so that an answer which only this page holds is not lost.
 */
export const renderLink = (url: string | undefined, label: unknown): Html => {
  const href = url === undefined ? undefined : safeHref(url)
  if (href === undefined) return html`${label}`
  if (href.startsWith('/')) return html`<a href="${href}">${label}</a>`
  return html`<a class="outside" href="${href}" target="_blank" rel="noopener noreferrer">${label}</a>`
}

/** A button that runs a command, with and without JavaScript: it belongs to the page's one form `run`. */
export const renderCommandButton = (command: string, label: unknown): Html =>
  html`<button type="submit" form="run" name="text" value="${command}">${label}</button>`

/** A label from outside: on one line, without anything invisible, cut at `limit` UTF-16 units. */
export const label = (text: string, limit = 400): string => clip(visibleLine(text), limit)

/** Facts in a line, each in an element that begins with its dot: the style cuts off the dot at the head of a line. */
export const renderFacts = (facts: readonly unknown[]): Html =>
  html`${facts.map((fact, at) => html`${at === 0 ? '' : ' '}<span>${at === 0 ? '' : html`<span class="dot">· </span>`}${fact}</span>`)}`

/** A line that is written with dots between its facts. */
export const renderLine = (line: string, limit = 400): Html => renderFacts(label(line, limit).split(' · '))

/** The page of a commentary. */
export const commentaryPath = (id: string): string => `/commentaries/${encodeURIComponent(id)}`
