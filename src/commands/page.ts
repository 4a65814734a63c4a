import { shown } from '../archive/query/text.ts'
import type { Query } from '../archive/query/tree.ts'
import { writeQuery } from '../archive/query/write.ts'
import type { Action } from '../card/card.ts'
import { formatDate } from '../card/dates.ts'
import { UserError } from '../errors.ts'
import { readOptions } from './options.ts'
import type { CommandOption } from './port.ts'
import { isWatchable } from './subscription-request.ts'
import { isSubjectAlone } from './understand/namable.ts'
import { conditionOf } from './understand/requests/request.ts'

/** Rows of a list of commentaries on one page. */
export const pageSize = 5

export const pageOption: CommandOption = {
  name: 'page',
  description: 'Which page of a long answer',
  writing: 'named',
  range: [1, 1_000_000],
}

/**
 * Reads `page:2` and removes it from a command's text; page 1 if it is absent.
 * @throws UserError if it is not a whole number from 1 on.
 */
export const takePage = (typed: string): { readonly page: number; readonly rest: string } => {
  const text = typed.replace(/(?<=^|\s)page (?=\d{1,7}$)/iu, 'page:')
  const at = /(?:^|\s)page:\S*/iu.exec(text)
  if (at === null) return { page: 1, rest: text.trim() }
  const value = readOptions(at[0], [pageOption]).named.get('page') ?? ''
  const page = /^\d{1,7}$/u.test(value) ? Number(value) : 0
  if (page < 1) throw new UserError('Page', `“${shown(value)}” is not a page`, 'give a number from 1 on, e.g. page:2')
  return {
    page,
    rest: `${text.slice(0, at.index)} ${text.slice(at.index + at[0].length)}`.replaceAll(/ +/gu, ' ').trim(),
  }
}

/** How many pages `total` rows fill. @throws UserError if `page` is after the last page. */
export const pageCount = (page: number, total: number, size = pageSize): number => {
  const pages = Math.max(1, Math.ceil(total / size))
  if (page > pages) {
    throw new UserError(
      'Page',
      `there is no page ${page}`,
      pages === 1 ? 'there is only one' : `give a number from 1 to ${pages}`,
    )
  }
  return pages
}

/** Buttons for the next and the previous page; `command` is the whole line without its page. */
export const pageActions = (command: string, page: number, pages: number): Action[] => {
  const to = (label: string, target: number): Action => ({ label, command: `${command} page:${target}` })
  return [
    ...(page < pages ? [to('Next page', page + 1)] : []),
    ...(page > 1 ? [to('Previous page', page - 1)] : []),
    ...(page > 2 ? [to('First page', 1)] : []),
    ...(page < pages - 1 ? [to('Last page', pages)] : []),
  ]
}

/** The end of a title: `, page 2 of 5`; empty if there is one page. */
export const pageNote = (page: number, pages: number): string => (pages > 1 ? `, page ${page} of ${pages}` : '')

/**
 * The button that watches for new results of the same search; without its dates, which no new result would have. None for
 * what cannot be watched, such as only dates.
 */
export const watchThis = (typed: string, query: Query): readonly Action[] => {
  const isDated = query.since !== undefined || query.until !== undefined
  const lasting = (isDated ? writeQuery({ ...query, since: undefined, until: undefined }) : typed).trim()
  // What only leaves something out would post nearly everything.
  const isNaming = lasting.split(' ').some((word) => !word.startsWith('-'))
  return isNaming && isWatchable(lasting) && isSubjectAlone(lasting) && conditionOf(lasting) !== undefined
    ? [{ label: 'Watch this', command: `/rsis watch add ${lasting}` }]
    : []
}

/**
 * The dates that limit a search, which may have been read from words: `Published since 23 November 2026.`; empty if
 * there are none.
 */
export const datesNote = ({ since, until }: Pick<Query, 'since' | 'until'>): readonly string[] => {
  if (since === undefined && until === undefined) return []
  if (since === until) return [`Published on ${formatDate(since ?? '')}.`]
  const [from, to] = [since && `since ${formatDate(since)}`, until && `until ${formatDate(until)}`]
  return [`Published ${[from, to].filter((part) => part !== undefined).join(' and ')}.`]
}
