import { stringify } from 'csv-stringify/sync'
import type { CardFile } from './card.ts'
import { cite } from './citations.ts'
import { claimFacts, type MaybeBriefed } from './claim-facts.ts'
import type { Commentary } from '../commentary/commentary.ts'
import { citation, provenanceWords, viewsNotice } from './credit.ts'
import type { ExportFormat } from './export-formats.ts'

/** One row for each claim; a commentary without claims gets one row without a claim. */
const rowsOf = (exported: MaybeBriefed) => {
  const { commentary, briefing } = exported
  const about = {
    id: commentary.id,
    title: commentary.title,
    authors: commentary.authors.join('; '),
    published: commentary.published ?? '',
    topics: commentary.categories.join('; '),
    url: commentary.url ?? '',
    synopsis: briefing?.synopsis?.text ?? '',
    extent: commentary.extent,
    provenance: provenanceWords(commentary) ?? '',
  }
  const claims = claimFacts(exported)
  return claims.length === 0 ? [about] : claims.map((claim) => ({ ...about, ...claim }))
}

const columns =
  'id title authors published topics url synopsis number claim quote holder kind section link extent provenance'.split(
    ' ',
  )

/**
 * RFC 4180, with two things that spreadsheets need: a byte order mark, without which Excel reads UTF-8 as another encoding, and
 * an apostrophe before what would be a formula. Source: OWASP, CSV Injection.
 */
const csv = (exported: readonly MaybeBriefed[]): string =>
  stringify(exported.flatMap(rowsOf), {
    bom: true,
    header: true,
    columns,
    quoted: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  })

const json = (exported: readonly MaybeBriefed[]): string =>
  `${JSON.stringify(
    exported.map((one) => {
      const { commentary, briefing } = one
      const { id, title, authors, published, updated, categories, url, pdfUrl } = commentary
      return {
        id,
        title,
        authors,
        published: published ?? null,
        updated: updated ?? null,
        topics: categories,
        url: url ?? null,
        pdf: pdfUrl ?? null,
        citation: citation(commentary),
        extent: commentary.extent,
        provenance: commentary.provenance ?? null,
        synopsis: briefing?.synopsis ?? null,
        claims: claimFacts(one),
      }
    }),
    undefined,
    2,
  )}\n`

/** Signs that Markdown would interpret, and beginnings of a line that would make a list, heading or quotation. */
const markdownText = (text: string): string =>
  text
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/[\\`*_[\]<>|~]/gu, String.raw`\$&`)
    .replace(/^(?:[#+=-]|\d+(?=[.)]))/u, String.raw`\$&`)

const markdownClaim = ({ number, claim, quote, holder, kind }: ReturnType<typeof claimFacts>[number]): string => {
  const credit = [holder, kind === null ? undefined : kind.replace('-', ' ')].filter((part) => part !== undefined)
  return [
    ...(claim === quote ? [] : [`${number}. ${markdownText(claim)}\n`]),
    `> ${markdownText(quote)}\n>\n> — ${markdownText(credit.join(', '))}`,
  ].join('\n')
}

/** A sentence about where the text came from; empty if that is not known. */
const takenFrom = (commentary: Commentary): string => {
  const words = provenanceWords(commentary)
  return words === undefined ? '' : `Taken ${words}.`
}

const markdownOne = (exported: MaybeBriefed): string => {
  const { commentary, briefing } = exported
  const title = markdownText(commentary.title)
  return [
    `## ${commentary.url === undefined ? title : `[${title}](<${commentary.url}>)`}`,
    markdownText(citation(commentary)),
    ...(briefing?.synopsis === undefined ? [] : [markdownText(briefing.synopsis.text)]),
    ...claimFacts(exported).map(markdownClaim),
    `*${[viewsNotice(commentary), takenFrom(commentary)].filter((part) => part !== '').join(' ')}*`,
  ].join('\n\n')
}

const writers: Readonly<
  Record<ExportFormat, readonly [ending: string, type: string, write: (exported: readonly MaybeBriefed[]) => string]>
> = {
  csv: ['csv', 'text/csv', csv],
  json: ['json', 'application/json', json],
  markdown: ['md', 'text/markdown', (all) => `${all.map(markdownOne).join('\n\n')}\n`],
  bibtex: [
    'bib',
    'application/x-bibtex',
    (all) => `${all.map(({ commentary }) => cite(commentary, 'bibtex')).join('\n\n')}\n`,
  ],
  ris: [
    'ris',
    'application/x-research-info-systems',
    (all) => `${all.map(({ commentary }) => cite(commentary, 'ris')).join('\n\n')}\n`,
  ],
}

const longestName = 60

/** A file name that every file system accepts: small letters, digits and hyphens. */
const nameOf = (what: string): string =>
  what
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .slice(0, longestName)
    .replaceAll(/^-|-$/gu, '')

/** The commentaries as a file that is named after the search. */
export const exportFile = (exported: readonly MaybeBriefed[], format: ExportFormat, what: string): CardFile => {
  const [ending, mediaType, write] = writers[format]
  const name = nameOf(what)
  return { name: `rsis${name === '' ? '' : `-${name}`}.${ending}`, mediaType, text: write(exported) }
}
