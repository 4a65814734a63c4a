import { formatDate } from '../../../src/card/dates.ts'
import { type Html, html } from './html.ts'

/** A calendar date, the same in every time zone. */
export const renderDate = (date: string): Html => html`<time datetime="${date}">${formatDate(date)}</time>`

/** An instant in UTC; with JavaScript it is shown in the reader's time zone. */
export const renderInstant = (instant: Date): Html => {
  const iso = instant.toISOString()
  return html`<time class="instant" datetime="${iso}">${formatDate(iso.slice(0, 10))}, ${iso.slice(11, 16)} UTC</time>`
}
