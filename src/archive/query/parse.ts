import { Temporal } from 'temporal-polyfill'
import { UserError } from '../../errors.ts'
import { datesAsFields } from './dates.ts'
import { readItems } from './lexer.ts'
import { Parser } from './parser.ts'
import { cleanQueryText, shown } from './text.ts'
import { type Clause, isEmptyQuery, type Query, type Term } from './tree.ts'
import { alsoNames } from './also-names.ts'
import { joinNeighbours } from './other-names.ts'
import { isStopWord } from './stop-words.ts'
import { capitalsMark, isAllCapitals, plainToken } from './words.ts'

/** In a query of at least this many words, `who`, `is` and `it` are parts of a question. */
const questionWords = 3

const isLoose = (clause: Clause): clause is Term => clause.kind === 'term' && clause.field === 'any' && !clause.isQuoted

/**
 * Removes common words, unless nothing would be left. US, WHO, IS and IT in capitals are names. In lower case `us` is
 * always a name, and `who`, `is` and `it` are names in a query of at most two words.
 */
const withoutCommonWords = (
  clauses: readonly Clause[],
): { readonly clauses: readonly Clause[]; readonly leftOut: readonly string[] } => {
  const isName = (token: string): boolean =>
    token === 'us' || (alsoNames.has(token) && clauses.length < questionWords) || token !== plainToken(token)
  const isCommon = (clause: Clause): clause is Term =>
    isLoose(clause) && clause.tokens.length === 1 && isStopWord(clause.tokens[0] ?? '')
  const named = clauses.map((clause) => {
    const [token = ''] = isCommon(clause) ? clause.tokens : []
    return isCommon(clause) && isName(token) ? { ...clause, tokens: [`${token}${capitalsMark}`] } : clause
  })
  const telling = named.filter((clause) => !isCommon(clause))
  if (telling.length === 0) return { clauses, leftOut: [] }
  const leftOut = named.filter(isCommon).map((clause) => clause.text)
  return { clauses: telling, leftOut: leftOut.filter((word) => alsoNames.has(word.toLowerCase())) }
}

/** `nickel, newest first`. */
const orderInWords = /(?<=^|[\s,;:(])(newest|latest|most recent|oldest|earliest) first(?=$|[\s,;:)])[,:]?/iu
const withOrder = (_: string, order: string): string => `sort:${/^(?:oldest|earliest)$/iu.test(order) ? 'old' : 'new'}`

/** Whether a text without words has at least a sign that somebody may mean, such as an emoji. */
const hasSign = (text: string): boolean => /[^\p{P}\p{Z}!-~]/u.test(text)

/**
 * Parses what a person typed: words, "phrases", `-without`, `author:` (or `by:`, `from:`), `topic:`, `title:`,
 * `since:`, `until:`, `before:` (a year, a month, a day, or relative to `today`: `30d`, `yesterday`, `last month`; all
 * inclusive except `before:`), `sort:new`, `sort:old`, `a OR b`, and alternatives in brackets.
 * @throws UserError if it cannot be understood, with what is wrong.
 */
export const parseQuery = (text: string, today = Temporal.Now.plainDateISO('UTC')): Query => {
  const clean = cleanQueryText(text)
  const items = readItems(datesAsFields(clean.replace(orderInWords, withOrder), today))
  const parser = new Parser(items, today, isAllCapitals(clean))
  const { clauses, leftOut } = withoutCommonWords(parser.clauses())
  const { without, since, until, sort, isWide } = parser
  if (since !== undefined && until !== undefined && since.day > until.day) {
    throw new UserError(
      since.name,
      `${since.day} is later than ${until.name}:${until.day}`,
      `e.g. ${since.name}:${until.day} ${until.name}:${since.day}`,
    )
  }
  const query: Query = {
    text: clean,
    clauses: joinNeighbours(clauses),
    without,
    since: since?.day,
    until: until?.day,
    sort,
    isWide,
    leftOut,
  }
  if (isEmptyQuery(query) && !hasSign(clean)) {
    throw new UserError('Query', `a word is missing next to “${shown(clean)}”`, 'e.g. /rsis search nord stream')
  }
  return query
}
