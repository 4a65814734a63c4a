import { html } from 'hono/html'
import { printedTitle } from './page.ts'
import { paragraphText, type Sample } from './samples.ts'

/** The path of a sample's page on the demo site. */
export const samplePath = (sample: Sample): string => `/rsis-publication/${sample.centre}/${sample.slug}/`

const excerpt = (sample: Sample): string =>
  sample.synopsis ?? paragraphText(sample.sections[0]?.paragraphs[0] ?? []).slice(0, 300)

/** The RSS 2.0 feed of the samples, newest first, in the shape that WordPress gives. */
export const sampleFeed = async (samples: readonly Sample[], origin: string): Promise<string> =>
  (await feed(samples, origin)).valueOf()

const feed = (samples: readonly Sample[], origin: string) => html`<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>RSIS Commentaries (samples)</title><link>${origin}</link><description>Invented commentaries</description>
${[...samples].reverse().map(
  (sample) => html`<item><title>${printedTitle(sample)}</title>
<link>${origin}${samplePath(sample)}</link>
<pubDate>${new Date(`${sample.published}T02:10:00Z`).toUTCString()}</pubDate>
<dc:creator>${sample.authors[0]}</dc:creator>
${sample.categories.map((name) => html`<category>${name}</category>`)}
<guid isPermaLink="false">${origin}/?post_type=rsis-publication&amp;p=${sample.id.slice(2)}</guid>
<description>${`<p>${excerpt(sample)}</p>`}</description></item>
`,
)}</channel></rss>
`
