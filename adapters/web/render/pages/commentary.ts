import type {
  ArchivedCommentary,
  Briefing,
  BriefingRecord,
  Commentary,
  Correction,
  Synopsis,
} from '../../../../src/archive/port.ts'
import { outcomeWords } from '../../../../src/briefing/port.ts'
import { gapText, showCard } from '../../../../src/card/briefing-card.ts'
import {
  authorLine,
  citation,
  isOfRsis,
  isTakenDown,
  provenanceWords,
  seriesOf,
  topicsOf,
  viewsNotice,
} from '../../../../src/card/credit.ts'
import { type Html, html, label, renderCommandButton, renderDate, renderInstant, renderLink } from '../html.ts'
import { type ReadingBlock, quotesInContext, type Run } from '../../../../src/card/quotes-in-context.ts'
import { renderClaim } from '../message.ts'
import { namePath } from './names.ts'
import { renderPage } from './page.ts'

/** The authors, each with a link to everything by that author. */
const renderAuthors = (commentary: Commentary): Html =>
  commentary.authors.length === 0
    ? html`${authorLine(commentary)}`
    : html`${commentary.authors.map((name, at) => html`${at === 0 ? '' : ', '}<a href="${namePath('author', name)}">${name}</a>`)}`

const renderActions = (commentary: Commentary): Html =>
  html`<p class="actions">${
    commentary.url === undefined ? '' : renderLink(commentary.url, 'Read original')
  }${commentary.pdfUrl === undefined ? '' : renderLink(commentary.pdfUrl, 'PDF')}${renderCommandButton(
    `/rsis cite ${commentary.id}`,
    'Cite',
  )}${renderCommandButton(`/rsis export ${commentary.id}`, 'Export')}</p>`

const renderCredit = (
  commentary: Commentary,
): Html => html`${isTakenDown(commentary) ? '' : html`<p class="byline">${renderAuthors(commentary)}</p>`}
<p class="context"><span>${isOfRsis(commentary) ? commentary.id : seriesOf(commentary)}</span>${
  commentary.published === undefined
    ? html`<span>Date not given</span>`
    : html`<span>${renderDate(commentary.published)}</span>`
}${commentary.updated === undefined ? '' : html`<span>updated by the publisher ${renderDate(commentary.updated)}</span>`}</p>
${topicsOf(commentary).length === 0 ? '' : html`<p class="context">${topicsOf(commentary).map((name) => html`<span><a href="${namePath('topic', name)}">${name}</a></span>`)}</p>`}
${isTakenDown(commentary) ? '' : renderActions(commentary)}`

const renderChange = ({ before, after }: Correction['sentences'][number]): Html =>
  html`<li>${
    before === undefined ? '' : html`<del>${label(before, 600)}</del> `
  }${after === undefined ? '' : html`<ins>${label(after, 600)}</ins>`}</li>`

const renderCorrection = ({ title, sentences, claims }: Correction): Html => {
  const gone = claims.filter(({ stands }) => !stands).length
  const changes = [...(title === undefined ? [] : [title]), ...sentences]
  return html`<details><summary>What changed${gone === 0 ? '' : html`; ${gone} of ${claims.length} earlier quotes are not in the text any more`}</summary>
<ul class="changes">${changes.slice(0, 50).map(renderChange)}</ul></details>`
}

const partNotes: Readonly<Record<Commentary['extent'], readonly Html[]>> = {
  full: [],
  none: [],
  excerpt: [
    html`<p class="note"><strong>Excerpt only.</strong> The page could not be read; this is what the feed said of it.</p>`,
  ],
  abstract: [
    html`<p class="note"><strong>Abstract only.</strong> A search for words of its text cannot find it yet. It is completed when its page, its PDF or a capture is read.</p>`,
  ],
}

/** The line that says where the text came from. */
const renderProvenance = (commentary: Commentary): Html => {
  const words = provenanceWords(commentary)
  const from = commentary.provenance?.from
  return words === undefined
    ? html``
    : html`<p class="context">Read ${words}${from === undefined ? '' : html` (${label(from, 100)})`}</p>`
}

const renderNotes = ({ commentary, revision, changedAt, correction }: ArchivedCommentary): Html[] => [
  ...(partNotes[commentary.extent] ?? []),
  ...(revision === 1 || isTakenDown(commentary)
    ? []
    : [
        html`<div class="note"><p><strong>Corrected.</strong> The publisher changed the text; this is revision ${revision}, read ${renderInstant(changedAt)}. The quotes below are checked against it.</p>
${correction === undefined ? '' : renderCorrection(correction)}</div>`,
      ]),
]

const synopsisCredit = (commentary: Commentary, source: Synopsis['source']): string => {
  if (source === 'model') return 'written by a model, checked against the text'
  if (source === 'extract') return 'in the commentary’s own sentences'
  if (source === 'publisher') return 'the publisher’s own description'
  return commentary.authors.length > 1 ? 'the authors’ own' : 'the author’s own'
}

const renderSynopsis = (commentary: Commentary, { synopsis }: Briefing): Html =>
  synopsis === undefined
    ? html``
    : html`<h3>Synopsis <span class="context">${synopsisCredit(commentary, synopsis.source)}</span></h3>
<p class="text">${synopsis.text}</p>`

const renderDraft = ({ text, outcome, rejections }: BriefingRecord['claims'][number]): Html => html`<li>
<p>${label(text)}</p>
<p class="context"><span class="state ${outcome === 'shown' ? 'good' : 'bad'}">${outcomeWords[outcome]}</span>${rejections.map(({ message }) => html`<span>${label(message, 300)}</span>`)}</p>
</li>`

/** How a model's briefing was made, for readers who want to know why a claim is or is not shown. */
const renderRecord = (
  record: BriefingRecord,
): Html => html`<details class="record"><summary>How this briefing was made</summary>
<p class="context"><span>${label(record.model, 100)} at ${label(record.server, 100)}</span><span>prompts ${record.promptVersion}</span><span>verifier ${record.verifierVersion}</span><span>judge: ${record.judge.state === 'judged' ? label(record.judge.model, 100) : record.judge.state.replaceAll('-', ' ')}</span><span>${record.tokens.in} tokens in, ${record.tokens.out} out</span>${record.faults.map(({ step, code }) => html`<span>${step}: ${code}</span>`)}</p>
<ol class="rows">${[...record.synopsis, ...record.claims].map(renderDraft)}</ol>
</details>`

const renderBriefing = (commentary: Commentary, briefing: Briefing | undefined): Html => {
  if (briefing === undefined)
    return html`<p>The text was read; its briefing is still being made. Reload in a moment.</p>`
  const claims = showCard(commentary, briefing).blocks.filter((block) => block.type === 'claim')
  return html`${renderSynopsis(commentary, briefing)}
<h3>Key claims</h3>
${
  claims.length === 0
    ? html`<p>None. ${gapText(commentary, briefing.gap)}</p>`
    : html`<ol class="claims">${claims.map((claim) => html`<li id="briefing-claim-${claim.number}">${renderClaim(claim, '', { id: commentary.id, citation: citation(commentary) })}</li>`)}</ol>`
}
<p class="context">${claims.length === 0 ? '' : html`<span>Every quote found word for word in the text</span>`}<span>${briefing.engine === 'llm' ? 'made with' : 'made without'} a language model</span></p>
${briefing.record === undefined ? '' : renderRecord(briefing.record)}`
}

const renderRun = ({ text, claims, opens, closes }: Run): Html => {
  if (claims.length === 0) return html`${text}`
  const [first, ...others] = opens
  return html`<mark${first === undefined ? '' : html` id="claim-${first}"`}>${others.map((number) => html`<span id="claim-${number}"></span>`)}${text}</mark>${closes.map(
    (number) => html`<sup><a href="#briefing-claim-${number}" aria-label="Back to claim ${number}">${number}</a></sup>`,
  )}`
}

const renderReadingBlock = ({ kind, runs }: ReadingBlock): Html =>
  kind === 'heading' ? html`<h3>${runs.map(renderRun)}</h3>` : html`<p>${runs.map(renderRun)}</p>`

const renderText = ({ commentary, briefing, text }: ArchivedCommentary): Html => {
  if (text === '') return html`<p>We have no text of it.</p>`
  const headings = commentary.sections.flatMap(({ heading }) => (heading === undefined ? [] : [heading]))
  return html`${quotesInContext(text, headings, briefing?.claims ?? []).map(renderReadingBlock)}`
}

/** A longer title, in UTF-16 code units, is set smaller. */
const longestTitle = 120

const renderParts = (archived: ArchivedCommentary): Html => {
  const { commentary, briefing } = archived
  return html`<section class="briefing" aria-labelledby="briefing-heading">
<h2 id="briefing-heading">Briefing</h2>
${renderBriefing(commentary, briefing)}
</section>
<section class="reading" aria-labelledby="reading-heading">
<h2 id="reading-heading">Our copy of the text</h2>
${renderProvenance(commentary)}
${renderText(archived)}
${commentary.aboutAuthors.length === 0 ? '' : html`<h3>About the ${commentary.authors.length > 1 ? 'authors' : 'author'}</h3>${commentary.aboutAuthors.map((about) => html`<p class="about">${about}</p>`)}`}
</section>`
}

const renderFoot = (commentary: Commentary): Html => html`<p class="cite-as">Cite as: ${citation(commentary)}</p>
<p>${viewsNotice(commentary)}</p>
${isOfRsis(commentary) ? '' : html`<p>In commands: <code>/rsis show ${commentary.id}</code></p>`}
<p>Our copy of the text is for checking quotes in context. It may not be republished without the permission of ${isOfRsis(commentary) ? 'RSIS' : 'its publisher'}.</p>`

/** A commentary with its briefing beside our copy of the text, in which every quote is marked; or that it was taken down. */
export const renderCommentary = (archived: ArchivedCommentary): Html => {
  const { commentary } = archived
  const isGone = isTakenDown(commentary)
  return renderPage({
    title: label(commentary.title, 200),
    main: html`<article class="commentary">
<header>
<h1 class="${commentary.title.length > longestTitle ? 'long' : ''}">${label(commentary.title)}</h1>
${renderCredit(commentary)}
${renderNotes(archived)}
</header>
${isGone ? html`<p>${gapText(commentary, 'taken-down')}</p>` : renderParts(archived)}
</article>`,
    foot: isGone ? html`` : renderFoot(commentary),
  })
}
