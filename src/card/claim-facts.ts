import type { Briefing } from '../briefing/port.ts'
import type { Commentary } from '../commentary/commentary.ts'
import { authorLine } from './credit.ts'
import { quoteLink } from './quote-link.ts'

/** A commentary with its briefing; undefined if it has no briefing. */
export type MaybeBriefed = { readonly commentary: Commentary; readonly briefing: Briefing | undefined }

/** The claims of a briefing as data, for files and programs. */
export const claimFacts = ({ commentary, briefing }: MaybeBriefed) =>
  (briefing?.claims ?? []).map(({ number, text, quote, holder, kind, section }, index) => ({
    number: number ?? index + 1,
    claim: text,
    quote: quote.text,
    holder: holder.type === 'author' ? authorLine(commentary) : holder.name,
    kind: kind ?? null,
    section: section ?? null,
    link: commentary.url === undefined ? null : quoteLink(commentary.url, quote.text),
  }))
