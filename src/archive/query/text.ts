import { UserError } from '../../errors.ts'

const mostCharacters = 2000
/** Longer texts are refused before any work is done on them. */
const mostUnits = 10_000

/** Control characters, format characters (zero width, bidi, tags, joiners) and lone surrogates; not white space. */
const unseen = /[\p{Cf}\p{Cs}]|(?!\s)\p{Cc}/gu

/** The text without invisible characters; white space stays. */
export const withoutUnseen = (text: string): string => text.replaceAll(unseen, '')

/** The number of characters as a person counts them, approximately: code points. */
export const countCharacters = (text: string): number => Array.from(text).length

/** `u.s.`, `u.k` in lower case; not `e.g.` or `a.m.` */
const dottedName = /(?<![\p{L}\p{N}.])(?!(?:e\.g|i\.e|a\.m|p\.m|n\.d)\b)(?:\p{Ll}\.)+\p{Ll}(?![\p{L}\p{N}])\.?/gu

const tooLong = (count: number): UserError =>
  new UserError(
    'Query',
    `at most ${mostCharacters.toLocaleString('en')} characters (you sent ${count.toLocaleString('en')})`,
    'leave some words out',
  )

/**
 * A query as typed or pasted, with one form for each character: NFKC, straight quotation marks, plain spaces, nothing
 * invisible.
 * @throws UserError if it is empty or too long.
 */
export const cleanQueryText = (text: string): string => {
  if (text.length > mostUnits) throw tooLong(text.length)
  const clean = text
    .normalize('NFKC')
    .replaceAll(/[“”„‟«»″〝〞]/gu, '"')
    .replaceAll(/[‘’‚‛′`´ʼ]/gu, "'")
    .replaceAll(unseen, '')
    .replaceAll(dottedName, (name) => `${name.replace(/\.$/u, '')}.`.toUpperCase())
    .replaceAll(/\s+/gu, ' ')
    .trim()
  const count = countCharacters(clean)
  if (count > mostCharacters) throw tooLong(count)
  if (clean === '') throw new UserError('Query', 'say what to search for', 'e.g. nord stream')
  return clean
}

/** The beginning of what was typed, short enough to be shown. */
export const shown = (text: string): string => (text.length > 40 ? `${text.slice(0, 40).toWellFormed()}…` : text)
