import { UserError } from '../../errors.ts'
import { readItems } from './lexer.ts'
import { Parser } from './parser.ts'
import { cleanQueryText, shown } from './text.ts'
import { type Clause, isEmptyQuery, type Query, termsOf } from './tree.ts'
import { isStopWord } from './stop-words.ts'

const mostTerms = 20

const isSoftStopWord = (clause: Clause, isShouted: boolean): boolean => {
  if (clause.kind !== 'term' || clause.field !== 'any' || clause.isQuoted) return false
  // US, WHO and IT are names, unless everything is in capitals.
  const isAbbreviation = !isShouted && clause.text.length > 1 && !/[^\p{Lu}]/u.test(clause.text)
  return clause.tokens.length === 1 && isStopWord(clause.tokens[0] ?? '') && !isAbbreviation
}

/** Leaves stop words out, unless nothing would be left. */
const withoutStopWords = (clauses: readonly Clause[], text: string): readonly Clause[] => {
  const isShouted = !/\p{Ll}/u.test(text)
  const telling = clauses.filter((clause) => !isSoftStopWord(clause, isShouted))
  return telling.length > 0 ? telling : clauses
}

/** Whether a text without a word has at least a sign that somebody may mean, such as an emoji. */
const hasSign = (text: string): boolean => /[^\p{P}\p{Z}!-~]/u.test(text)

/**
 * What a person typed, understood: words, "phrases", `-without`, `author:`, `topic:`, `title:`, `since:` or `after:`,
 * `until:` or `before:` (a year, a month or a day, inclusive), `a OR b`, and brackets round alternatives.
 * @throws UserError about what is wrong with it, and only that.
 */
export const parseQuery = (text: string): Query => {
  const clean = cleanQueryText(text)
  const parser = new Parser(readItems(clean))
  const clauses = withoutStopWords(parser.clauses(), clean)
  const { without, since, until } = parser
  if (since !== undefined && until !== undefined && since.day > until.day) {
    throw new UserError(
      since.name,
      `${since.day} lies behind ${until.name}:${until.day}`,
      `e.g. ${since.name}:${until.day} ${until.name}:${since.day}`,
    )
  }
  const count = [...clauses, ...without].flatMap(termsOf).length
  if (count > mostTerms)
    throw new UserError('Query', `at most ${mostTerms} terms (you sent ${count})`, 'leave some out')
  const query: Query = { text: clean, clauses, without, since: since?.day, until: until?.day }
  if (isEmptyQuery(query) && !hasSign(clean)) {
    throw new UserError('Query', `a word is missing beside “${shown(clean)}”`, 'e.g. /rsis search nord stream')
  }
  return query
}
