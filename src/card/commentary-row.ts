import type { Commentary } from '../commentary/commentary.ts'
import type { ItemBlock, Text } from './card.ts'
import type { MaybeBriefed } from './claim-facts.ts'
import { contextLine } from './credit.ts'
import { inQuotationMarks } from './text.ts'

export type RowFacts = {
  readonly number: number
  readonly text: Text | undefined
  /** The small print; series, number, authors and date if it is absent. */
  readonly meta?: string
}

/** A commentary as a row of a list: its title, with a link if it has an address, and the command that shows it. */
export const commentaryRow = (commentary: Commentary, { number, text, meta }: RowFacts): ItemBlock => ({
  type: 'item',
  number,
  title: commentary.url === undefined ? commentary.title : { text: commentary.title, url: commentary.url },
  meta: meta ?? contextLine(commentary),
  text,
  command: `/rsis show ${commentary.id}`,
})

/** The content of a commentary in a sentence or two: its synopsis, or else its first claim as a quotation. */
const gistOf = ({ commentary, briefing }: MaybeBriefed): string | undefined => {
  if (briefing === undefined) return commentary.synopsis
  const [claim] = briefing.claims
  return briefing.synopsis?.text ?? (claim && inQuotationMarks(claim.quote.text))
}

/** The row with the content of the commentary as its text. */
export const synopsisRow = (one: MaybeBriefed, number: number): ItemBlock => {
  const gist = gistOf(one)
  return commentaryRow(one.commentary, { number, text: gist === undefined ? undefined : [gist] })
}

/** The id of the row's commentary. */
export const idOfRow = ({ command }: Pick<ItemBlock, 'command'>): string => command.replace(/^\/rsis show /u, '')
