/** A number with its noun: `1 claim`, `5,000 claims`; `many` is the plural if it is not `one` with an s. */
export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`

/** `1 commentary`, `5,000 commentaries`. */
export const countCommentaries = (count: number): string => countOf(count, 'commentary', 'commentaries')
