import { shown } from '../archive/query/text.ts'
import { latestCommentaries } from '../archive/store/commentaries.ts'
import type { ArchivedCommentary } from '../archive/port.ts'
import type { ItemBlock } from '../card/card.ts'
import { commentaryRow } from '../card/commentary-row.ts'
import { UserError } from '../errors.ts'
import { pageOption, searchOptions } from './options.ts'
import type { CommandDefinition } from './command.ts'
import { pageCount, pageSize, takePage } from './page.ts'

const mostItems = 20

const readCount = (text: string): number => {
  if (text === '') return pageSize
  const count = /^\d{1,6}$/u.test(text) ? Number(text) : 0
  if (count < 1 || count > mostItems) {
    throw new UserError('Count', `“${shown(text)}” is not from 1 to ${mostItems}`, 'e.g. /rsis latest 10')
  }
  return count
}

const row = ({ commentary, briefing }: ArchivedCommentary, number: number): ItemBlock =>
  commentaryRow(commentary, { number, text: briefing?.synopsis && [briefing.synopsis.text] })

/** The newest commentaries of the archive. */
export const latest: CommandDefinition = {
  verb: 'latest',
  synonyms: ['new', 'newest', 'recent'],
  summary: 'The newest commentaries, five a page, up to twenty',
  options: [
    { name: 'what', description: 'How many, such as 10, or which, such as maritime, or this week', writing: 'words' },
    ...searchOptions,
    pageOption,
  ],
  examples: ['/rsis latest', '/rsis latest 10'],
  async run(text, context) {
    const { page, rest } = takePage(text)
    const count = readCount(rest)
    const offset = (page - 1) * pageSize
    const { items, total } = await latestCommentaries(context.db, {
      limit: Math.max(0, Math.min(pageSize, count - offset)),
      offset,
    })
    if (total === 0) {
      return {
        title: { text: 'The archive is still empty' },
        blocks: [{ type: 'text', text: ['It fills with the first poll; /rsis status shows how that goes.'] }],
      }
    }
    const pages = pageCount(page, Math.min(count, total))
    return {
      title: { text: pages === 1 ? 'The newest commentaries' : `The newest commentaries, page ${page} of ${pages}` },
      blocks: items.map((item, index) => row(item, offset + index + 1)),
      ...(page < pages ? { actions: [{ label: 'Next page', command: `/rsis latest ${count} page:${page + 1}` }] } : {}),
      commentaries: items.map((item) => item.commentary.id),
    }
  },
}
