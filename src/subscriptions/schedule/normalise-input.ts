import { shown } from '../../archive/query/text.ts'

/** The longest phrase that is read; phrases for a cadence are much shorter. */
const mostCharacters = 200

/** The input with one form for each character: NFKC, plain dashes and quotation marks, single spaces. */
export const plainInput = (typed: string): string =>
  typed
    .slice(0, mostCharacters)
    .normalize('NFKC')
    .replaceAll('\u2212', '-')
    .replaceAll(/[\u2010-\u2015]/gu, '-')
    .replaceAll(/[‘’‛′`´ʼ]/gu, "'")
    .replaceAll(/[“”„‟«»″]/gu, '"')
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{P}\p{S}]+/gu, ' ')
    .trim()

/** The normalised input in lower case, for comparisons. */
export const normaliseInput = (typed: string): string => plainInput(typed).toLowerCase()

/** The input as an answer repeats it. */
export const quoted = (typed: string): string =>
  `“${shown(
    typed
      .slice(0, mostCharacters)
      .replaceAll(/[^\p{L}\p{M}\p{N}\p{P}\p{S}]+/gu, ' ')
      .trim(),
  )}”`
