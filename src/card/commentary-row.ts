import type { Commentary } from '../commentary/commentary.ts'
import type { ItemBlock, Text } from './card.ts'
import { contextLine } from './credit.ts'

export type RowFacts = {
  readonly number: number
  readonly text: Text | undefined
  /** The small print; series, id, authors and date where nothing else is said. */
  readonly meta?: string
}

/** A commentary as a row of a list: its title, linked where it has an address, and what shows the whole of it. */
export const commentaryRow = (commentary: Commentary, { number, text, meta }: RowFacts): ItemBlock => ({
  type: 'item',
  number,
  title: commentary.url === undefined ? commentary.title : { text: commentary.title, url: commentary.url },
  meta: meta ?? contextLine(commentary),
  text,
  command: `/rsis show ${commentary.id}`,
})

/** The same with a synopsis as its text. */
export const synopsisRow = (commentary: Commentary, synopsis: string | undefined, number: number): ItemBlock =>
  commentaryRow(commentary, { number, text: synopsis === undefined ? undefined : [synopsis] })

/** The id of the commentary whose row it is. */
export const idOfRow = ({ command }: Pick<ItemBlock, 'command'>): string => command.replace(/^\/rsis show /u, '')
