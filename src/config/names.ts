import { distance } from 'fastest-levenshtein'
import type { Mistake } from '../errors.ts'

/** Names that look like ours, and that other programs read: Compose, libraries and the tools of this machine. */
const otherNames = /^(?:SECOND_PORT|(?:FTP|ALL|NO|HTTPS?)_PROXY)$/iu

/** Names that work in `.env` without being settings, and the one that Compose reads there (docs/operations.md). */
const readBesides = /^(?:TZ|POSTGRES_PASSWORD|(?:NODE|OTEL)_.*)$/u

/** The words of a name, in small letters and the singular: `FEED_URLS` is `feed`, `url`. */
const wordsOf = (name: string): readonly string[] =>
  name
    .toLowerCase()
    .split(/[^a-z\d]+/u)
    .map((word) => word.replace(/(?<=..)s$/u, ''))
    .filter((word) => word !== '')

const inOrder = (text: string): string => text.split('').toSorted().join('')

/** Whether a name is a known one with slips of the keys: one for every four letters, at most two. Two swapped letters are one slip. */
const isSlip = (name: string, known: string): boolean => {
  const typed = name.toUpperCase()
  const slips = distance(typed, known) - (inOrder(typed) === inOrder(known) ? 1 : 0)
  return slips <= Math.min(2, Math.floor(known.length / 4))
}

const likeness = (name: string, known: string): number => {
  if (isSlip(name, known)) return 1
  if (readBesides.test(name)) return 0
  const [own, other] = [wordsOf(name), wordsOf(known)]
  return own.filter((word) => other.includes(word)).length / new Set([...own, ...other]).size
}

/** The settings that an unknown name most resembles: by two slips, or by half of the words. */
const meantBy = (name: string, known: readonly string[]): readonly string[] => {
  const rated = known.map((one) => ({ one, likeness: likeness(name, one) }))
  const best = Math.max(0.5, ...rated.map((one) => one.likeness))
  return rated.filter((one) => one.likeness === best).map(({ one }) => one)
}

const isUnknown = (name: string, known: readonly string[]): boolean => !known.includes(name) && !otherNames.test(name)

const problem = 'is not a setting of rsis-brief'

const suggestion = (meant: readonly string[]): string => `did you mean ${meant.slice(0, 3).join(' or ')}?`

/**
 * Names of the environment that begin with the same word as a setting which is not set, or are a slip of it. They are only
 * warnings, because other programs use the environment, too.
 */
export const unknownInEnvironment = (names: readonly string[], known: readonly string[]): Mistake[] =>
  names
    .filter((name) => name.length >= 8 && isUnknown(name, known))
    .flatMap((field) => {
      const meant = meantBy(field, known).filter(
        (one) => isSlip(field, one) || (/[^a-z\d]/iu.test(field) && wordsOf(field)[0] === wordsOf(one)[0]),
      )
      return meant.every((one) => names.includes(one)) ? [] : [{ field, problem, fix: suggestion(meant) }]
    })

/** Names of the file `.env` that are no setting: those that resemble one are mistakes, the others warnings. */
export const unknownInFile = (
  names: readonly string[],
  known: readonly string[],
): { readonly mistakes: readonly Mistake[]; readonly warnings: readonly Mistake[] } => {
  const unknown = names
    .filter((name) => isUnknown(name, known))
    .map((field) => ({ field, problem, meant: meantBy(field, known) }))
  return {
    mistakes: unknown
      .filter(({ meant }) => meant.length > 0)
      .map(({ field, meant }) => ({ field, problem, fix: suggestion(meant) })),
    warnings: unknown
      .filter(({ meant, field }) => meant.length === 0 && !readBesides.test(field))
      .map(({ field }) => ({ field, problem, fix: 'remove it from .env, unless another program reads it there' })),
  }
}
