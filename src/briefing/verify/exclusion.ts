import type { Reading } from './reading.ts'

const onlyThen = /\bonly (?:when|after|once|if)\b/iu
const notBefore = /\b(?:until|unless|before|without)\b/iu

const isNegative = (reading: Reading): boolean => reading.operators.some(({ kind }) => kind === 'negator')

/** “will recover only after” and “will not recover until” exclude the same, one of them with a negation. */
export const isExclusion = (one: Reading, other: Reading): boolean =>
  [
    [one, other],
    [other, one],
  ].some(
    ([only, no]) =>
      only !== undefined && no !== undefined && onlyThen.test(only.text) && notBefore.test(no.text) && isNegative(no),
  )
