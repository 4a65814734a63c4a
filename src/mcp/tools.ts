import { parseQuery } from '../archive/query/parse.ts'
import { search } from '../archive/search/search.ts'
import { type MakeBriefings, withBriefings } from '../archive/make-briefings.ts'
import type { ArchivedCommentary } from '../archive/port.ts'
import { findCommentary } from '../archive/store/commentaries.ts'
import { idOfKey } from '../archive/store/names.ts'
import { checkQuote } from '../briefing/verify/check-quote.ts'
import { claimFacts } from '../card/claim-facts.ts'
import { citation, viewsNotice } from '../card/credit.ts'
import { quoteLink } from '../card/quote-link.ts'
import type { Commentary } from '../commentary/commentary.ts'
import { addressKey, normaliseId } from '../commentary/identity.ts'
import { UserError } from '../errors.ts'
import type { Db } from '../store/connection.ts'
import { checkMayQuote } from '../store/reader.ts'

type Answer = Record<string, unknown>

const hitsOnPage = 10

const facts = (commentary: Commentary) => ({
  id: commentary.id,
  title: commentary.title,
  authors: commentary.authors,
  published: commentary.published ?? null,
  url: commentary.url ?? null,
  citation: citation(commentary),
})

/** One page of ten results. @throws UserError about the query. */
export const searchArchive = async (db: Db, query: string, page: number): Promise<Answer> => {
  const offset = (page - 1) * hitsOnPage
  const result = await search(db, parseQuery(query), { limit: hitsOnPage, offset })
  return {
    total: result.total,
    holdingAllWords: result.complete,
    page,
    hits: result.hits.map(({ commentary, snippet }) => ({
      ...facts(commentary),
      sentence: snippet.parts.map(({ text }) => text).join(''),
    })),
    searchedFor: result.corrected.map(({ from, to }) => `“${to}” instead of “${from}”`),
    archive: result.span,
  }
}

/** @throws UserError if the archive has no commentary of that id or address. */
const wanted = async (db: Db, named: string): Promise<ArchivedCommentary> => {
  const key = addressKey(named)
  const id = (key === undefined ? undefined : await idOfKey(db, key)) ?? normaliseId(named) ?? named
  const archived = await findCommentary(db, id.slice(0, 64))
  if (archived !== undefined) return archived
  throw new UserError('Id', `the archive has no commentary ${named.slice(0, 80)}`, 'search for it first')
}

/** Synopsis and claims of a commentary, as they would be posted. @throws UserError if there is no such commentary. */
export const getBriefing = async (db: Db, make: MakeBriefings, named: string): Promise<Answer> => {
  const found = await wanted(db, named)
  const { commentary, revision } = found
  const [{ briefing } = found] = await withBriefings(db, make, [found])
  return {
    ...facts(commentary),
    extent: commentary.extent,
    revision,
    synopsis:
      briefing?.synopsis === undefined ? null : { text: briefing.synopsis.text, source: briefing.synopsis.source },
    claims: claimFacts({ commentary, briefing }),
    notice: viewsNotice(commentary),
  }
}

/** Whether a commentary has these words, and what it really says. @throws UserError if there is no such commentary. */
export const verifyQuote = async (db: Db, named: string, text: string): Promise<Answer> => {
  checkMayQuote(db)
  const { commentary } = await wanted(db, named)
  const checked = checkQuote(commentary, text)
  if (checked === undefined) return { id: commentary.id, match: 'not-found', mayQuote: false }
  const { source, match, edits, paragraph, section, isQuotedThere } = checked
  return {
    ...facts(commentary),
    match,
    mayQuote: match === 'verbatim',
    wordsThatDiffer: edits,
    source,
    paragraph: paragraph ?? null,
    section: section ?? null,
    isQuotedThere,
    link: commentary.url === undefined ? null : quoteLink(commentary.url, source),
  }
}
