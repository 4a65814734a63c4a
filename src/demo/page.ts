import { html } from 'hono/html'
import { paragraphText, type Sample } from './samples.ts'

const longDate = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
const printed = (date: string): string => longDate.format(new Date(date))

const menu = ['Home', 'About', 'Research', 'Graduate Education', 'Publications', 'Events', 'Media', 'Contact']

/** Names as in a byline: `A`, `A and B`, `A, B and C`. */
const byline = (authors: readonly string[]): string =>
  authors.length === 1 ? (authors[0] ?? '') : `${authors.slice(0, -1).join(', ')} and ${authors.at(-1)}`

/** The title as printed: number, series overline, title. */
export const printedTitle = (sample: Sample): string =>
  `${sample.id} | ${sample.overline === undefined ? '' : `${sample.overline}: `}${sample.title}`

const bodyParagraphs = (sample: Sample): { heading: boolean; text: string }[] =>
  sample.sections.flatMap(({ heading, paragraphs }) => [
    ...(heading === null ? [] : [{ heading: true, text: heading }]),
    ...paragraphs.map((sentences) => ({ heading: false, text: paragraphText(sentences) })),
  ])

const disclaimer =
  'This sample commentary is invented for demonstration: its authors, speakers and studies do not exist. The authors’ views are their own and do not represent the official position of any institution. Reproduction needs prior permission and due credit to the author(s).'

const article = (sample: Sample, categories: readonly string[]) => html`<p>${disclaimer}</p>
${
  sample.synopsis === undefined
    ? ''
    : html`<p><strong>SYNOPSIS</strong></p>
<p>${sample.synopsis}</p>`
}
<p><strong>COMMENTARY</strong></p>
${bodyParagraphs(sample).map(({ heading, text }) =>
  heading
    ? html`<p><strong>${text}</strong></p>
`
    : html`<p>${text}</p>
`,
)}<p><strong><em>About the Author${sample.about.length > 1 ? 's' : ''}</em></strong></p>
${sample.about.map(
  (text) => html`<p>${text}</p>
`,
)}<div class="categories">Categories: ${categories.map((name, index) => html`${index === 0 ? '' : ' / '}<a href="/category/${encodeURIComponent(name.toLowerCase())}/">${name}</a>`)}</div>
${sample.updated === undefined ? '' : html`<p class="last-updated">Last updated on ${sample.updated.split('-').reverse().join('/')}</p>`}`

/** The sample's page in the layout of the publisher's site: menu, breadcrumb, article, its second copy for print, footer. */
export const samplePage = async (sample: Sample): Promise<string> => (await page(sample)).valueOf()

const page = (sample: Sample) => html`<!DOCTYPE html>
<html lang="en-US"><head><meta charset="utf-8"><title>${printedTitle(sample)} - RSIS</title></head>
<body><header><ul>${menu.map((name) => html`<li><a href="#">${name}</a></li>`)}</ul></header>
<div class="breadcrumb"><a href="/">RSIS</a> <a href="/publications/">Publication</a> <a href="/publications/rsis-publications/">RSIS Publications</a> ${sample.title}</div>
<main><div class="publication-content">
<h1>${printedTitle(sample)}</h1>
<p class="author">${byline(sample.authors)}</p>
<p class="date">${printed(sample.published)}</p>
<p><a href="/wp-content/uploads/${sample.published.slice(0, 4)}/${sample.published.slice(5, 7)}/${sample.id}.pdf">download pdf</a></p>
${article(sample, sample.categories)}
<noscript>comments powered by Disqus</noscript>
</div>
<div class="print-only">
${article(sample, sample.categories.slice(0, -1))}
</div></main>
<footer><p>Back to top</p><p>Terms of Use | Privacy Statement</p>
<p>This site uses cookies to offer you a better browsing experience.</p><p>OK</p>
<p>Latest Book</p><p>${sample.title}</p><p>SYNOPSIS</p><p>${(sample.synopsis ?? sample.title).slice(0, 80)} ...</p><p>more info</p></footer></body></html>
`
