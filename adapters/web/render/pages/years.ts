import type { Facet } from '../../../../src/commands/port.ts'
import { type Html, html } from '../html.ts'

/** The size of the chart in its own units; it is scaled to the available width. */
const [barWidth, gap, height] = [10, 2, 48]

const busiest = (years: readonly Facet[]): Facet | undefined =>
  years.toSorted((one, other) => other.count - one.count).at(0)

/** How many commentaries were found in each year, as bars; the list of years beside it has the same numbers. */
export const renderYears = (years: readonly Facet[], pathOf: (query: string) => string): Html => {
  const most = busiest(years)
  if (most === undefined || years.length < 2) return html``
  const width = years.length * (barWidth + gap) - gap
  const bars = years.map(({ name, count, query }, at) => {
    const tall = count === 0 ? 0 : Math.max(1, Math.round((count / most.count) * height))
    const bar = html`<rect x="${at * (barWidth + gap)}" y="${height - tall}" width="${barWidth}" height="${tall}"><title>${name}: ${count}</title></rect>`
    return count === 0 ? bar : html`<a href="${pathOf(query)}" tabindex="-1">${bar}</a>`
  })
  const [first, last] = [years.at(0)?.name, years.at(-1)?.name]
  return html`<figure class="years">
<svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" aria-hidden="true">${bars}</svg>
<figcaption><span>${first}</span><span class="unseen"> to </span><span>${last}</span><span class="unseen">; most in ${most.name}: ${most.count}</span></figcaption>
</figure>`
}
