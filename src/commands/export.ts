import { countOf, countCommentaries } from '../card/count.ts'
import { dayOf, readSpan } from '../archive/query/dates.ts'
import { parseQuery } from '../archive/query/parse.ts'
import { shown } from '../archive/query/text.ts'
import type { Query } from '../archive/query/tree.ts'
import { countMissing, withBriefings } from '../archive/make-briefings.ts'
import { search } from '../archive/search/search.ts'
import type { MaybeBriefed } from '../card/claim-facts.ts'
import { exportFile } from '../card/export-file.ts'
import { type ExportFormat, exportFormats, formatLabels } from '../card/export-formats.ts'
import { UserError } from '../errors.ts'
import type { Db } from '../store/connection.ts'
import { mayQuote } from '../store/reader.ts'
import type { CommandContext, CommandDefinition } from './command.ts'
import { isNamed, isReference, namesNewest, wantedCommentary } from './find-commentary.ts'
import { readOptions, searchOptions } from './options.ts'
import { watchThis } from './page.ts'
import type { CommandOption } from './port.ts'
import { isSubjectAlone } from './understand/namable.ts'
import { readSentence } from './understand/sentence.ts'

/** The most commentaries in one file: with their claims about ten megabytes, which every platform accepts. */
const mostExported = 1000
/** How many are read at a time, so that a large file does not hold up other work. */
const batch = 100

const options: readonly CommandOption[] = [
  {
    name: 'query',
    description: 'A search, a number such as CO26201, or latest',
    writing: 'words',
    isRequired: true,
  },
  {
    name: 'format',
    description: 'The format of the file; without one, CSV with a row for each claim',
    writing: 'named',
    choices: exportFormats.map((value) => ({ label: formatLabels[value], value })),
  },
  ...searchOptions,
]

const otherNames: Readonly<Record<string, ExportFormat>> = {
  excel: 'csv',
  xls: 'csv',
  xlsx: 'csv',
  spreadsheet: 'csv',
  md: 'markdown',
  bib: 'bibtex',
  zotero: 'ris',
  mendeley: 'ris',
  endnote: 'ris',
  notion: 'markdown',
  obsidian: 'markdown',
}

/** Formats that people ask for and that there are not. */
const notAvailable = ['pdf', 'doc', 'docx', 'word', 'html', 'xml', 'txt', 'rtf']

/** Matches the format in phrases such as `nord stream as csv`, `CO26204 bibtex`. */
const spokenFormat = new RegExp(
  String.raw`\s+(?:(?:as|in|to|into) )?(?:an? )?(${[...exportFormats, ...Object.keys(otherNames), ...notAvailable].join('|')})(?: file| format)?$`,
  'iu',
)

/** `csv nickel` is `nickel as csv`. */
const withFormatAtEnd = (text: string): string =>
  text.replace(/^(csv|json|markdown|md|bibtex|bib|ris|excel)\s+(?:of |for )?(?=\S)(.+)$/iu, '$2 as $1')

const formatNamed = (typed: string): ExportFormat => {
  const name = typed.toLowerCase()
  const format = otherNames[name] ?? exportFormats.find((one) => one === name)
  if (format !== undefined) return format
  throw new UserError('Format', `“${shown(typed)}” is not available`, `there are ${exportFormats.join(', ')}`)
}

/** Words that do not say which commentaries are meant. */
const filler =
  /^(?:(?:all|everything|every|the|of|on|about|for|rsis|commentar(?:y|ies)|articles?|papers?|pieces?|posts?) )+(?=\S)|(?<=\S) (?:commentar(?:y|ies)|articles?|papers?|pieces?|posts?)$/giu

/** The search to export; a date alone is enough, as after `latest`. */
const wantedQuery = (words: string, today: ReturnType<typeof dayOf>): string => {
  const bare = words.replaceAll(filler, '')
  const span = readSpan(bare.replace(/^(?:from|in|of|during|published|dated) (?:in )?(?:the )?/iu, ''), today)
  return span === undefined ? bare : `since:${span.first.toString()} until:${span.last.toString()}`
}

/** Whether a file of this format has synopses and claims; the others are for reference managers. */
const hasClaims = (format: ExportFormat): boolean => format !== 'bibtex' && format !== 'ris'

/** What a file of this format contains, where the installation may show quotes or may not. */
const contentsOf = (format: ExportFormat, hasQuotes: boolean): string => {
  if (!hasClaims(format)) return 'Titles, authors, dates and links'
  return hasQuotes
    ? 'Titles, authors, dates and claims with their quotes; not the texts themselves'
    : 'Titles, authors, dates, links and synopses; this installation has no permission to show quotes'
}

type Found = { readonly exported: readonly MaybeBriefed[]; readonly total: number }

/** The commentaries with all of the words; near ones only if there are none. */
const found = async (db: Db, parsed: Query): Promise<Found> => {
  const exported: MaybeBriefed[] = []
  let total = 1
  while (exported.length < Math.min(total, mostExported)) {
    const { hits, complete, total: listed } = await search(db, parsed, { limit: batch, offset: exported.length })
    total = complete === 0 ? listed : complete
    if (hits.length === 0) break
    exported.push(...hits)
  }
  return { exported: exported.slice(0, Math.min(total, mostExported)), total }
}

/** The commentaries with as many briefings as somebody waits for; how many are missing, and how long these will take. */
const briefedInTime = async ({ db, makeBriefings }: CommandContext, exported: readonly MaybeBriefed[]) => {
  const began = performance.now()
  const briefed = await withBriefings(db, makeBriefings, exported)
  const missing = countMissing(briefed)
  const made = Math.max(1, countMissing(exported) - missing)
  return { briefed, missing, seconds: Math.ceil(((performance.now() - began) / made / 1000) * missing) }
}

/** Commentaries as a file: for a spreadsheet, a reference manager or a note. */
export const exportCommand: CommandDefinition = {
  verb: 'export',
  synonyms: ['download'],
  isOfArchive: true,
  summary: 'A commentary or a whole search result as a file: CSV, JSON, Markdown, BibTeX or RIS',
  options,
  examples: ['/rsis export nickel', '/rsis export author:lim format:bibtex', '/rsis export CO20210 as markdown'],
  reads: (typed) => {
    const text = withFormatAtEnd(typed)
    const what = text.replace(spokenFormat, '')
    const bare = what.replaceAll(filler, '')
    const isDate = readSentence(bare).tokens.some(({ concepts }) => concepts.has('date'))
    return (
      text === '' ||
      /\bformat:/iu.test(text) ||
      (!/\bpdf\b/iu.test(text) && (isNamed(what) || isDate || isSubjectAlone(bare)))
    )
  },
  madeSure: (text) =>
    /^(?!(?:them|it|this|that|all|everything|settings)\b)\p{L}[\p{L}\p{M}'’ -]*$/u.test(text) &&
    !spokenFormat.test(text)
      ? `${text} format:csv`
      : undefined,
  async run(text, context) {
    if (text === '') throw new UserError('Export', 'say what', 'a number, latest or a search, e.g. /rsis export latest')
    const { words, named } = readOptions(withFormatAtEnd(text), options)
    const spoken = spokenFormat.exec(words)
    const format = formatNamed(named.get('format') ?? spoken?.[1] ?? 'csv')
    const today = dayOf(context.now())
    const asked = words.slice(0, spoken?.index ?? words.length)
    const isOne = isReference(asked) || namesNewest(asked)
    const query = isOne ? asked : wantedQuery(asked, today)
    const parsed = isOne || isReference(query) ? undefined : parseQuery(query, today)
    const { exported, total } =
      parsed === undefined
        ? { exported: [await wantedCommentary(query, context)], total: 1 }
        : await found(context.db, parsed)
    const { briefed, missing, seconds } = hasClaims(format)
      ? await briefedInTime(context, exported)
      : { briefed: exported, missing: 0, seconds: 0 }
    if (exported.length === 0) {
      throw new UserError(
        'Export',
        `nothing was found for “${shown(query)}”`,
        `look first: /rsis search ${shown(query)}`,
      )
    }
    const count = countCommentaries(exported.length)
    const notes = [
      ...(total <= exported.length
        ? []
        : [
            `The first ${exported.length.toLocaleString('en')} of ${total.toLocaleString('en')}; narrow the search, e.g. since:2024.`,
          ]),
      ...(missing === 0
        ? []
        : [
            `${countOf(missing, 'is', 'are')} not briefed yet. That is done first and takes about ${seconds} s; then the file comes.`,
          ]),
    ]
    return {
      title: { text: `${count} for “${shown(query)}” as ${formatLabels[format]}` },
      blocks: [
        ...notes.map((note) => ({ type: 'text', text: [note] }) as const),
        {
          type: 'text',
          text: [
            {
              text: `${contentsOf(format, mayQuote(context.db))}. The views are the authors’ own.`,
              style: 'quiet',
            },
          ],
        },
      ],
      actions: [
        ...exportFormats
          .filter((one) => one !== format)
          .map((one) => ({ label: formatLabels[one], command: `/rsis export ${query} format:${one}` })),
        ...(parsed === undefined ? [] : watchThis(query, parsed)),
      ],
      file: {
        ...exportFile(briefed, format, query),
        ...(missing > 0 && {
          later: async () =>
            exportFile(
              await withBriefings(context.db, context.makeBriefings, briefed, Number.POSITIVE_INFINITY),
              format,
              query,
            ).text,
        }),
      },
      isShareable: false,
    }
  },
}
