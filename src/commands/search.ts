import { countCommentaries, countOf, countWithDates } from '../card/count.ts'
import { dayOf } from '../archive/query/dates.ts'
import { parseQuery } from '../archive/query/parse.ts'
import { type Hit, type SearchResult, search as searchArchive } from '../archive/search/search.ts'
import { countAbstracts } from '../archive/store/counts.ts'
import { type Query, type Term, termsOf } from '../archive/query/tree.ts'
import { writeClause } from '../archive/query/write.ts'
import type { Action, Card, ItemBlock, Text } from '../card/card.ts'
import { commentaryRow } from '../card/commentary-row.ts'
import { countToRead } from '../feed/store-reading.ts'
import type { Db } from '../store/connection.ts'
import { searchOptions } from './options.ts'
import type { CommandDefinition } from './command.ts'
import { isQuery } from './understand/condition.ts'
import { isFunctionWord } from './understand/lexicon.ts'
import { longestRequest } from './understand/longest-request.ts'
import { hasOrder } from './understand/namable.ts'
import { readSentence } from './understand/sentence.ts'
import { described } from './understand/subject.ts'
import { datesNote, pageActions, pageCount, pageNote, pageOption, pageSize, takePage, watchThis } from './page.ts'

type Today = ReturnType<typeof dayOf>
type Parts = Hit['snippet']['parts']

const marked = (parts: Parts, quiet: boolean): Text =>
  parts.map(({ text, isMatch }) =>
    isMatch ? ({ text, style: 'mark' } as const) : quiet ? ({ text, style: 'quiet' } as const) : text,
  )

/** The sentence of the source that contains the words, with the words marked, and its subhead. */
const snippetText = ({ snippet }: Hit): Text => {
  const isBare = snippet.parts.length === 0
  const isQuoting = snippet.parts.some(({ text }) => /[“”]/u.test(text))
  return [
    ...marked(snippet.section, true),
    ...(snippet.section.length > 0 ? [snippet.section.at(-1)?.text.endsWith(':') === true ? ' ' : ': '] : []),
    `${isQuoting || isBare ? '' : '“'}${snippet.isCutBefore ? '… ' : ''}`,
    ...marked(snippet.parts, false),
    `${snippet.isCutAfter ? ' …' : ''}${isQuoting || isBare ? '' : '”'}`,
  ].filter((span) => span !== '')
}

const row = (hit: Hit, number: number): ItemBlock => commentaryRow(hit.commentary, { number, text: snippetText(hit) })

/** Commentaries with all of the words are counted as the answer; near ones are counted separately. */
const foundCount = ({ total, complete, isTotalExact, query }: SearchResult): string => {
  const atLeast = isTotalExact ? '' : 'at least '
  if (complete === 0 || complete === total) return `${atLeast === '' ? '' : 'At least '}${countCommentaries(total)}`
  return `${countCommentaries(complete)}, and ${atLeast}${total - complete} with ${query.isWide ? 'some' : 'most'} of the words,`
}

/** The title; if no commentary has all of the words, it says so before any number. */
const foundTitle = (result: SearchResult, text: string): string =>
  result.isRelaxed && !result.query.isWide
    ? `No commentary has all of “${text}”; ${countCommentaries(result.total)} ${result.total === 1 ? 'comes' : 'come'} close`
    : `${foundCount(result)} for “${text}”`

/** With at most this many results, the answer also says what could not be searched. */
const thinAnswer = 5

/** How many commentaries were searched, the dates that they span, and how many pages of the feeds could not be searched yet. */
export const spanLine = async (db: Db, span: SearchResult['span']): Promise<string> => {
  const toRead = await countToRead(db)
  const unread = toRead === 0 ? '' : `; ${countOf(toRead, 'page is', 'pages are')} still being read, so ask again soon`
  return `Searched ${countWithDates(span)}${unread}`
}

/** How many commentaries were searched and, if little was found, how many of them are in the archive only as an abstract. */
const searchedLine = async (db: Db, { span, complete }: SearchResult): Promise<string> => {
  const abstracts = complete <= thinAnswer ? await countAbstracts(db) : 0
  const part = abstracts === 0 ? '' : `; ${abstracts} of them only as an abstract`
  return `${await spanLine(db, span)}${part}`
}

/** If one condition excluded everything: which one, and the search without it. */
export const emptiedNote = ({ emptied }: Pick<SearchResult, 'emptied'>): string | undefined =>
  emptied && `Nothing is left because of ${emptied.condition}.`

const shown = (text: string): string => (text.length > 80 ? `${text.slice(0, 80).toWellFormed()}…` : text)

/** The longest search on a button. */
const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 40).toWellFormed()}…` : text)

const isUnknown: Partial<Readonly<Record<Term['field'], (name: string) => string>>> = {
  feed: (name) => `Nothing in this archive came from a feed of ${name}.`,
  author: (name) => `No author in this archive is called ${name}.`,
  topic: (name) => `Nothing in this archive has the topic ${name}.`,
}

/** A sentence for each author, topic and feed of a query that the archive does not have, and how to write a beginning of one. */
export const unknownNames = async (db: Db, { clauses, without }: Query): Promise<readonly string[]> => {
  const isFound = async (term: Term): Promise<boolean> => {
    const alone = parseQuery(writeClause(term))
    return (await searchArchive(db, alone, { limit: 1, offset: 0 })).total > 0
  }
  const notes = [...clauses, ...without].flatMap(termsOf).map(async (term): Promise<readonly string[]> => {
    const sentence = isUnknown[term.field]?.(`“${shown(term.text)}${term.isPrefix ? '*' : ''}”`)
    if (sentence === undefined || (await isFound(term))) return []
    const begun = { ...term, isPrefix: true }
    return term.isPrefix || !(await isFound(begun))
      ? [sentence]
      : [`${sentence} What begins so: ${writeClause(begun)}.`]
  })
  return (await Promise.all(notes)).flat()
}

const noHits = (
  result: SearchResult,
  text: string,
  {
    others,
    names,
    searched,
  }: { readonly others: readonly Action[]; readonly names: string; readonly searched: string },
): Card => ({
  title: { text: `Nothing found for “${shown(text)}”` },
  blocks: [
    {
      type: 'text',
      text: [
        ...datesNote(result.query).map((note) => `${note} `),
        ...(result.unknown.length > 0 ? [`Not found anywhere: ${result.unknown.join(', ')}. `] : []),
        result.suggestions.length > 0
          ? `Similar spellings in the archive: ${result.suggestions.join(', ')}.`
          : (emptiedNote(result) ??
            (names === '' ? undefined : names) ??
            (result.query.clauses.length + result.unknown.length === 0
              ? 'The archive has nothing from then.'
              : 'Try fewer or other words; quotation marks and fields such as author: narrow a search.')),
      ],
    },
  ],
  actions: [
    ...result.suggestions
      .slice(0, 3)
      .map((suggestion): Action => ({ label: `Search ${suggestion}`, command: `/rsis search ${suggestion}` })),
    ...(result.emptied === undefined
      ? []
      : [
          {
            label: `Without ${shortened(result.emptied.condition)}`,
            command: `/rsis search ${result.emptied.without}`,
          },
        ]),
    ...others,
  ],
  footer: [searched],
})

/** A year among other words, which may be one of the text or that of publication. */
const yearBeside = ({ clauses, since, until }: Query): string | undefined =>
  clauses.length < 2 || since !== undefined || until !== undefined
    ? undefined
    : clauses
        .flatMap((clause) => (clause.kind === 'term' && clause.field === 'any' && !clause.isQuoted ? clause.text : []))
        .find((text) => /^(?:19[89]|20)\d\d$/u.test(text))

/** The search for what was published in that year. */
const publishedIn = (year: string, text: string): Action => ({
  label: `Published in ${year}`,
  command: `/rsis search ${text.replace(new RegExp(`(?<=^| )${year}(?= |$)`, 'u'), `since:${year} until:${year}`)}`,
})

/** Lines about how the words were read. */
const notesOf = (result: SearchResult, year: string | undefined): string[] => [
  ...(year === undefined ? [] : [`“${year}” is looked for as a word of the text.`]),
  ...wordNotes(result),
]

const wordNotes = ({ query, corrected, longForms, unknown, leftOut, isRelaxed }: SearchResult): string[] => [
  ...datesNote(query),
  ...corrected.map(({ from, to }) => `Nothing found for “${from}”; showing “${to}”.`),
  ...longForms.map(({ from, to }) => `${from} is also searched as “${to}”.`),
  ...(unknown.length > 0 ? [`Not found anywhere: ${unknown.join(', ')}.`] : []),
  ...(leftOut.length > 0
    ? [`Left out as common: ${leftOut.join(', ')}; write a name in capitals, e.g. ${leftOut.join(' ').toUpperCase()}.`]
    : []),
  ...(isRelaxed && !query.isWide ? ['Showing those with most of the words.'] : []),
]

/** One page of the results, the number of pages, and the query after corrections. */
export const searchCard = async (
  db: Db,
  text: string,
  { page, size, today }: { readonly page: number; readonly size: number; readonly today?: Today },
): Promise<{ readonly card: Card; readonly pages: number; readonly query: Query }> => {
  const asked = parseQuery(text, today)
  const result = await searchArchive(db, asked, { limit: size, offset: (page - 1) * size })
  const { query } = result
  const searched = await searchedLine(db, result)
  const year = yearBeside(asked)
  const others = [
    ...(year === undefined ? [] : [publishedIn(year, text)]),
    ...(result.canWiden ? [{ label: 'Widen to any of the words', command: `/rsis search ${text} match:any` }] : []),
    ...watchThis(text, asked),
  ]
  if (result.total === 0) {
    const names = (await unknownNames(db, query)).join(' ')
    return { card: noHits(result, text, { others, names, searched }), pages: 1, query }
  }
  const pages = pageCount(page, result.total, size)
  const card: Card = {
    title: { text: `${foundTitle(result, shown(text))}${pageNote(page, pages)}` },
    blocks: [
      ...notesOf(result, year).map((note) => ({ type: 'text', text: [{ text: note, style: 'quiet' }] }) as const),
      ...result.hits.map((hit, index) => row(hit, (page - 1) * size + index + 1)),
    ],
    actions: [...pageActions(`/rsis search ${text}`, page, pages), ...others],
    footer: [searched],
    commentaries: result.hits.map((hit) => hit.commentary.id),
  }
  return { card, pages, query }
}

/** Searches the archive; the snippets in the answer are sentences of the sources. */
export const search: CommandDefinition = {
  verb: 'search',
  synonyms: ['find', 's'],
  isOfArchive: true,
  summary: 'Search titles, authors, synopses and full texts',
  options: [
    { name: 'query', description: 'Words, "a phrase", -without, OR', writing: 'words', isRequired: true },
    ...searchOptions,
    pageOption,
  ],
  examples: ['/rsis search nickel', '/rsis search nickel author:lim', '/rsis search topic:energy since:2026 sort:new'],
  reads: (text, verb) =>
    (text.length > longestRequest ||
      (!hasOrder(readSentence(text)) && (isQuery(text) || described(readSentence(text)) === undefined))) &&
    !(verb === 'find' && isFunctionWord((text.split(' ')[0] ?? '').toLowerCase())) &&
    !/^(?:me|us|for|about|regarding|some(?:thing)?|anything|any|(?:the|an?) (?:article|commentary|one|piece|quote|paper|report)s?|articles?|commentaries|pieces) /iu.test(
      text,
    ),
  async run(text, { db, now }) {
    const { page, rest } = takePage(text)
    const query = /^(?:for|about|on)$/iu.test(rest) ? '' : rest
    return (await searchCard(db, query, { page, size: pageSize, today: dayOf(now()) })).card
  },
}
