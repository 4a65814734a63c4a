import { shown } from '../archive/query/text.ts'
import { UserError } from '../errors.ts'

/** Rows of a list on one page. */
export const pageSize = 5

const pageOption = /(?:^|\s)page:(\S*)/iu

/**
 * Takes `page:2` out of a command's text; page 1 where it is absent.
 * @throws UserError when it is no whole number from 1 on.
 */
export const takePage = (text: string): { readonly page: number; readonly rest: string } => {
  const match = pageOption.exec(text)
  if (match === null) return { page: 1, rest: text.trim() }
  const page = /^\d{1,6}$/u.test(match[1] ?? '') ? Number(match[1]) : 0
  if (page < 1)
    throw new UserError('Page', `“${shown(match[1] ?? '')}” is no page`, 'give a number from 1 on, e.g. page:2')
  return { page, rest: `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`.trim() }
}

/** How many pages `total` rows fill. @throws UserError when `page` lies behind the last. */
export const pageCount = (page: number, total: number): number => {
  const pages = Math.max(1, Math.ceil(total / pageSize))
  if (page > pages) {
    throw new UserError(
      'Page',
      `there is no page ${page}`,
      pages === 1 ? 'there is only one' : `give a number from 1 to ${pages}`,
    )
  }
  return pages
}
