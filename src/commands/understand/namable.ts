import { month } from '../../archive/query/dates.ts'
import type { Sentence } from './sentence.ts'
import { standsFor, type Token } from './tokens.ts'

/** What says when or how often: it belongs to the command, and to no subject. */
const times = ['cadence', 'until', 'period', 'shift']
const timeOfDay = /^(?:\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\.?|\d{4}hrs?)$/u
const manner = /^(?:by|via|as|through|with|without)$/u
/** “May” alone is a verb more often than a month. */
const period = new RegExp(`^(?:weeks?|months?|years?|(?!may$)${month})$`, 'u')
/** What a line about commentaries is made of, beside what they are about. */
const thin =
  'part author docs many not only all it too_many send show want enough like also length number channel instead once leaving what who newest latest change now time days bot thank places except status help undo cite test export settings stop empty works check twice old claims forecast recommendation assessment quoten view'.split(
    ' ',
  )

/** What a subject does not hold in small letters: this program's own words, a time, a condition. */
const isForeign = (token: Token): boolean =>
  // On what a thing depends no search can say.
  standsFor(token, 'own', 'depends', 'elsewhere') ||
  (standsFor(token, ...times) && !/^\d+$/u.test(token.word)) ||
  timeOfDay.test(token.word)

/** Whether a word says in which way something is to be done: `by e-mail`, `without links`. */
export const saysHow = (tokens: readonly Token[], at: number): boolean => manner.test(tokens[at - 1]?.word ?? '')

/** Whether words say how often, or name what this program has: more than which commentaries are meant. */
export const saysMore = ({ tokens }: Pick<Sentence, 'tokens'>): boolean =>
  tokens.some(
    (token) =>
      token.concepts.has('own') ||
      (token.concepts.has('cadence') && !token.concepts.has('date') && / /u.test(token.word)),
  )

/** Whether words name nothing, or only what every commentary has. */
export const isThin = (tokens: readonly Token[]): boolean =>
  tokens.every(
    (token) =>
      token.isSilent ||
      standsFor(token, ...thin) ||
      period.test(token.word) ||
      (tokens.length > 1 && /^\d+(?:st|nd|rd|th)?$/u.test(token.word)),
  )

/**
 * Whether words can be what commentaries are about: they name something, and none of them is this program's own, such as
 * `digest` or `every friday`. A wish whose subject they seem to be was not understood.
 */
export const isNamable = ({ text, tokens }: Pick<Sentence, 'text' | 'tokens'>): boolean => {
  const isWritten = ({ start, end }: Token): boolean => text.slice(start, end) === text.slice(start, end).toLowerCase()
  const isVerbAlone = tokens.length === 1 && standsFor(tokens[0], 'pause', 'resume')
  const isOpen = standsFor(tokens.at(-1), 'except', 'not')
  const isManner = tokens.some((token, at) => saysHow(tokens, at) && standsFor(token, 'medium', 'format'))
  return (
    !isVerbAlone &&
    !isOpen &&
    !isManner &&
    !isThin(tokens) &&
    !tokens.some((token) => isForeign(token) && isWritten(token))
  )
}
