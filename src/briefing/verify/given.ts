import { fault } from './check.ts'
import type { CheckInput, Finding } from './check.ts'
import { isAuthor, isSameHolder } from './holders.ts'
import { findReports } from './reports.ts'
import type { Report } from './report.ts'

/** Who holds the claim, as far as it could be settled, and what is wrong with that. */
export type Attribution = { readonly holder: string | undefined; readonly findings: readonly Finding[] }

/** To whom the draft gives the claim: in its holder, and in the words of the claim itself. */
export type Given = { readonly holder: string | undefined; readonly said: readonly Report[] }

export const givenBy = (input: CheckInput, draftHolder: string): Given => {
  const { authors } = input.evidence.numbered
  return {
    holder: isAuthor(draftHolder, authors) ? undefined : draftHolder,
    said: findReports(input.claim.text).filter(
      (report) => report.type !== 'author' && !isAuthor(report.subject, authors),
    ),
  }
}

export const refuse = (code: string, message: string): Attribution => ({
  holder: undefined,
  findings: [fault(code, message)],
})

export const isNamed = (names: readonly string[], holder: string): boolean =>
  names.some((name) => isSameHolder(name, holder))
