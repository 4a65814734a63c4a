import { datesAsFields, dayOf, readSpan } from '../archive/query/dates.ts'
import { numberIn } from '../archive/query/number-words.ts'
import { parseQuery } from '../archive/query/parse.ts'
import { search as searchArchive } from '../archive/search/search.ts'
import type { ArchivedCommentary } from '../archive/port.ts'
import { withBriefings } from '../archive/make-briefings.ts'
import { latestCommentaries } from '../archive/store/commentaries.ts'
import type { Card } from '../card/card.ts'
import type { MaybeBriefed } from '../card/claim-facts.ts'
import { synopsisRow } from '../card/commentary-row.ts'
import { fullName } from '../card/credit.ts'
import { formatDate, formatDates } from '../card/dates.ts'
import { UserError } from '../errors.ts'
import { longestRequest } from './understand/longest-request.ts'
import { isOnlyWhich } from './understand/namable.ts'
import { readSentence } from './understand/sentence.ts'
import { withKnownNames } from './answer/known-names.ts'
import type { CommandContext, CommandDefinition } from './command.ts'
import { offerShow } from './offers.ts'
import { searchOptions } from './options.ts'
import { pageActions, pageCount, pageNote, pageOption, pageSize, takePage } from './page.ts'

const mostItems = 20

type Day = ReturnType<typeof dayOf>

/** Words that do not say which commentaries are meant. */
const filler = /(?<!\S)(?:commentar(?:y|ies)|briefings?|articles?|pieces?|posts?|ones?|items?|please|the|all)(?!\S)/giu

/** What the words after `latest` mean: how many commentaries, and a search that narrows them. */
const readWanted = (text: string, today: Day) => {
  const words = datesAsFields(text, today)
    .replace(/^(?:from |by |of )*(?:rsis|you|the archive)(?: |$)/iu, '')
    .replace(/^(?:from|by) (?=\D)/iu, 'author:')
    .replaceAll(filler, ' ')
    .replace(/^\s*(?:on|about|for|in|of)\s+/iu, '')
    .trim()
  const [first = '', ...others] = words.replace(/^(.*\D)\s+(\d{1,2})$/u, '$2 $1').split(/\s+/u)
  const named = /^an?$/iu.test(first) || /^\d/u.test(first) ? undefined : numberIn(first)
  const isCount = named !== undefined || /^-?\d{1,6}$/u.test(first)
  const rest = (isCount ? others.join(' ') : words).replace(/^(?:on|about|for|of)\s+/iu, '')
  const span = readSpan(rest.replace(/^(?:author:|from |in |over |during )?(?:the )?/iu, ''), today)
  const [whole, author] = /^author:(?!")(.+?)(?= (?:since|until|topic|title):|$)/u.exec(rest) ?? []
  return {
    count: isCount ? (named ?? Number(first)) : undefined,
    query:
      span !== undefined
        ? `since:${span.first.toString()} until:${span.last.toString()}`
        : author === undefined
          ? rest
          : `author:"${author.trim()}"${rest.slice(whole?.length)}`,
  }
}

const checkedCount = (count: number | undefined): number | undefined => {
  if (count !== undefined && count < 1) {
    throw new UserError('Count', `“${count}” is not from 1 to ${mostItems}`, 'e.g. /rsis latest 10')
  }
  return count
}

/** One page of the `total` results, the newest first. */
const listed = async (
  { db, makeBriefings }: CommandContext,
  query: string,
  today: Day,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly items: readonly MaybeBriefed[]; readonly total: number; readonly notes: readonly string[] }> => {
  if (query === '') {
    const { items, total } = await latestCommentaries(db, page)
    return { total, items: await withBriefings(db, makeBriefings, items), notes: [] }
  }
  const { hits, total, isRelaxed, corrected } = await searchArchive(db, parseQuery(`${query} sort:new`, today), page)
  const notes = corrected.map(({ from, to }) => `Nothing found for “${from}”; showing “${to}”.`)
  return isRelaxed
    ? { total: 0, items: [], notes }
    : { total, items: await withBriefings(db, makeBriefings, hits), notes }
}

const nameOf = ({ commentary }: ArchivedCommentary): string =>
  `${fullName(commentary)}${commentary.published === undefined ? '' : ` of ${formatDate(commentary.published)}`}`

/** The answer if there is nothing of that kind: how the words were understood, and the newest commentary. */
const noneOf = async (context: CommandContext, asked: string, query: string, today: Day): Promise<Card> => {
  const { items } = await latestCommentaries(context.db, { limit: 1, offset: 0 })
  const [newest] = items
  const span = readSpan(asked.replace(/^(?:in|from|of) /iu, ''), today)
  const days = span === undefined ? '' : ` That is ${formatDates(span.first.toString(), span.last.toString())}.`
  return {
    title: { text: `Nothing for “${asked}”` },
    blocks: [
      {
        type: 'text',
        text: [
          `No commentary matches ${query}.${days}${newest === undefined ? '' : ` The newest is ${nameOf(newest)}.`}`,
        ],
      },
    ],
    actions: [
      { label: 'The newest', command: '/rsis latest' },
      ...(query === '' ? [] : [{ label: 'Close matches', command: `/rsis search ${query}` }]),
      ...(newest === undefined ? [] : [offerShow(newest.commentary)]),
    ],
  }
}

/** `new`, `last` and `recent` begin many subjects, as in `new zealand`. */
const isNewest = (text: string, verb: string): boolean =>
  (verb === 'latest' && !/^first\b/iu.test(text)) ||
  (verb === 'newest' && !/^first\b/iu.test(text)) ||
  text === '' ||
  /^(?:-?\d{1,6}(?!\d)|on |about |by |since |this |commentar|article|page)/iu.test(text)

/** The newest commentaries of the archive, all or those that match. */
export const latest: CommandDefinition = {
  verb: 'latest',
  synonyms: ['new', 'newest', 'recent', 'last'],
  isOfArchive: true,
  summary: 'The newest commentaries, or the newest that match, five a page',
  options: [
    { name: 'what', description: 'How many, such as 10, or which, such as maritime, or this week', writing: 'words' },
    ...searchOptions,
    pageOption,
  ],
  examples: ['/rsis latest', '/rsis latest 10', '/rsis latest topic:energy', '/rsis latest this month'],
  reads: (text, verb) => isNewest(text, verb) && (text.length > longestRequest || isOnlyWhich(readSentence(text))),
  async run(text, context) {
    const { page, rest } = takePage(text)
    const today = dayOf(context.now())
    const { count: asked, query: wantedQuery } = readWanted(rest, today)
    const query = await withKnownNames(wantedQuery, rest, context)
    const wanted = checkedCount(asked)
    const most = wanted === undefined ? Number.MAX_SAFE_INTEGER : Math.min(wanted, mostItems)
    const offset = (page - 1) * pageSize
    const limit = Math.max(0, Math.min(pageSize, most - offset))
    const { items, total, notes } = await listed(context, query, today, { limit, offset })
    if (total === 0) return noneOf(context, rest, query, today)
    const pages = pageCount(page, Math.min(most, total))
    const which = query === '' ? 'The newest commentaries' : `The newest commentaries for “${query}”`
    const isCut = (wanted ?? 0) > mostItems
    return {
      title: { text: `${which}${pageNote(page, pages)}` },
      blocks: [
        ...[...notes, ...(isCut ? [`${mostItems} at most; a search lists more.`] : [])].map(
          (note) => ({ type: 'text', text: [{ text: note, style: 'quiet' }] }) as const,
        ),
        ...items.map((item, index) => synopsisRow(item, offset + index + 1)),
      ],
      ...(pages > 1
        ? {
            actions: pageActions(
              ['/rsis latest', ...(wanted === undefined ? [] : [most]), query].join(' ').trim(),
              page,
              pages,
            ),
          }
        : {}),
      commentaries: items.map(({ commentary }) => commentary.id),
    }
  },
}
