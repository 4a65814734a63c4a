import { shown } from '../archive/query/text.ts'

const mostCharacters = 100

/** What was typed in one form for each character, with nothing unseen in it, in lower case and cut to what can be meant. */
export const tidy = (typed: string): string =>
  typed
    .slice(0, mostCharacters)
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('\u2212', '-')
    .replaceAll(/[\u2010-\u2015]/gu, '-')
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{P}\p{S}]+/gu, ' ')
    .trim()

/** What was typed, as an answer repeats it. */
export const quoted = (typed: string): string =>
  `“${shown(
    typed
      .slice(0, mostCharacters)
      .replaceAll(/[^\p{L}\p{M}\p{N}\p{P}\p{S}]+/gu, ' ')
      .trim(),
  )}”`
