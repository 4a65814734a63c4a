import { shown } from '../../archive/query/text.ts'
import { latestCommentaries } from '../../archive/store/commentaries.ts'
import type { Action, Card } from '../../card/card.ts'
import { UserError } from '../../errors.ts'
import { idOfNumber } from '../find-commentary.ts'
import { type LastList, turnCommand } from '../last-list.ts'
import { pageSize } from '../page.ts'
import { lastRow, type Turn } from '../understand/list-words.ts'
import { type Asked, runLine } from './asked.ts'

export const noList = (what: string): Card => ({
  title: { text: `${what} of which list?` },
  blocks: [
    { type: 'text', text: ['You have not been shown a list here lately. For example:'] },
    { type: 'copy', text: '/rsis latest' },
    { type: 'copy', text: '/rsis latest page:2' },
  ],
  actions: [{ label: 'The newest', command: '/rsis latest' }],
})

const pageActionsOf = ({ pages }: LastList): Action[] =>
  Object.entries(pages).map(([label, command]) => ({ label, command }))

/** The answer if a list has no such page. */
export const noPage = (turn: Turn, list: LastList): Card => {
  if (list.command === undefined) return noList('A page')
  const where = turn === 'next' || turn === 'last' ? 'This is the last page' : 'This is the first page'
  return { title: { text: `${where} of “${shown(list.command)}”` }, blocks: [], actions: pageActionsOf(list) }
}

/** A card about one of several named commentaries, with buttons for the others. */
export const withOthers = (card: Card, verb: string, others: readonly string[]): Card => {
  if (others.length === 0) return card
  const name = `${verb.slice(0, 1).toUpperCase()}${verb.slice(1)}`
  const note = `One at a time: ${others.join(', ')} ${others.length === 1 ? 'is' : 'are'} named, too.`
  return {
    ...card,
    blocks: [{ type: 'text', text: [{ text: note, style: 'quiet' }] }, ...card.blocks],
    actions: [
      ...others.slice(0, 3).map((id): Action => ({ label: `${name} ${id}`, command: `/rsis ${verb} ${id}` })),
      ...(card.actions ?? []),
    ],
  }
}

/** The first commentary that the archive has; it may be meant if there is no list. */
const withOldest = async (card: Card, { context }: Asked): Promise<Card> => {
  const { total } = await latestCommentaries(context.db, { limit: 1, offset: 0 })
  if (total <= pageSize) return card
  const last = `/rsis latest page:${Math.ceil(total / pageSize)}`
  return { ...card, actions: [...(card.actions ?? []), { label: 'The oldest of the archive', command: last }] }
}

const shownNumbers = (numbers: readonly number[]): string =>
  numbers.length === 1 ? `it has shown ${numbers[0]} alone` : `it has shown ${numbers[0]} to ${numbers.at(-1)}`

/** Runs a verb on rows of the list that the person saw last: `cite 2`, `1 and 3`. */
export const onRows = async (
  verb: string,
  [first = 0, ...more]: readonly number[],
  list: LastList,
  asked: Asked,
  options = '',
): Promise<Card> => {
  if (list.command === undefined)
    return first === lastRow ? runLine(`${verb} latest${options}`, asked) : withOldest(noList(`Number ${first}`), asked)
  // The last row has the highest number.
  const id =
    first === lastRow
      ? Object.values(list.rows).at(-1)
      : (list.rows[String(first)] ?? (first > 99 ? await idOfNumber(`no. ${first}`, asked.context) : undefined))
  if (id === undefined) {
    const numbers = Object.keys(list.rows).map(Number)
    const turn = (first < (numbers[0] ?? 0) ? (['previous', 'next'] as const) : (['next', 'previous'] as const)).find(
      (one) => turnCommand(list, one) !== undefined,
    )
    throw new UserError(
      'Number',
      `the list of “${shown(list.command)}” has shown no number ${first}`,
      `${shownNumbers(numbers)}${turn === undefined ? '' : `; ${turn} shows more`}`,
    )
  }
  const others = more.flatMap((number) => list.rows[String(number)] ?? [])
  if (verb === 'cite' && [id, ...others].every((one) => /^CO\d/u.test(one)))
    return runLine(`cite ${[id, ...others].join(' ')}${options}`, asked)
  return withOthers(await runLine(`${verb} ${id}${options}`, asked), verb, others)
}
